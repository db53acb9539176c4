import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../common/api/index.ts';
import { ListTable, nameColumn } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Channel, SavedChannel } from './api.ts';
import { type ChangeToConfirm, ConfirmChange } from './confirm-change.tsx';
import { EditChannel } from './edit-channel.tsx';
import { OneTimeSecrets } from './one-time-secrets.tsx';
import { RowActions } from './row-actions.tsx';

/** The parts of a channel that the service can replace. */
const RENEW = { address: { rotate_address: true }, secret: { rotate_secret: true } } as const;

export function Channels() {
  const { words, settings, connections: texts } = useTexts();
  const { api } = useSession();
  const { day, moment } = useFormats();
  const channels = useQuery({ queryKey: ['channels'], queryFn: () => api.get('channels') });
  const [editing, setEditing] = useState<Channel | 'new' | null>(null);
  const [asked, setAsked] = useState<ChangeToConfirm | null>(null);
  const [told, setTold] = useState<SavedChannel | null>(null);
  const renew = async (uuid: string, of: keyof typeof RENEW) =>
    setTold(await api.post('channels', RENEW[of], { uuid }));
  // An address or secret stays on the screen until there is another one.
  const tell = (saved: SavedChannel) => (saved.address ?? saved.secret) !== undefined && setTold(saved);
  const remove = (uuid: string) => api.remove('channels', { uuid });
  return (
    <SpaceBetween size="l">
      {told && <OneTimeSecrets values={valuesOf(told, texts)} />}
      <ListTable<Channel>
        title={settings.parts.channels}
        description={texts.channelsHint}
        isPart
        actions={<Button onClick={() => setEditing('new')}>{texts.newChannel}</Button>}
        items={channels.data?.results ?? []}
        read={channels}
        {...(channels.data?.next === null && { find: ({ name, scheme }: Channel) => `${name} ${scheme}` })}
        trackBy="uuid"
        wraps
        columns={[
          nameColumn(settings.labels.name),
          { id: 'kind', header: texts.kind, sortingField: 'kind', cell: ({ kind }) => texts.kinds[kind].name },
          { id: 'scheme', header: words.addresses, cell: ({ scheme }) => scheme },
          { id: 'country', header: settings.labels.country, cell: ({ country }) => country ?? '' },
          { id: 'made', header: settings.made, sortingField: 'created_on', cell: ({ created_on }) => day(created_on) },
          {
            id: 'last',
            header: texts.lastMessage,
            cell: ({ last_message_on, silent_since }) =>
              [
                last_message_on === undefined ? texts.noMessage : moment(last_message_on),
                ...(silent_since === undefined ? [] : [texts.silentSince({ since: day(`${silent_since}T12:00:00Z`) })]),
              ].join(' · '),
          },
          {
            id: 'actions',
            header: words.actions,
            cell: (channel) => (
              <RowActions
                name={channel.name}
                onEdit={() => setEditing(channel)}
                onAsk={setAsked}
                changes={[
                  { title: texts.newAddress, hint: texts.oldAddress, act: () => renew(channel.uuid, 'address') },
                  ...(channel.kind === 'json'
                    ? [{ title: texts.newSecret, hint: texts.oldSecret, act: () => renew(channel.uuid, 'secret') }]
                    : []),
                  { title: settings.remove, hint: texts.removeChannel, act: () => remove(channel.uuid) },
                ]}
              />
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

/** The values to show once. Meta asks for the uuid as its verify token. */
const valuesOf = ({ address, secret, uuid, kind }: SavedChannel, texts: Labels): (readonly [string, string])[] => [
  ...(address === undefined ? [] : ([[texts.address, address]] as const)),
  ...(secret === undefined ? [] : ([[texts.secret, secret]] as const)),
  ...(kind === 'whatsapp' && address !== undefined ? ([[texts.verifyToken, uuid]] as const) : []),
];
