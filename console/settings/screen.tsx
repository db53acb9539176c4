import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSession } from '../session/session.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Fields } from './fields.tsx';
import { Tokens } from './tokens.tsx';
import { WorkspaceSettings } from './workspace.tsx';

/** What is decided for the whole workspace. Who may not decide sees it, without tokens. */
export default function SettingsScreen() {
  const { shell, settings: texts } = useTexts();
  const { may } = useSession();
  return (
    <SpaceBetween size="l">
      <Header variant="h1" {...(!may('administer') && { description: texts.onlyAdministrators })}>
        {shell.settings}
      </Header>
      <WorkspaceSettings />
      <Fields />
      {may('administer') && <Tokens />}
    </SpaceBetween>
  );
}
