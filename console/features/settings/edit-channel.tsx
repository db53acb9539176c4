import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../common/api/session.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { Dialog } from '../../common/components/dialog.tsx';
import { useTexts } from '../../common/texts/texts.tsx';
import type { Channel, SavedChannel } from './api.ts';
import { bodyOf, type ChannelDraft, draftOf, hasSecret, isComplete, isOfAws, SCHEMES } from './channel-draft.ts';

interface Props {
  /** Null for a new one. */
  readonly channel: Channel | null;
  /** Called with what the service shows only once. */
  readonly onSaved: (told: SavedChannel) => void;
  readonly onClose: () => void;
}

/** Asks who sends and how to read it: makes a channel, or changes one. */
export function EditChannel({ channel, onSaved, onClose }: Props) {
  const { connections: texts, settings, groups } = useTexts();
  const { api } = useSession();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(channel));
  const change = (some: Partial<ChannelDraft>) => setDraft((before) => ({ ...before, ...some }));
  const save = useMutation({
    mutationFn: (): Promise<SavedChannel> =>
      api.post('channels', bodyOf(draft, channel), { ...(channel && { uuid: channel.uuid }) }),
    async onSuccess(told) {
      onSaved(told);
      await queries.invalidateQueries({ queryKey: ['channels'] });
      onClose();
    },
  });
  const isNew = channel === null;
  const typed = (label: string, key: keyof ChannelDraft, description?: string, isHidden = false) =>
    !isHidden && (
      <FormField label={label} description={description}>
        <Input
          value={draft[key] ?? ''}
          autoComplete={false}
          onChange={({ detail }) => change({ [key]: detail.value })}
        />
      </FormField>
    );
  return (
    <Dialog
      title={isNew ? texts.newChannel : texts.edit}
      confirm={groups.save}
      onConfirm={() => save.mutate()}
      onClose={onClose}
      disabled={!isComplete(draft, isNew)}
      busy={save.isPending}
      error={save.error}
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
    <FormField label={texts.kind}>
      <Select
        options={options}
        placeholder={texts.chooseKind}
        selectedOption={options.find(({ value }) => value === draft.kind) ?? null}
        onChange={({ detail }) => onChange({ kind: detail.selectedOption.value as Channel['kind'] })}
      />
    </FormField>
  );
}

/** What the addresses of a sender are that says no more than a number. */
function Schemes({ draft, onChange }: Choosing) {
  const { connections: texts } = useTexts();
  const options = SCHEMES.map((value) => ({ value }));
  return (
    <FormField label={texts.scheme} description={texts.schemeHint}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === draft.scheme) ?? null}
        onChange={({ detail }) => onChange({ scheme: detail.selectedOption.value ?? '' })}
      />
    </FormField>
  );
}
