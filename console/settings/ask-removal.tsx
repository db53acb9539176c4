import Box from '@cloudscape-design/components/box';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Dialog } from '../shell/dialog.tsx';
import { useTexts } from '../texts/texts.tsx';

interface Props {
  /** What happens then. */
  readonly hint: string;
  readonly name: string;
  readonly remove: () => Promise<unknown>;
  /** Of the list that it is taken out of. */
  readonly queryKey: string;
  readonly onClose: () => void;
}

/** Asks whether something that others depend on is to go. */
export function AskRemoval({ hint, name, remove, queryKey, onClose }: Props) {
  const { settings: texts } = useTexts();
  const queries = useQueryClient();
  const removal = useMutation({
    mutationFn: remove,
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: [queryKey] });
      onClose();
    },
  });
  return (
    <Dialog
      title={texts.remove}
      confirm={texts.remove}
      onConfirm={() => removal.mutate()}
      onClose={onClose}
      busy={removal.isPending}
      error={removal.error}
    >
      <Box>
        <bdi>{name}</bdi>: {hint}
      </Box>
    </Dialog>
  );
}
