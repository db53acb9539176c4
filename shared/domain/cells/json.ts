export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * An object's texts by path (`fields.age`, `Attributes.Town`): of a list each item, of a list of objects their names.
 */
export function cellsOf(object: JsonObject, prefix = ''): [string, string][] {
  return Object.entries(object).flatMap(([key, value]) => cellsIn(`${prefix}${key}`, value));
}

function cellsIn(column: string, value: unknown): [string, string][] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((item) => cellsIn(column, nameOf(item, column)));
  if (typeof value === 'object') return cellsOf(value as JsonObject, `${column}.`);
  return [[column, String(value)]];
}

/** The name of a group; quotes keep it together in a text with several. */
function nameOf(item: unknown, column: string): unknown {
  if (typeof item !== 'object' || item === null || !('name' in item)) return item;
  return column === 'groups' ? groupCell(String(item.name)) : item.name;
}

/** A group's name for a cell that may hold several. */
export const groupCell = (name: string): string => (/[,;|]/.test(name) ? `"${name}"` : name);
