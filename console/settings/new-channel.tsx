import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOfAnswer } from '../api/client.ts';
import { useSession } from '../session/session.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { useTexts } from '../texts/texts.tsx';
import type { Channel, Told } from './channels.tsx';

type Kind = Channel['kind'];

/** Those whose senders sign with a secret that they have given. */
const WITH_SECRET: readonly Kind[] = ['twilio', 'telerivet', 'vonage', 'whatsapp'];

/** Those that are told apart by the number that people write to, or the topic by which it comes. */
const OF_AWS: readonly Kind[] = ['aws_sms', 'aws_whatsapp'];

/** Asks who sends, and makes the channel. */
export function NewChannel({
  onMade,
  onClose,
}: {
  readonly onMade: (told: Told) => void;
  readonly onClose: () => void;
}) {
  const { connections: texts, settings, groups } = useTexts();
  const { api } = useSession();
  const queries = useQueryClient();
  const [kind, setKind] = useState<Kind | null>(null);
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const [country, setCountry] = useState('');
  const [number, setNumber] = useState('');
  const [topic, setTopic] = useState('');
  const isOfAws = kind !== null && OF_AWS.includes(kind);
  const needsSecret = kind !== null && WITH_SECRET.includes(kind);
  const make = useMutation({
    mutationFn: (): Promise<Told> =>
      bodyOfAnswer(
        api.POST('/api/v2/channels.json', {
          body: {
            ...(kind && { kind }),
            name: name.trim(),
            ...(needsSecret && { secret }),
            ...(isOfAws && { number: number.trim() || null, topic: topic.trim() || null }),
            ...(country !== '' && { country }),
          },
        }),
      ),
    async onSuccess(told) {
      onMade(told);
      await queries.invalidateQueries({ queryKey: ['channels'] });
      onClose();
    },
  });
  const options = (Object.keys(texts.kinds) as Kind[]).map((value) => ({
    value,
    label: texts.kinds[value].name,
    description: texts.kinds[value].hint,
  }));
  return (
    <Dialog
      title={texts.newChannel}
      confirm={groups.save}
      onConfirm={() => make.mutate()}
      onClose={onClose}
      disabled={kind === null || name.trim() === '' || (needsSecret && secret === '') || (isOfAws && !number && !topic)}
      busy={make.isPending}
      error={make.error}
    >
      <FormField label={texts.kind}>
        <Select
          options={options}
          placeholder={texts.chooseKind}
          selectedOption={options.find(({ value }) => value === kind) ?? null}
          onChange={({ detail }) => setKind(detail.selectedOption.value as Kind)}
        />
      </FormField>
      <FormField label={settings.labels.name}>
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      {needsSecret && (
        <FormField label={texts.secret} description={texts.secretHint}>
          <Input value={secret} autoComplete={false} onChange={({ detail }) => setSecret(detail.value)} />
        </FormField>
      )}
      {isOfAws && (
        <>
          <FormField label={texts.ownNumber} description={texts.ownNumberHint}>
            <Input value={number} onChange={({ detail }) => setNumber(detail.value)} />
          </FormField>
          <FormField label={texts.topic} description={texts.topicHint}>
            <Input value={topic} onChange={({ detail }) => setTopic(detail.value)} />
          </FormField>
        </>
      )}
      <FormField label={settings.labels.country} description={texts.countryHint}>
        <Input value={country} onChange={({ detail }) => setCountry(detail.value)} />
      </FormField>
    </Dialog>
  );
}
