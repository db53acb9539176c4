import { Refusal, useInvalidate, useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { problemAt, type Texts, useTexts } from '../../common/texts/index.ts';

const AT_ONCE = 1_000;

/** The number of addresses by outcome, and the lines that are none, each with its reason. */
export interface Tally {
  suppressed: number;
  stopped: number;
  already: number;
  refused: { readonly urn: string; readonly why: string }[];
}

interface Addition {
  readonly urns: readonly string[];
  readonly reason: string;
}

/**
 * Adds addresses in several requests. Lines that are no addresses are left out, and said one by one. After a failure it
 * can be repeated: known addresses count as `already`.
 */
export function useAddAddresses() {
  const { api } = useSession();
  const invalidate = useInvalidate();
  const refresh = useRefresh();
  const texts = useTexts();
  return useMutation({
    async mutationFn({ urns, reason }: Addition): Promise<Tally> {
      const tally: Tally = { suppressed: 0, stopped: 0, already: 0, refused: [] };
      const add = async (some: readonly string[]): Promise<void> => {
        if (some.length === 0) return;
        try {
          const { results } = await api.post('suppressions', { urns: [...some], reason });
          for (const { outcome } of results) tally[outcome] += 1;
        } catch (error) {
          const wrong = refusedLines(error, some, texts);
          if (wrong.size === 0) throw error;
          tally.refused.push(...wrong.values());
          await add(some.filter((_, index) => !wrong.has(index)));
        }
      };
      for (let from = 0; from < urns.length; from += AT_ONCE) await add(urns.slice(from, from + AT_ONCE));
      return tally;
    },
    // Contacts may be stopped even if a later request failed.
    onSettled: () => Promise.all([invalidate('suppression'), refresh()]),
  });
}

/** The lines that a refusal names by their place. */
function refusedLines(
  error: unknown,
  urns: readonly string[],
  texts: Texts,
): ReadonlyMap<number, Tally['refused'][number]> {
  const named = error instanceof Refusal && error.status === 400 ? error.body['urns'] : null;
  if (typeof named !== 'object' || named === null || Array.isArray(named)) return new Map();
  return new Map(
    Object.keys(named).flatMap((place) => {
      const urn = urns[Number(place)];
      return urn === undefined
        ? []
        : [[Number(place), { urn, why: problemAt(error, ['urns', place], texts) }] as const];
    }),
  );
}
