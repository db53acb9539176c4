import type { ResultInfo } from './flow.ts';

/** The key of a result's name: `Age Band` is `@results.age_band`. */
export const resultKey = (name: string): string =>
  name
    .trim()
    .replace(/[^\p{L}\p{Nd}_]+/gu, '_')
    .toLowerCase();

/** A result that an action or router sets, and the categories it may have. */
export interface KeptResult {
  readonly name: string;
  readonly categories: readonly string[];
}

/** The results of a flow; those with the same key are one (TextIt 6.8). */
export function listResults(kept: readonly (KeptResult & { readonly node: string })[]): readonly ResultInfo[] {
  const byKey = Map.groupBy(kept, ({ name }) => resultKey(name));
  return [...byKey].map(([key, same]) => ({
    key,
    name: same[0]?.name ?? key,
    categories: [...new Set(same.flatMap(({ categories }) => categories))],
    node_uuids: [...new Set(same.map(({ node }) => node))],
  }));
}
