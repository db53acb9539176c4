import { useSession } from '../../common/api/session.ts';
import { NotFound } from '../../common/components/not-found.tsx';
import { Screen } from '../../common/components/screen.tsx';
import { useTexts } from '../../common/texts/texts.tsx';
import { AddAddresses } from './add-addresses.tsx';
import { AddressLookup } from './address-lookup.tsx';

/** Suppressed addresses. They are looked up one by one, because the service lists them to nobody. */
export default function SuppressionsScreen() {
  const { suppressions: texts } = useTexts();
  const { may } = useSession();
  if (!may('administer')) return <NotFound />;
  return (
    <Screen title={texts.title} description={texts.hint}>
      <AddressLookup />
      <AddAddresses />
    </Screen>
  );
}
