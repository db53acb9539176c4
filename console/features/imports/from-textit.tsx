import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../../common/api/session.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { CommandLine } from '../../common/components/command-line.tsx';
import { Problem } from '../../common/components/problem.tsx';
import { Section } from '../../common/components/section.tsx';
import { useTexts } from '../../common/texts/texts.tsx';
import { pullImport } from './api.ts';
import { TextItToken } from './textit-token.tsx';

const TEXTIT = 'https://textit.com';

/** People come from TextIt over its API: the service asks for them, or a command that brings flows along too. */
export function FromTextIt() {
  const { imports: texts } = useTexts();
  const { may } = useSession();
  const command = `npm run import -- textit --host ${TEXTIT} --token ${texts.theirToken} --to ${location.origin} --to-token ${texts.yourToken}`;
  return (
    <Section title={texts.fromTextIt}>
      <SpaceBetween size="s">
        <Box>{texts.fromTextItHint}</Box>
        {may('administer') && <Pull />}
        <Box>{texts.fromTextItCommand}</Box>
        <CommandLine text={command} />
        <Box color="text-body-secondary">{texts.fromTextItRun}</Box>
      </SpaceBetween>
    </Section>
  );
}

function Pull() {
  const { imports: texts } = useTexts();
  const { api } = useSession();
  const [, navigate] = useLocation();
  const [host, setHost] = useState(TEXTIT);
  const [token, setToken] = useState('');
  const pull = useMutation({
    mutationFn: () => pullImport(api, { name: texts.pullName, textit: { host, token } }),
    onSuccess: ({ uuid }) => navigate(`/imports/${uuid}`),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        pull.mutate();
      }}
    >
      <SpaceBetween size="s">
        <FormField label={texts.host}>
          <Input value={host} inputMode="url" onChange={({ detail }) => setHost(detail.value)} />
        </FormField>
        <TextItToken value={token} onChange={setToken} />
        {pull.error && <Problem error={pull.error} />}
        <Button formAction="submit" disabled={host.trim() === '' || token.trim() === ''} loading={pull.isPending}>
          {texts.pull}
        </Button>
      </SpaceBetween>
    </form>
  );
}
