import { useQuery } from '@tanstack/react-query';
import { type Answer, type Field, useSession } from '../../common/api/index.ts';

type Facet = Answer<'facets'>['facets'][number];

/** Fields that the service counts at a time. */
const MOST_FIELDS = 12;
/** More values than this are no choice. */
const MOST_VALUES = 12;

/**
 * The values of the text fields that have few, by key. They are counted once a session, because without a snapshot the
 * service reads up to five thousand contacts for it.
 */
export function useFieldChoices(fields: readonly Field[], isWanted: boolean): ReadonlyMap<string, readonly string[]> {
  const { api } = useSession();
  const by = fields
    .filter(({ type }) => type === 'text')
    .slice(0, MOST_FIELDS)
    .map(({ key }) => `fields.${key}`)
    .join(',');
  const counted = useQuery({
    queryKey: ['choices', by],
    queryFn: () => api.get('facets', { by }),
    enabled: isWanted && by !== '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return choicesIn(counted.data?.facets ?? []);
}

/** A field is a choice when all of its values are known, are few, and each stands for several people on average. */
export function choicesIn(facets: readonly Pick<Facet, 'key' | 'values' | 'others'>[]): Map<string, readonly string[]> {
  const found = facets.flatMap(({ key, values, others }) => {
    const some = values.filter(({ value }) => value !== null);
    const people = some.reduce((sum, { count }) => sum + count, 0);
    const isChoice = others === 0 && some.length > 1 && some.length <= MOST_VALUES && people >= 2 * some.length;
    return isChoice
      ? [[key.replace(/^fields\./, ''), some.map(({ name, value }) => name ?? value ?? '')] as const]
      : [];
  });
  return new Map(found);
}
