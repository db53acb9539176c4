import { Box } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { type Group, useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { countOfUses, Dialog, Loading, Problem, UseLinks } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

/** Shows what names a group, asks, and deletes it; its members stay in the workspace. */
export default function DeleteGroup({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const { groups: texts } = useTexts();
  const { api } = useSession();
  const refresh = useRefresh();
  const [, navigate] = useLocation();
  const { uuid } = group;
  const read = useQuery({
    queryKey: ['groups', 'uses', uuid],
    queryFn: () => api.get('groups', { uuid, uses: 'true' }),
    gcTime: 0,
  });
  const uses = read.data?.results[0]?.uses;
  const remove = useMutation({
    mutationFn: async () => {
      await api.remove('groups', { uuid });
    },
    async onSuccess() {
      navigate('/groups');
      await refresh();
    },
  });
  return (
    <Dialog title={texts.delete} onClose={onClose} disabled={read.isPending} final change={remove}>
      <Box>{texts.deleteHint({ name: group.name })}</Box>
      {read.isPending && <Loading isPart />}
      {read.error && <Problem error={read.error} retry={() => void read.refetch()} />}
      {uses && countOfUses(uses) > 0 && (
        <>
          <Box>{texts.usedBy}</Box>
          <UseLinks uses={uses} />
        </>
      )}
    </Dialog>
  );
}
