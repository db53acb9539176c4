import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOfAnswer } from '../api/client.ts';
import type { Answer } from '../api/types.ts';
import { useSession } from '../session/session.tsx';
import { ListTable } from '../shell/list-table.tsx';
import { useToaster } from '../shell/toasts.tsx';
import { useFormats } from '../texts/format.ts';
import { useTexts } from '../texts/texts.tsx';
import { AskRemoval } from './ask-removal.tsx';
import { NewChannel } from './new-channel.tsx';
import { ShownOnce } from './shown-once.tsx';

export type Channel = Answer<'/api/v2/channels.json'>['results'][number];
/** What a channel is only told once. */
export type Told = Pick<Channel, 'uuid' | 'kind'> & { readonly address?: string; readonly secret?: string };

/** Where messages and opt-outs arrive. */
export function Channels() {
  const { settings, connections: texts } = useTexts();
  const { api } = useSession();
  const { day } = useFormats();
  const toaster = useToaster();
  const channels = useQuery({ queryKey: ['channels'], queryFn: () => bodyOfAnswer(api.GET('/api/v2/channels.json')) });
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Channel | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const rotate = useMutation({
    mutationFn: (uuid: string): Promise<Told> =>
      bodyOfAnswer(api.POST('/api/v2/channels.json', { params: { query: { uuid } }, body: { rotate_address: true } })),
    onError: toaster.fail,
    onSuccess: setTold,
  });
  return (
    <SpaceBetween size="l">
      {told && <ShownOnce values={valuesOf(told, texts)} />}
      <ListTable<Channel>
        title={texts.channels}
        description={texts.channelsHint}
        isPart
        actions={<Button onClick={() => setAdding(true)}>{texts.newChannel}</Button>}
        items={channels.data?.results ?? []}
        read={channels}
        trackBy="uuid"
        columns={[
          { id: 'name', header: settings.labels.name, isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
          { id: 'kind', header: texts.kind, cell: ({ kind }) => texts.kinds[kind].name },
          { id: 'scheme', header: texts.scheme, cell: ({ scheme }) => scheme },
          { id: 'country', header: settings.labels.country, cell: ({ country }) => country ?? '' },
          { id: 'made', header: settings.made, cell: ({ created_on }) => day(created_on) },
          {
            id: 'actions',
            header: texts.actions,
            cell: ({ uuid, name }) => (
              <SpaceBetween direction="horizontal" size="s">
                <Button
                  variant="inline-link"
                  ariaLabel={`${texts.newAddress}: ${name}`}
                  loading={rotate.isPending && rotate.variables === uuid}
                  onClick={() => rotate.mutate(uuid)}
                >
                  {texts.newAddress}
                </Button>
                <Button
                  variant="inline-link"
                  ariaLabel={`${settings.remove}: ${name}`}
                  onClick={() => setRemoving(channels.data?.results.find((one) => one.uuid === uuid) ?? null)}
                >
                  {settings.remove}
                </Button>
              </SpaceBetween>
            ),
          },
        ]}
        narrow={['name', 'actions']}
        empty={texts.noChannels}
      />
      {adding && <NewChannel onMade={setTold} onClose={() => setAdding(false)} />}
      {removing && (
        <AskRemoval
          name={removing.name}
          hint={texts.removeChannel}
          remove={() => api.DELETE('/api/v2/channels.json', { params: { query: { uuid: removing.uuid } } })}
          queryKey="channels"
          onClose={() => setRemoving(null)}
        />
      )}
    </SpaceBetween>
  );
}

type Labels = Readonly<Record<'address' | 'secret' | 'verifyToken', string>>;

/** Meta asks for the uuid besides. */
const valuesOf = ({ address, secret, uuid, kind }: Told, texts: Labels): (readonly [string, string])[] => [
  ...(address === undefined ? [] : ([[texts.address, address]] as const)),
  ...(secret === undefined ? [] : ([[texts.secret, secret]] as const)),
  ...(kind === 'whatsapp' ? ([[texts.verifyToken, uuid]] as const) : []),
];
