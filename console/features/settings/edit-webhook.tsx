import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../common/api/session.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { Dialog } from '../../common/components/dialog.tsx';
import { useTexts } from '../../common/texts/texts.tsx';
import type { Webhook } from './api.ts';
import { type EventType, EventTypes } from './event-types.tsx';

interface Props {
  /** Null for a new one. */
  readonly webhook: Webhook | null;
  /** Called with the secret of a new webhook. */
  readonly onSecret: (secret: string | null) => void;
  readonly onClose: () => void;
}

/** Where to and what of: makes a webhook, or changes one, which is then tried again. */
export function EditWebhook({ webhook, onSecret, onClose }: Props) {
  const { connections: texts, groups } = useTexts();
  const { api } = useSession();
  const queries = useQueryClient();
  const [url, setUrl] = useState(webhook?.url ?? 'https://');
  const [events, setEvents] = useState<readonly EventType[]>(webhook?.events ?? []);
  const save = useMutation({
    mutationFn: () => api.post('webhooks', { url, events: [...events] }, { ...(webhook && { uuid: webhook.uuid }) }),
    async onSuccess({ secret }) {
      onSecret(secret ?? null);
      await queries.invalidateQueries({ queryKey: ['webhooks'] });
      onClose();
    },
  });
  return (
    <Dialog
      title={webhook === null ? texts.newWebhook : texts.edit}
      confirm={groups.save}
      onConfirm={() => save.mutate()}
      onClose={onClose}
      disabled={!URL.canParse(url) || events.length === 0}
      busy={save.isPending}
      error={save.error}
    >
      <FormField label={texts.url} description={texts.urlHint}>
        <Input value={url} type="url" autoFocus onChange={({ detail }) => setUrl(detail.value)} />
      </FormField>
      <EventTypes label={texts.events} value={events} onChange={setEvents} />
    </Dialog>
  );
}
