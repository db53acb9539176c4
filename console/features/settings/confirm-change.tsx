import { Box } from '@cloudscape-design/components';
import { useMutation } from '../../common/api/index.ts';
import { Dialog } from '../../common/components/index.ts';

export interface ChangeToConfirm {
  readonly title: string;
  /** The consequence. */
  readonly hint: string;
  readonly name: string;
  readonly act: () => Promise<unknown>;
}

interface Props extends ChangeToConfirm {
  /** The list to read again. */
  readonly queryKey: string;
  readonly onClose: () => void;
}

/** Asks before something is removed or replaced that others depend on. */
export function ConfirmChange({ title, hint, name, act, queryKey, onClose }: Props) {
  const asked = useMutation({
    mutationFn: act,
    reads: [queryKey],
    onSuccess: onClose,
  });
  return (
    <Dialog title={title} onClose={onClose} change={asked}>
      <Box>
        <bdi>{name}</bdi>: {hint}
      </Box>
    </Dialog>
  );
}
