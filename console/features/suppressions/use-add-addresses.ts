import { useQueryClient } from '@tanstack/react-query';
import { useRefresh } from '../../common/api/refresh.ts';
import { useSession } from '../../common/api/session.ts';
import { useMutation } from '../../common/api/use-mutation.ts';

/** Addresses that the API takes at once. */
const AT_ONCE = 1_000;

/** What became of addresses, by the API's word for it. */
export interface Tally {
  suppressed: number;
  stopped: number;
  already: number;
}

interface Addition {
  readonly urns: readonly string[];
  readonly reason: string;
}

/** Adds addresses, so many at a time. After a failure it can be done again: what was added is then there already. */
export function useAddAddresses() {
  const { api } = useSession();
  const queries = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    async mutationFn({ urns, reason }: Addition): Promise<Tally> {
      const tally: Tally = { suppressed: 0, stopped: 0, already: 0 };
      for (let from = 0; from < urns.length; from += AT_ONCE) {
        const body = { urns: urns.slice(from, from + AT_ONCE), reason };
        const { results } = await api.post('suppressions', body);
        for (const { outcome } of results) tally[outcome] += 1;
      }
      return tally;
    },
    // Contacts may have been stopped, also by what failed later.
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['suppression'] }), refresh()]),
  });
}
