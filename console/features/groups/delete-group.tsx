import { Box } from '@cloudscape-design/components';
import { useLocation } from 'wouter';
import { type Group, useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { Dialog } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

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
