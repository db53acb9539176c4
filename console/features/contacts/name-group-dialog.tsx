import { Box } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { Dialog, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

export default function NameGroupDialog({ query, onClose }: { readonly query: string; readonly onClose: () => void }) {
  const { words, groups: texts } = useTexts();
  const { api } = useSession();
  const refresh = useRefresh();
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => api.post('groups', { name, query }),
    async onSuccess({ uuid }) {
      await refresh();
      navigate(`/groups/${uuid}`);
    },
  });
  return (
    <Dialog title={texts.saveAs} confirm={words.save} onClose={onClose} disabled={name.trim() === ''} change={save}>
      <Box>
        {texts.willFollow} <code dir="auto">{query}</code>
      </Box>
      <TextField label={texts.name} value={name} onChange={setName} autoFocus />
    </Dialog>
  );
}
