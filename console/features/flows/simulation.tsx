import {
  Box,
  Button,
  FormField,
  Input,
  LiveRegion,
  SpaceBetween,
  StatusIndicator,
} from '@cloudscape-design/components';
import { useState } from 'react';
import { CONTACT, type Flow, Refusal, useMutation, useSession } from '../../common/api/index.ts';
import { HtmlForm, Section } from '../../common/components/index.ts';
import { describeEvent } from '../../common/contacts/index.ts';
import { useProblems, useTexts } from '../../common/texts/index.ts';

interface Props {
  readonly flow: Flow;
  readonly onPath: (path: readonly string[]) => void;
}

/** Simulates a flow on the first contact that a search finds. */
export function Simulation({ flow, onPath }: Props) {
  const { api } = useSession();
  const texts = useTexts();
  const wordsOf = useProblems();
  const [query, setQuery] = useState('');
  const tried = useMutation({
    mutationFn: async () => {
      const { results } = await api.get('contacts', { query, limit: '1', fields: 'name' });
      const [found] = results;
      if (found === undefined) throw new Refusal(404, { detail: texts.contacts.noMatch });
      return api.post('simulations', { flow: flow.uuid, contact: found.uuid });
    },
    onSuccess: ({ path }) => onPath(path.map(({ node }) => node)),
  });
  const run = tried.data;
  return (
    <Section title={texts.flows.tryIt}>
      <HtmlForm onSubmit={() => tried.mutate()}>
        <FormField label={texts.flows.tryOn} errorText={tried.error && wordsOf(tried.error)}>
          <SpaceBetween direction="horizontal" size="xs">
            <Input value={query} onChange={({ detail }) => setQuery(detail.value)} />
            <Button formAction="submit" loading={tried.isPending} disabled={query.trim() === ''}>
              {texts.flows.try}
            </Button>
          </SpaceBetween>
        </FormField>
      </HtmlForm>
      {run && (
        <LiveRegion>
          <SpaceBetween size="xs">
            <Box>
              <bdi>{run.contact.name ?? texts.contacts.unnamed}</bdi>:{' '}
              {run.changed ? texts.flows.wouldChange : texts.flows.wouldChangeNothing}
            </Box>
            {run.events.map((event, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the events of a simulation keep their place
              <Box key={index} padding={{ left: 's' }}>
                {describeEvent(event, texts, CONTACT.events)}
              </Box>
            ))}
            {run.errors.map(({ kind, text }) => (
              <StatusIndicator key={`${kind} ${text}`} type="warning">
                {text}
              </StatusIndicator>
            ))}
          </SpaceBetween>
        </LiveRegion>
      )}
    </Section>
  );
}
