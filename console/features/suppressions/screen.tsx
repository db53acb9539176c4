import { useSession } from '../../common/api/index.ts';
import { NotFound, Screen } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { AddAddresses } from './add-addresses.tsx';
import { AddressLookup } from './address-lookup.tsx';

/** Suppressed addresses. They are looked up one by one, because the service lists them to nobody. */
export default function SuppressionsScreen() {
  const { suppressions: texts, shell } = useTexts();
  const { may } = useSession();
  if (!may('administer')) return <NotFound />;
  return (
    <Screen title={shell.suppressions} description={texts.hint}>
      <AddressLookup />
      <AddAddresses />
    </Screen>
  );
}
