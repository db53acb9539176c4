import { useState } from 'react';
import { useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { Dialog, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Webhook } from './api.ts';
import { type EventType, EventTypes } from './event-types.tsx';

interface Props {
  readonly webhook: Webhook | null;
  readonly onSecret: (secret: string | null) => void;
  readonly onClose: () => void;
}

/** Makes a webhook, or changes one, which the service then tries again. */
export function EditWebhook({ webhook, onSecret, onClose }: Props) {
  const { words, connections: texts } = useTexts();
  const { api } = useSession();
  const invalidate = useInvalidate();
  const [url, setUrl] = useState(webhook?.url ?? 'https://');
  const [events, setEvents] = useState<readonly EventType[]>(webhook?.events ?? []);
  const save = useMutation({
    mutationFn: () => api.post('webhooks', { url, events: [...events] }, { ...(webhook && { uuid: webhook.uuid }) }),
    async onSuccess({ secret }) {
      onSecret(secret ?? null);
      await invalidate('webhooks');
      onClose();
    },
  });
  return (
    <Dialog
      title={webhook === null ? texts.newWebhook : texts.edit}
      confirm={words.save}
      onConfirm={() => save.mutate()}
      onClose={onClose}
      disabled={!URL.canParse(url) || events.length === 0}
      change={save}
    >
      <TextField label={texts.url} description={texts.urlHint} value={url} type="url" autoFocus onChange={setUrl} />
      <EventTypes label={texts.events} value={events} onChange={setEvents} />
    </Dialog>
  );
}
