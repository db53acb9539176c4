import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Group } from '../api/types.ts';
import { useRefresh } from '../jobs/api.ts';
import { useSession } from '../session/session.tsx';
import { useTexts } from '../texts/texts.tsx';
import { EditGroup } from './edit.tsx';

interface Props {
  readonly group: Group;
  /** Sends everybody in it through a flow. */
  readonly onStart: () => void;
}

/** What is done with a group as a whole. */
export function GroupMenu({ group, onStart }: Props) {
  const { groups: texts, actions } = useTexts();
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const choose = (id: string) => (id === 'start' ? onStart() : setOpen(id === 'edit' ? 'edit' : 'delete'));
  return (
    <>
      <ButtonDropdown
        items={[
          { id: 'start', text: actions.names.start_flow },
          { id: 'edit', text: texts.edit },
          { id: 'delete', text: texts.delete },
        ]}
        onItemClick={({ detail }) => choose(detail.id)}
      >
        {texts.menu}
      </ButtonDropdown>
      {open === 'edit' && <EditGroup group={group} onClose={() => setOpen(null)} />}
      {open === 'delete' && <DeleteGroup group={group} onClose={() => setOpen(null)} />}
    </>
  );
}

function DeleteGroup({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
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
