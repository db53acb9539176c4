import { Box } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useRefresh } from '../../common/api/refresh.ts';
import { useSession } from '../../common/api/session.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { Dialog } from '../../common/components/dialog.tsx';
import { TextField } from '../../common/components/text-field.tsx';
import { useTexts } from '../../common/texts/texts.tsx';

/** Asks for the name of a smart group and makes it. */
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
    <Dialog
      title={texts.saveAs}
      confirm={words.save}
      onConfirm={() => save.mutate()}
      onClose={onClose}
      disabled={name.trim() === ''}
      change={save}
    >
      <Box>
        {texts.willFollow} <code dir="auto">{query}</code>
      </Box>
      <TextField label={texts.name} value={name} onChange={setName} autoFocus />
    </Dialog>
  );
}
