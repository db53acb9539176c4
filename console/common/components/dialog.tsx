import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal, { type ModalProps } from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../texts/texts.tsx';
import { Problem } from './problem.tsx';

interface Props {
  readonly title: string;
  /** The one button that does it. */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** What is asked for is not there yet. */
  readonly disabled?: boolean;
  readonly busy?: boolean;
  /** Why it could not be done. */
  readonly error?: Error | null;
  readonly size?: ModalProps.Size;
  readonly children: ReactNode;
}

/** Asks for something, and does it or not. To be rendered only while it is open: a hidden one would still be heard. */
export function Dialog({ title, confirm, onConfirm, onClose, disabled, busy, error, size, children }: Props) {
  const { actions } = useTexts();
  useFocusBack();
  return (
    <Modal
      visible
      size={size ?? 'medium'}
      header={title}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {actions.cancel}
            </Button>
            <Button variant="primary" disabled={disabled ?? false} loading={busy ?? false} onClick={onConfirm}>
              {confirm}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {children}
        {error && <Problem error={error} />}
      </SpaceBetween>
    </Modal>
  );
}

/**
 * When a dialog is closed the focus goes back to where it was. The modal does that by itself, but where a field of it takes the focus at once
 * it believes that it was there, and drops it.
 */
function useFocusBack(): void {
  const before = useRef(document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && before.current instanceof HTMLElement) before.current.focus();
      });
    },
    [],
  );
}
