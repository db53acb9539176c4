import { Box } from '@cloudscape-design/components';
import { useState } from 'react';
import { CHOICES, useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { ChoiceField, Dialog, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Channel, SavedChannel } from './api.ts';
import { bodyOf, type ChannelDraft, draftOf, hasSecret, isComplete, isOfAws } from './channel-draft.ts';

interface Props {
  readonly channel: Channel | null;
  /** Called with what the service shows only once. */
  readonly onSaved: (told: SavedChannel) => void;
  readonly onClose: () => void;
}

export function EditChannel({ channel, onSaved, onClose }: Props) {
  const { words, connections: texts, settings } = useTexts();
  const { api } = useSession();
  const invalidate = useInvalidate();
  const [draft, setDraft] = useState(() => draftOf(channel));
  const change = (some: Partial<ChannelDraft>) => setDraft((before) => ({ ...before, ...some }));
  const save = useMutation({
    mutationFn: (): Promise<SavedChannel> =>
      api.post('channels', bodyOf(draft, channel), { ...(channel && { uuid: channel.uuid }) }),
    async onSuccess(told) {
      onSaved(told);
      await invalidate('channels');
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
      onConfirm={() => save.mutate()}
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
