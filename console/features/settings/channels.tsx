import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../common/api/session.ts';
import { ListTable } from '../../common/components/list-table.tsx';
import { useFormats } from '../../common/texts/formats.ts';
import { useTexts } from '../../common/texts/texts.tsx';
import type { Channel, SavedChannel } from './api.ts';
import { type ChangeToConfirm, ConfirmChange } from './confirm-change.tsx';
import { EditChannel } from './edit-channel.tsx';
import { OneTimeSecrets } from './one-time-secrets.tsx';

/** What of a channel can be made anew: its address, or a secret that is made by the service. */
const RENEW = { address: { rotate_address: true }, secret: { rotate_secret: true } } as const;

/** Where messages and opt-outs arrive. */
export function Channels() {
  const { settings, connections: texts } = useTexts();
  const { api } = useSession();
  const { day } = useFormats();
  const channels = useQuery({ queryKey: ['channels'], queryFn: () => api.get('channels') });
  const [editing, setEditing] = useState<Channel | 'new' | null>(null);
  const [asked, setAsked] = useState<ChangeToConfirm | null>(null);
  const [told, setTold] = useState<SavedChannel | null>(null);
  const renew = async (uuid: string, of: keyof typeof RENEW) =>
    setTold(await api.post('channels', RENEW[of], { uuid }));
  // What was told before stays until it is something else.
  const tell = (saved: SavedChannel) => (saved.address ?? saved.secret) !== undefined && setTold(saved);
  const remove = (uuid: string) => api.remove('channels', { uuid });
  const link = (text: string, { name }: Channel, press: () => void) => (
    <Button variant="inline-link" wrapText={false} ariaLabel={`${text}: ${name}`} onClick={press}>
      {text}
    </Button>
  );
  const asking = (title: string, channel: Channel, hint: string, act: (uuid: string) => Promise<unknown>) =>
    link(title, channel, () => setAsked({ title, hint, name: channel.name, act: () => act(channel.uuid) }));
  return (
    <SpaceBetween size="l">
      {told && <OneTimeSecrets values={valuesOf(told, texts)} />}
      <ListTable<Channel>
        title={texts.channels}
        description={texts.channelsHint}
        isPart
        actions={<Button onClick={() => setEditing('new')}>{texts.newChannel}</Button>}
        items={channels.data?.results ?? []}
        read={channels}
        trackBy="uuid"
        wraps
        columns={[
          { id: 'name', header: settings.labels.name, isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
          { id: 'kind', header: texts.kind, cell: ({ kind }) => texts.kinds[kind].name },
          { id: 'scheme', header: texts.scheme, cell: ({ scheme }) => scheme },
          { id: 'country', header: settings.labels.country, cell: ({ country }) => country ?? '' },
          { id: 'made', header: settings.made, cell: ({ created_on }) => day(created_on) },
          {
            id: 'actions',
            header: texts.actions,
            cell: (channel) => (
              <SpaceBetween direction="horizontal" size="s">
                {link(texts.edit, channel, () => setEditing(channel))}
                {asking(texts.newAddress, channel, texts.oldAddress, (uuid) => renew(uuid, 'address'))}
                {channel.kind === 'json' &&
                  asking(texts.newSecret, channel, texts.oldSecret, (uuid) => renew(uuid, 'secret'))}
                {asking(settings.remove, channel, texts.removeChannel, remove)}
              </SpaceBetween>
            ),
          },
        ]}
        narrow={['name', 'actions']}
        empty={texts.noChannels}
      />
      {editing && (
        <EditChannel channel={editing === 'new' ? null : editing} onSaved={tell} onClose={() => setEditing(null)} />
      )}
      {asked && <ConfirmChange {...asked} queryKey="channels" onClose={() => setAsked(null)} />}
    </SpaceBetween>
  );
}

type Labels = Readonly<Record<'address' | 'secret' | 'verifyToken', string>>;

/** Meta asks for the uuid besides. */
const valuesOf = ({ address, secret, uuid, kind }: SavedChannel, texts: Labels): (readonly [string, string])[] => [
  ...(address === undefined ? [] : ([[texts.address, address]] as const)),
  ...(secret === undefined ? [] : ([[texts.secret, secret]] as const)),
  ...(kind === 'whatsapp' && address !== undefined ? ([[texts.verifyToken, uuid]] as const) : []),
];
