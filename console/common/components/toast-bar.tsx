import { Button, Flashbar, type FlashbarProps } from '@cloudscape-design/components';
import { useFirstTexts } from '../texts/index.ts';
import type { ShownToast } from './toast.ts';

interface Props {
  readonly toasts: readonly ShownToast[];
  readonly onDismiss: (id: string) => void;
}

export default function ToastBar({ toasts, onDismiss: dismiss }: Props) {
  const { shell } = useFirstTexts();
  const items = toasts.map(
    ({ id, type, content, action }): FlashbarProps.MessageDefinition => ({
      id,
      type,
      content,
      // Screen readers do not speak a flash without a role.
      ariaRole: type === 'error' ? 'alert' : 'status',
      dismissible: true,
      dismissLabel: shell.dismiss,
      onDismiss: () => dismiss(id),
      ...(action && {
        action: (
          <Button
            onClick={() => {
              dismiss(id);
              action.run();
            }}
          >
            {action.text}
          </Button>
        ),
      }),
    }),
  );
  return <Flashbar items={items} />;
}
