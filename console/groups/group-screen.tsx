import { useGroups } from '../api/queries.ts';
import { ContactsScreen } from '../contacts/screen.tsx';
import { Failed } from '../shell/failed.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { Waiting } from '../shell/waiting.tsx';

/** The members of a group. */
export function GroupScreen({ uuid }: { readonly uuid: string }) {
  const groups = useGroups();
  if (groups.error) return <Failed error={groups.error} retry={() => void groups.refetch()} />;
  if (!groups.data) return <Waiting />;
  const group = groups.data.find((one) => one.uuid === uuid);
  return group ? <ContactsScreen place={{ type: 'group', group }} /> : <NotFound />;
}
