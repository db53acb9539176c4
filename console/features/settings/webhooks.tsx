import { Button, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMutation, useSession } from '../../common/api/index.ts';
import { Dialog, ListTable, TextField } from '../../common/components/index.ts';
import { ServiceText, useFormats, useTexts } from '../../common/texts/index.ts';
import type { Webhook } from './api.ts';
import { type ChangeToConfirm, ConfirmChange } from './confirm-change.tsx';
import { type EventType, EventTypes } from './event-types.tsx';
import { OneTimeSecrets } from './one-time-secrets.tsx';
import { RowActions } from './row-actions.tsx';

interface Props {
  readonly webhook: Webhook | null;
  readonly onSecret: (secret: string | null) => void;
  readonly onClose: () => void;
}

const STATUSES = { working: 'success', failing: 'warning', disabled: 'error' } as const;

export function Webhooks() {
  const { words, settings, connections: texts } = useTexts();
  const { api } = useSession();
  const webhooks = useQuery({ queryKey: ['webhooks'], queryFn: () => api.get('webhooks') });
  const [editing, setEditing] = useState<Webhook | 'new' | null>(null);
  const [asked, setAsked] = useState<ChangeToConfirm | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = async (uuid: string) => {
    const body = { rotate_secret: true };
    const saved = await api.post('webhooks', body, { uuid });
    setSecret(saved.secret ?? null);
  };
  const remove = (uuid: string) => api.remove('webhooks', { uuid });
  return (
    <SpaceBetween size="l">
      {secret !== null && <OneTimeSecrets values={[[texts.secret, secret]]} />}
      <ListTable<Webhook>
        title={settings.parts.webhooks}
        description={texts.webhooksHint}
        isPart
        actions={<Button onClick={() => setEditing('new')}>{texts.newWebhook}</Button>}
        items={webhooks.data?.results ?? []}
        read={webhooks}
        {...(webhooks.data?.next === null && { find: ({ url }: Webhook) => url })}
        trackBy="uuid"
        wraps
        columns={[
          {
            id: 'url',
            header: texts.url,
            isRowHeader: true,
            sortingField: 'url',
            cell: ({ url }) => <code>{url}</code>,
          },
          {
            id: 'events',
            header: texts.events,
            cell: ({ events }) => events.map((one) => texts.types[one]).join(', '),
          },
          {
            id: 'status',
            header: words.state,
            sortingField: 'status',
            cell: (webhook) => <WebhookState {...webhook} />,
          },
          {
            id: 'actions',
            header: words.actions,
            cell: (webhook) => (
              <RowActions
                name={webhook.url}
                onEdit={() => setEditing(webhook)}
                onAsk={setAsked}
                changes={[
                  { title: texts.newSecret, hint: texts.secretRotated, act: () => rotate(webhook.uuid) },
                  { title: settings.remove, hint: texts.removeWebhook, act: () => remove(webhook.uuid) },
                ]}
              />
            ),
          },
        ]}
        narrow={['url', 'actions']}
        empty={texts.noWebhooks}
      />
      {editing && (
        <EditWebhook
          webhook={editing === 'new' ? null : editing}
          onSecret={setSecret}
          onClose={() => setEditing(null)}
        />
      )}
      {asked && <ConfirmChange {...asked} queryKey="webhooks" onClose={() => setAsked(null)} />}
    </SpaceBetween>
  );
}

/** Whether a webhook works, why not, and what waits for it or was given up. */
function WebhookState({ status, failing_since, last_error, codes, open_until, ...counts }: Webhook) {
  const { connections: texts } = useTexts();
  const { moment, number } = useFormats();
  const { circuit, waiting, given_up: givenUp } = counts;
  return (
    <>
      <StatusIndicator type={STATUSES[status]}>{texts.states[status]}</StatusIndicator>
      {last_error !== null && (
        <div>
          {failing_since !== null && texts.failingSince({ time: moment(failing_since) })}{' '}
          <ServiceText text={last_error} code={codes?.last_error} />
        </div>
      )}
      {circuit === 'open' && open_until !== null && <div>{texts.notCalled({ time: moment(open_until) })}</div>}
      {circuit === 'half_open' && <div>{texts.triedNext}</div>}
      {waiting > 0 && <div>{texts.waiting({ count: waiting, shown: number(waiting) })}</div>}
      {givenUp > 0 && <div>{texts.givenUp({ count: givenUp, shown: number(givenUp) })}</div>}
    </>
  );
}

/** Makes a webhook, or changes one, which the service then tries again. */
function EditWebhook({ webhook, onSecret, onClose }: Props) {
  const { words, connections: texts } = useTexts();
  const { api } = useSession();
  const [url, setUrl] = useState(webhook?.url ?? 'https://');
  const [events, setEvents] = useState<readonly EventType[]>(webhook?.events ?? []);
  const save = useMutation({
    mutationFn: () => api.post('webhooks', { url, events: [...events] }, { ...(webhook && { uuid: webhook.uuid }) }),
    reads: ['webhooks'],
    onSuccess({ secret }) {
      onSecret(secret ?? null);
      onClose();
    },
  });
  return (
    <Dialog
      title={webhook === null ? texts.newWebhook : texts.edit}
      confirm={words.save}
      onClose={onClose}
      disabled={!URL.canParse(url) || events.length === 0}
      change={save}
    >
      <TextField label={texts.url} description={texts.urlHint} value={url} type="url" autoFocus onChange={setUrl} />
      <EventTypes label={texts.events} value={events} onChange={setEvents} />
    </Dialog>
  );
}
