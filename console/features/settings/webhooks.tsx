import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../common/api/index.ts';
import { ListTable } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Webhook } from './api.ts';
import { type ChangeToConfirm, ConfirmChange } from './confirm-change.tsx';
import { EditWebhook } from './edit-webhook.tsx';
import { OneTimeSecrets } from './one-time-secrets.tsx';
import { RowActions } from './row-actions.tsx';
import { WebhookState } from './webhook-state.tsx';

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
