import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOfAnswer } from '../api/client.ts';
import type { Answer } from '../api/types.ts';
import { useSession } from '../session/session.tsx';
import { ListTable } from '../shell/list-table.tsx';
import { useToaster } from '../shell/toasts.tsx';
import { useFormats } from '../texts/format.ts';
import { useTexts } from '../texts/texts.tsx';
import { AskRemoval } from './ask-removal.tsx';
import { EditWebhook } from './edit-webhook.tsx';
import { ShownOnce } from './shown-once.tsx';

export type Webhook = Answer<'/api/v2/webhooks.json'>['results'][number];

const STATUSES = { working: 'success', failing: 'warning', disabled: 'error' } as const;

/** Who is told over HTTP of what happens to contacts and jobs. */
export function Webhooks() {
  const { settings, connections: texts } = useTexts();
  const { api } = useSession();
  const { moment } = useFormats();
  const toaster = useToaster();
  const queries = useQueryClient();
  const webhooks = useQuery({ queryKey: ['webhooks'], queryFn: () => bodyOfAnswer(api.GET('/api/v2/webhooks.json')) });
  const [editing, setEditing] = useState<Webhook | 'new' | null>(null);
  const [removing, setRemoving] = useState<Webhook | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = useMutation({
    mutationFn: (uuid: string) =>
      bodyOfAnswer(api.POST('/api/v2/webhooks.json', { params: { query: { uuid } }, body: { rotate_secret: true } })),
    onError: toaster.fail,
    async onSuccess(saved) {
      setSecret(saved.secret ?? null);
      await queries.invalidateQueries({ queryKey: ['webhooks'] });
    },
  });
  return (
    <SpaceBetween size="l">
      {secret !== null && <ShownOnce values={[[texts.secret, secret]]} />}
      <ListTable<Webhook>
        title={texts.webhooks}
        description={texts.webhooksHint}
        isPart
        actions={<Button onClick={() => setEditing('new')}>{texts.newWebhook}</Button>}
        items={webhooks.data?.results ?? []}
        read={webhooks}
        trackBy="uuid"
        columns={[
          { id: 'url', header: texts.url, isRowHeader: true, cell: ({ url }) => <code>{url}</code> },
          {
            id: 'events',
            header: texts.events,
            cell: ({ events }) => events.map((one) => texts.types[one]).join(', '),
          },
          {
            id: 'status',
            header: texts.state,
            cell: ({ status, last_error, failing_since }) => (
              <>
                <StatusIndicator type={STATUSES[status]}>{texts.states[status]}</StatusIndicator>
                {failing_since !== null && (
                  <div>
                    {texts.failingSince(moment(failing_since))} <bdi>{last_error}</bdi>
                  </div>
                )}
              </>
            ),
          },
          {
            id: 'actions',
            header: texts.actions,
            cell: (webhook) => (
              <SpaceBetween direction="horizontal" size="s">
                <Button
                  variant="inline-link"
                  ariaLabel={`${texts.edit}: ${webhook.url}`}
                  onClick={() => setEditing(webhook)}
                >
                  {texts.edit}
                </Button>
                <Button
                  variant="inline-link"
                  ariaLabel={`${texts.newSecret}: ${webhook.url}`}
                  loading={rotate.isPending && rotate.variables === webhook.uuid}
                  onClick={() => rotate.mutate(webhook.uuid)}
                >
                  {texts.newSecret}
                </Button>
                <Button
                  variant="inline-link"
                  ariaLabel={`${settings.remove}: ${webhook.url}`}
                  onClick={() => setRemoving(webhook)}
                >
                  {settings.remove}
                </Button>
              </SpaceBetween>
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
      {removing && (
        <AskRemoval
          name={removing.url}
          hint={texts.removeWebhook}
          remove={() => api.DELETE('/api/v2/webhooks.json', { params: { query: { uuid: removing.uuid } } })}
          queryKey="webhooks"
          onClose={() => setRemoving(null)}
        />
      )}
    </SpaceBetween>
  );
}
