import { useQuery } from '@tanstack/react-query';
import { type Field, useSession } from '../../common/api/index.ts';
import { choicesIn } from './few-values.ts';

/** Fields that the service counts at a time. */
const MOST_FIELDS = 12;
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
