import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { bodyOfAnswer } from '../api/client.ts';
import type { Folder } from '../api/types.ts';
import { useSession } from '../session/session.tsx';
import { useTexts } from '../texts/texts.tsx';

/** Which contacts a screen lists. */
export type Place = { readonly folder: Folder } | { readonly group: string };

export function ContactsScreen({ place }: { readonly place: Place }) {
  const { api } = useSession();
  const { contacts, folders } = useTexts();
  const list = useQuery({
    queryKey: ['contacts', place],
    queryFn: () => bodyOfAnswer(api.GET('/api/v2/contacts.json', { params: { query: place } })),
  });
  return (
    <Table
      items={list.data?.results ?? []}
      loading={list.isPending}
      trackBy="uuid"
      variant="full-page"
      header={<Header variant="h1">{'folder' in place ? folders[place.folder] : ''}</Header>}
      columnDefinitions={[
        {
          id: 'name',
          header: contacts.name,
          cell: ({ name }) => <bdi>{name ?? contacts.unnamed}</bdi>,
          isRowHeader: true,
        },
      ]}
      empty={contacts.empty}
    />
  );
}
