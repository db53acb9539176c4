import type { Value, WriteStatement } from './statement.ts';
import type { Shape } from './table-shape.ts';

/** The keys of an item in the table and its indexes. */
export type Image = Readonly<Record<string, Value | undefined>>;

/**
 * Write units of each index by statements, whose entries are keys of less than 1 KB: one where an entry is made
 * or deleted, two where it moves. dynoxide counts the indexes of a transaction otherwise.
 */
export function indexUnits(
  written: readonly WriteStatement[],
  before: (statement: WriteStatement) => Image | undefined,
  { indexes }: Shape,
): Readonly<Record<string, number>> {
  const units = new Map<string, number>();
  for (const statement of written) {
    const was = before(statement) ?? {};
    const is = changedBy(statement);
    for (const [index, keys] of Object.entries(indexes))
      units.set(
        index,
        (units.get(index) ?? 0) +
          entryUnits(
            entryOf(keys, (name) => was[name]),
            entryOf(keys, (name) => is(name, was[name])),
          ),
      );
  }
  return Object.fromEntries([...units].filter(([, all]) => all > 0));
}

/** What an attribute is after the statement. */
function changedBy({ set, remove }: WriteStatement): (name: string, was: Value | undefined) => Value | undefined {
  const given = new Map(set);
  const removed = new Set(remove);
  return (name, was) => (removed.has(name) ? undefined : (given.get(name) ?? was));
}

/** Null for an item that the index leaves out. */
function entryOf(keys: readonly string[], valueAt: (name: string) => Value | undefined): string | null {
  const values = keys.map(valueAt);
  return values.includes(undefined) ? null : JSON.stringify(values);
}

const entryUnits = (was: string | null, is: string | null): number =>
  was === is ? 0 : Number(was !== null) + Number(is !== null);
