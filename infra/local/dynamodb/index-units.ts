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
    const is: Image = {
      ...was,
      ...Object.fromEntries(statement.set),
      ...Object.fromEntries(statement.remove.map((name) => [name, undefined])),
    };
    for (const [index, keys] of Object.entries(indexes))
      units.set(index, (units.get(index) ?? 0) + entryUnits(entryOf(was, keys), entryOf(is, keys)));
  }
  return Object.fromEntries([...units].filter(([, all]) => all > 0));
}

/** Null for an item that the index leaves out. */
const entryOf = (item: Image, keys: readonly string[]): string | null =>
  keys.every((name) => item[name] !== undefined) ? JSON.stringify(keys.map((name) => item[name])) : null;

const entryUnits = (was: string | null, is: string | null): number =>
  was === is ? 0 : Number(was !== null) + Number(is !== null);
