import { Box, Button, Modal, type ModalProps, SpaceBetween } from '@cloudscape-design/components';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../texts/index.ts';
import { Problem } from './problem.tsx';

/** What the button does: it starts a change, unless it does something else first. */
type Acting =
  | { readonly onConfirm: () => void; readonly change?: Change }
  | { readonly onConfirm?: undefined; readonly change: Change & { readonly mutate: () => void } };

/** The request that the button starts, while it runs and when it fails. */
interface Change {
  readonly isPending: boolean;
  readonly error: Error | null;
}

type Props = Acting & {
  readonly title: string;
  /** The text of the one button that acts: the title where it is not given. */
  readonly confirm?: string;
  /** The text of the button that closes it, where "Cancel" does not say enough. */
  readonly cancel?: string;
  readonly onClose: () => void;
  /** Whether something that the dialog asks for is missing. */
  readonly disabled?: boolean;
  /** Whether what the button does cannot be taken back. */
  readonly final?: boolean;
  readonly size?: ModalProps.Size;
  readonly children: ReactNode;
};

const red = {
  default: 'var(--danger-background)',
  hover: 'var(--danger-background)',
  active: 'var(--danger-background)',
};
const onRed = { default: 'var(--danger-text)', hover: 'var(--danger-text)', active: 'var(--danger-text)' };
/** A button that does something final is red. */
const DANGER = { root: { background: red, borderColor: red, color: onRed } };

/** Asks for something, and acts or not. Render it only while it is open: screen readers would read a hidden one. */
export function Dialog({
  title,
  confirm = title,
  cancel,
  onClose,
  disabled,
  final = false,
  size,
  children,
  ...act
}: Props) {
  const { change } = act;
  const { words } = useTexts();
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
              {cancel ?? words.cancel}
            </Button>
            <Button
              variant="primary"
              {...(final && { style: DANGER })}
              disabled={disabled ?? false}
              loading={change?.isPending ?? false}
              onClick={() => (act.onConfirm ? act.onConfirm() : act.change.mutate())}
            >
              {confirm}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {children}
        {change?.error && <Problem error={change.error} />}
      </SpaceBetween>
    </Modal>
  );
}

/** Returns the focus to where it was. The modal remembers a wrong element when one of its fields takes the focus. */
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
