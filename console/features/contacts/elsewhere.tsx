import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { isFolder, useSession } from '../../common/api/index.ts';
import type { ContactView } from '../../common/contacts/index.ts';
import { useFirstTexts, useFormats } from '../../common/texts/index.ts';
import type { ContactList } from './use-contact-list.ts';
import type { Total } from './use-total.ts';

interface Props {
  readonly view: ContactView;
  readonly typed: string;
  readonly list: ContactList;
  readonly total: Total | null;
}

/** How many people the search finds in other folders, as links that show them. */
export function Elsewhere({ view: { place, query }, typed, list, total }: Props) {
  const { api } = useSession();
  const { contacts: texts, folders } = useFirstTexts();
  const { number } = useFormats();
  const { data } = useQuery({
    queryKey: ['contacts', 'elsewhere', query],
    queryFn: () => api.get('facets', { query, by: 'status' }),
    enabled: list.error === null && !list.isOld && !list.isPending,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const isPartOfActive = place.type === 'group' || place.folder === 'dormant';
  const others = (data?.total.exact ? (data.facets[0]?.values ?? []) : []).flatMap(({ value, count }) => {
    if (!isFolder(value ?? '') || (place.type === 'folder' && value === place.folder)) return [];
    if (value !== 'active' || !isPartOfActive) return [{ folder: value as keyof typeof folders, count }];
    return total === null || total.more ? [] : [{ folder: 'active' as const, count: count - total.count }];
  });
  return others
    .filter(({ count }) => count > 0)
    .map(({ folder, count }) => (
      <Link key={folder} className="search-total" href={`/contacts/${folder}?${new URLSearchParams({ query: typed })}`}>
        {texts.elsewhere({ count: number(count), folder: folders[folder] })}
      </Link>
    ));
}
