import { useGroups } from '../common/api/index.ts';
import { FailedScreen, Loading, NotFound } from '../common/components/index.ts';
import { ContactsScreen } from '../features/contacts/screen.tsx';
import { GroupMenu } from '../features/groups/group-menu.tsx';

export function GroupScreen({ uuid }: { readonly uuid: string }) {
  const groups = useGroups();
  if (groups.error) return <FailedScreen error={groups.error} retry={() => void groups.refetch()} />;
  if (!groups.data) return <Loading />;
  const group = groups.data.find((one) => one.uuid === uuid);
  if (group === undefined) return <NotFound />;
  return (
    <ContactsScreen
      place={{ type: 'group', group }}
      menu={(onStart) => <GroupMenu group={group} onStart={onStart} />}
    />
  );
}
