import Box from '@cloudscape-design/components/box';
import { useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../../common/api/use-mutation.ts';
import { Dialog } from '../../common/components/dialog.tsx';

/** What is asked about. */
export interface ChangeToConfirm {
  /** What is done when it is agreed to. */
  readonly title: string;
  /** What happens then. */
  readonly hint: string;
  readonly name: string;
  readonly act: () => Promise<unknown>;
}

interface Props extends ChangeToConfirm {
  /** Of the list in which that is seen. */
  readonly queryKey: string;
  readonly onClose: () => void;
}

/** Asks whether something that others depend on is to go, or to be another. */
export function ConfirmChange({ title, hint, name, act, queryKey, onClose }: Props) {
  const queries = useQueryClient();
  const asked = useMutation({
    mutationFn: act,
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: [queryKey] });
      onClose();
    },
  });
  return (
    <Dialog
      title={title}
      confirm={title}
      onConfirm={() => asked.mutate()}
      onClose={onClose}
      busy={asked.isPending}
      error={asked.error}
    >
      <Box>
        <bdi>{name}</bdi>: {hint}
      </Box>
    </Dialog>
  );
}
