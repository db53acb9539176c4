import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Group } from '../api/types.ts';
import { useRefresh } from '../jobs/api.ts';
import { useSession } from '../session/session.tsx';
import { useTexts } from '../texts/texts.tsx';

/** Asks once, and deletes a group; its members stay. */
export default function DeleteGroup({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const { groups: texts, actions } = useTexts();
  const { api } = useSession();
  const refresh = useRefresh();
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: async () => {
      await api.DELETE('/api/v2/groups.json', { params: { query: { uuid: group.uuid } } });
    },
    async onSuccess() {
      navigate('/groups');
      await refresh();
    },
  });
  return (
    <Modal
      visible
      header={texts.delete}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {actions.cancel}
            </Button>
            <Button variant="primary" loading={remove.isPending} onClick={() => remove.mutate()}>
              {texts.delete}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <Box>{remove.error?.message ?? texts.deleteHint(group.name)}</Box>
    </Modal>
  );
}
