import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSession } from '../../common/api/session.ts';
import { NotFound } from '../../common/components/not-found.tsx';
import { useTexts } from '../../common/texts/texts.tsx';
import { AddAddresses } from './add-addresses.tsx';
import { AddressLookup } from './address-lookup.tsx';

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
      <AddressLookup />
      <AddAddresses />
    </SpaceBetween>
  );
}
