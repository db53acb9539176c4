import { Box, Button, FormField, SpaceBetween, Textarea } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Contact, useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { Problem, Section, useUnsaved } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';

/** What colleagues wrote down about a contact, the newest first, and a box for another note. */
export function Notes({ contact }: { readonly contact: Contact }) {
  const { contact: texts } = useTexts();
  const { may } = useSession();
  const { moment } = useFormats();
  const notes = contact.notes.toReversed();
  if (notes.length === 0 && !may('edit')) return null;
  return (
    <Section title={texts.notes}>
      {may('edit') && <NewNote uuid={contact.uuid} />}
      {notes.map(({ text, created_on, created_by }) => (
        <div key={`${created_on} ${text}`}>
          <div dir="auto">{text}</div>
          <Box color="text-body-secondary" fontSize="body-s">
            {moment(created_on)} · <bdi>{created_by.name}</bdi>
          </Box>
        </div>
      ))}
    </Section>
  );
}

function NewNote({ uuid }: { readonly uuid: string }) {
  const { contact: texts } = useTexts();
  const { api } = useSession();
  const refresh = useRefresh();
  const [text, setText] = useState('');
  useUnsaved(text.trim() !== '');
  const add = useMutation({
    mutationFn: () => api.post('contacts', { note: text.trim() }, { uuid }, { 'Idempotency-Key': crypto.randomUUID() }),
    async onSuccess() {
      setText('');
      await refresh();
    },
  });
  return (
    <SpaceBetween size="xs">
      <FormField label={texts.newNote} stretch>
        <Textarea value={text} rows={2} onChange={({ detail }) => setText(detail.value)} />
      </FormField>
      {add.error && <Problem error={add.error} />}
      <Button disabled={text.trim() === ''} loading={add.isPending} onClick={() => add.mutate()}>
        {texts.addNote}
      </Button>
    </SpaceBetween>
  );
}
