import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Command } from '../shell/command.tsx';
import { Section } from '../shell/section.tsx';
import { useTexts } from '../texts/texts.tsx';

/** People come from TextIt by a command, which needs a token of there: nothing here asks for one. */
export function FromTextIt() {
  const { imports: texts } = useTexts();
  const command = `npm run import -- textit --host https://textit.com --token ${texts.theirToken} --to ${location.origin} --to-token ${texts.yourToken}`;
  return (
    <Section title={texts.fromTextIt}>
      <SpaceBetween size="s">
        <Box>{texts.fromTextItHint}</Box>
        <Command text={command} />
        <Box color="text-body-secondary">{texts.fromTextItRun}</Box>
      </SpaceBetween>
    </Section>
  );
}
