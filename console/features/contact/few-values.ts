/** How many people have each value of a field, as facets.json counts them. */
interface Counted {
  readonly key: string;
  readonly values: readonly { readonly value: string | null; readonly name: string | null; readonly count: number }[];
  /** People with other values than those. */
  readonly others: number;
}

/** More values than this are no choice. */
const MOST_VALUES = 12;

/** A field is a choice when all of its values are known, are few, and each stands for several people on average. */
export function choicesIn(facets: readonly Counted[]): Map<string, readonly string[]> {
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
