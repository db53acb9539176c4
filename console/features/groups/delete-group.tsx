import { Box } from '@cloudscape-design/components';
import { useLocation } from 'wouter';
import { useRefresh } from '../../common/api/refresh.ts';
import { useSession } from '../../common/api/session.ts';
import type { Group } from '../../common/api/types.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { Dialog } from '../../common/components/dialog.tsx';
import { useTexts } from '../../common/texts/texts.tsx';

/** Asks, and deletes a group; its members stay in the workspace. */
export default function DeleteGroup({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const { groups: texts } = useTexts();
  const { api } = useSession();
  const refresh = useRefresh();
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: async () => {
      await api.remove('groups', { uuid: group.uuid });
    },
    async onSuccess() {
      navigate('/groups');
      await refresh();
    },
  });
  return (
    <Dialog title={texts.delete} onConfirm={() => remove.mutate()} onClose={onClose} change={remove}>
      <Box>{texts.deleteHint(group.name)}</Box>
    </Dialog>
  );
}
