import { Box, Button, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useMutation, useSession } from '../../common/api/index.ts';
import { CommandLine, HtmlForm, Problem, Section, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { pullImport } from './api.ts';
import { TextItToken } from './textit-token.tsx';

const TEXTIT = 'https://textit.com';

/** Imports contacts over TextIt's API, and shows the command that also imports flows. */
export function FromTextIt() {
  const { imports: texts } = useTexts();
  const { may } = useSession();
  const command = `npm run import -- textit --host ${TEXTIT} --token ${texts.theirToken} --to ${location.origin} --to-token ${texts.yourToken}`;
  return (
    <Section title={texts.fromTextIt}>
      <Box>{texts.fromTextItHint}</Box>
      {may('administer') && <Pull />}
      <Box>{texts.fromTextItCommand}</Box>
      <CommandLine text={command} />
      <Box color="text-body-secondary">{texts.fromTextItRun}</Box>
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
    <HtmlForm onSubmit={() => pull.mutate()}>
      <SpaceBetween size="s">
        <TextField label={texts.host} value={host} inputMode="url" onChange={setHost} />
        <TextItToken value={token} onChange={setToken} />
        {pull.error && <Problem error={pull.error} />}
        <Button formAction="submit" disabled={host.trim() === '' || token.trim() === ''} loading={pull.isPending}>
          {texts.pull}
        </Button>
      </SpaceBetween>
    </HtmlForm>
  );
}
