import { Box } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Body, CHOICES, useMutation, useSession } from '../../common/api/index.ts';
import { ChoiceField, Dialog, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Channel, SavedChannel } from './api.ts';

type Kind = Channel['kind'];
type ChannelBody = Body<'channels'>;
interface ChannelDraft {
  /** Null while none is chosen. */
  readonly kind: Kind | null;
  readonly name: string;
  readonly secret: string;
  readonly scheme: string;
  readonly country: string;
  readonly publicUrl: string;
  readonly number: string;
  readonly topic: string;
}

interface Props {
  readonly channel: Channel | null;
  /** Called with what the service shows only once. */
  readonly onSaved: (told: SavedChannel) => void;
  readonly onClose: () => void;
}

export function EditChannel({ channel, onSaved, onClose }: Props) {
  const { words, connections: texts, settings } = useTexts();
  const { api } = useSession();
  const [draft, setDraft] = useState(() => draftOf(channel));
  const change = (some: Partial<ChannelDraft>) => setDraft((before) => ({ ...before, ...some }));
  const save = useMutation({
    mutationFn: (): Promise<SavedChannel> =>
      api.post('channels', bodyOf(draft, channel), { ...(channel && { uuid: channel.uuid }) }),
    reads: ['channels'],
    onSuccess(told) {
      onSaved(told);
      onClose();
    },
  });
  const isNew = channel === null;
  const typed = (label: string, key: keyof ChannelDraft, description?: string, isHidden = false) =>
    !isHidden && (
      <TextField
        label={label}
        description={description}
        value={draft[key] ?? ''}
        autoComplete={false}
        onChange={(value) => change({ [key]: value })}
      />
    );
  return (
    <Dialog
      title={isNew ? texts.newChannel : texts.edit}
      confirm={words.save}
      onClose={onClose}
      disabled={!isComplete(draft, isNew)}
      change={save}
    >
      {isNew ? <Kinds draft={draft} onChange={change} /> : <Box>{texts.kinds[channel.kind].name}</Box>}
      {typed(settings.labels.name, 'name')}
      {typed(texts.secret, 'secret', isNew ? texts.secretHint : texts.secretStays, !hasSecret(draft))}
      {typed(texts.ownNumber, 'number', texts.ownNumberHint, !isOfAws(draft))}
      {typed(texts.topic, 'topic', texts.topicHint, !isOfAws(draft))}
      {typed(settings.labels.country, 'country', texts.countryHint)}
      {!isNew && <Schemes draft={draft} onChange={change} />}
      {typed(texts.publicUrl, 'publicUrl', texts.publicUrlHint, isNew)}
    </Dialog>
  );
}

interface Choosing {
  readonly draft: ChannelDraft;
  readonly onChange: (some: Partial<ChannelDraft>) => void;
}

function Kinds({ draft, onChange }: Choosing) {
  const { connections: texts } = useTexts();
  const options = (Object.keys(texts.kinds) as Channel['kind'][]).map((value) => ({
    value,
    label: texts.kinds[value].name,
    description: texts.kinds[value].hint,
  }));
  return (
    <ChoiceField
      label={texts.kind}
      options={options}
      placeholder={texts.chooseKind}
      value={draft.kind}
      onChange={(kind) => onChange({ kind })}
    />
  );
}

/** Asks for the scheme of senders, for a provider that does not name it. */
function Schemes({ draft, onChange }: Choosing) {
  const { words, connections: texts } = useTexts();
  return (
    <ChoiceField
      label={words.addresses}
      description={texts.schemeHint}
      options={CHOICES.channels.scheme.map((value) => ({ value, label: value }))}
      value={draft.scheme}
      onChange={(scheme) => onChange({ scheme })}
    />
  );
}

/** Whether the provider signs with a secret of its own. */
const hasSecret = ({ kind }: ChannelDraft): boolean =>
  kind !== null && ['twilio', 'telerivet', 'vonage', 'whatsapp'].includes(kind);

/** Whether a number or an SNS topic identifies the channel. */
const isOfAws = ({ kind }: ChannelDraft): boolean => kind === 'aws_sms' || kind === 'aws_whatsapp';
const draftOf = (channel: Channel | null): ChannelDraft => ({
  kind: channel?.kind ?? null,
  name: channel?.name ?? '',
  secret: '',
  scheme: channel?.scheme ?? '',
  country: channel?.country ?? '',
  publicUrl: channel?.public_url ?? '',
  number: channel?.number ?? '',
  topic: channel?.topic ?? '',
});

/** Whether a draft is complete. An existing channel keeps its secret when none is typed. */
function isComplete(draft: ChannelDraft, isNew: boolean): boolean {
  const { kind, name, secret, number, topic } = draft;
  if (kind === null || name.trim() === '') return false;
  if (isOfAws(draft) && number.trim() === '' && topic.trim() === '') return false;
  return !isNew || !hasSecret(draft) || secret !== '';
}

/** The body of channels.json, with the values that differ from the channel. */
function bodyOf(draft: ChannelDraft, channel: Channel | null): ChannelBody {
  const before = draftOf(channel);
  const isChanged = (key: keyof ChannelDraft) => draft[key] !== before[key];
  const { kind, secret, scheme, publicUrl } = draft;
  return {
    ...(channel === null && kind !== null && { kind }),
    ...(isChanged('name') && { name: draft.name.trim() }),
    ...(hasSecret(draft) && secret !== '' && { secret }),
    ...(isChanged('scheme') && { scheme: scheme as NonNullable<ChannelBody['scheme']> }),
    ...(isChanged('country') && { country: draft.country.trim() || null }),
    ...(isChanged('publicUrl') && { public_url: publicUrl.trim() }),
    ...(isOfAws(draft) && isChanged('number') && { number: draft.number.trim() || null }),
    ...(isOfAws(draft) && isChanged('topic') && { topic: draft.topic.trim() || null }),
  };
}
