import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSession } from '../session/session.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Add } from './add.tsx';
import { Ask } from './ask.tsx';

/** Addresses that refused messages, whether or not a contact has them: asked for one by one, for nobody gets a list of them all. */
export default function SuppressionsScreen() {
  const { suppressions: texts } = useTexts();
  const { may } = useSession();
  if (!may('administer')) return <NotFound />;
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={texts.hint}>
        {texts.title}
      </Header>
      <Ask />
      <Add />
    </SpaceBetween>
  );
}
