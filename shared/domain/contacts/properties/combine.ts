/** Joins what several properties give for one form. */

type Intersection<Union> = (Union extends unknown ? (part: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** The union of the parts, without null ones. */
export type Together<Part> = Intersection<Exclude<Part, null>>;

/** All parts in one object; null adds nothing. Throws when two parts have the same key. */
export function together<Part extends object>(parts: readonly (Part | null)[]): Together<Part> {
  const all = Object.assign({}, ...parts);
  const keys = parts.flatMap((part) => Object.keys(part ?? {}));
  if (keys.length > Object.keys(all).length) throw new Error(`Two properties have a key in common: ${keys.join(', ')}`);
  return all;
}

type Functions = Readonly<Record<string, (...args: never[]) => unknown>>;

/** One function that calls all in the table; the results have the same keys and order. */
export function callAll<Table extends Functions>(
  table: Table,
): (...args: Parameters<Table[keyof Table]>) => { [K in keyof Table]: ReturnType<Table[K]> } {
  const entries = Object.entries(table);
  return (...args) => {
    const results: Record<string, unknown> = {};
    for (const [key, result] of entries) results[key] = result(...args);
    return results as { [K in keyof Table]: ReturnType<Table[K]> };
  };
}

/** One part of everything in the table, under the same keys. */
export const column = <Table extends object, Part extends keyof Table[keyof Table]>(table: Table, part: Part) =>
  Object.fromEntries(Object.entries(table).map(([key, value]) => [key, value[part]])) as {
    readonly [K in keyof Table]: Table[K][Part];
  };

/** The results of `make` for everything in the table, under the same keys. */
export const mapped = <Table extends object, Made>(table: Table, make: (value: Table[keyof Table]) => Made) =>
  Object.fromEntries(Object.entries(table).map(([key, value]) => [key, make(value)])) as {
    readonly [K in keyof Table]: Made;
  };

/** The same table with the keys of `order` first. */
export function inOrder<Table extends object>(order: readonly (keyof Table)[], table: Table): Table {
  const first = Object.fromEntries(order.map((key) => [key, undefined]));
  return { ...first, ...table };
}
