import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { bodyOfAnswer } from '../api/client.ts';
import { useRefresh } from '../jobs/api.ts';
import { useSession } from '../session/session.tsx';
import { useTexts } from '../texts/texts.tsx';

/** Asks for the name of a smart group, and makes it. */
export default function NameIt({ query, onClose }: { readonly query: string; readonly onClose: () => void }) {
  const { groups: texts, actions } = useTexts();
  const { api } = useSession();
  const refresh = useRefresh();
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => bodyOfAnswer(api.POST('/api/v2/groups.json', { body: { name, query } })),
    async onSuccess({ uuid }) {
      await refresh();
      navigate(`/groups/${uuid}`);
    },
  });
  return (
    <Modal
      visible
      header={texts.saveAs}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {actions.cancel}
            </Button>
            <Button
              variant="primary"
              loading={save.isPending}
              disabled={name.trim() === ''}
              onClick={() => save.mutate()}
            >
              {texts.save}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>
          {texts.willFollow} <code dir="auto">{query}</code>
        </Box>
        <FormField label={texts.name} errorText={save.error?.message}>
          <Input value={name} onChange={({ detail }) => setName(detail.value)} autoFocus />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}
