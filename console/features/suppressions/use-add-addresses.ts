import { useInvalidate, useMutation, useRefresh, useSession } from '../../common/api/index.ts';

const AT_ONCE = 1_000;

/** The number of addresses by outcome. */
export interface Tally {
  suppressed: number;
  stopped: number;
  already: number;
}

interface Addition {
  readonly urns: readonly string[];
  readonly reason: string;
}

/** Adds addresses in several requests. After a failure it can be repeated: known addresses count as `already`. */
export function useAddAddresses() {
  const { api } = useSession();
  const invalidate = useInvalidate();
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
    // Contacts may be stopped even if a later request failed.
    onSettled: () => Promise.all([invalidate('suppression'), refresh()]),
  });
}
