import { inOrder, together } from '../contacts/properties/combine.ts';
import type { ExpandedColumn, ExportColumn } from '../contacts/properties/exported.ts';
import { EACH } from '../contacts/properties/index.ts';
import { SCHEMES } from '../contacts/urn-schemes.ts';
import type { FieldKey } from '../ids.ts';
import { findGroup } from '../references.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { Assets } from '../workspace.ts';
import { nameKey } from '../workspace-names.ts';

/** A column as text, type and subject: `name`, `urn:tel`, `field:age`, `group:<uuid>`, or all: `urns`, `groups`. */
export type ColumnText = string;

/** Every column that is not about one thing only, in the order of files. */
export const COLUMNS = inOrder(
  [
    ...(['uuid', 'ref', 'name', 'language', 'status', 'blocked', 'opted_out_on', 'created_on'] as const),
    ...(['modified_on', 'last_seen_on', 'dormant_since', 'opt_outs_as_of', 'urns', 'groups', 'fields'] as const),
  ],
  together(EACH.map((property) => property.export)),
);

export type ExportColumns = typeof COLUMNS;
export type ColumnName = keyof ExportColumns;

export const WRITTEN: Readonly<Record<ColumnName, ExportColumn | ExpandedColumn>> = COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[];

export const isOwnColumn = (text: ColumnText): text is ColumnName => Object.hasOwn(COLUMNS, text);

export const HEADERS: Readonly<Record<string, string>> = Object.fromEntries(
  EACH.flatMap(({ label, export: columns }) =>
    Object.entries(columns ?? {}).map(([name, { header }]) => [name, header ?? label ?? name]),
  ),
);

/** All that an import takes back, and no more. */
export const USUAL_COLUMNS: readonly ColumnName[] = COLUMN_NAMES.filter((name) => COLUMNS[name].isUsual);

/** The columns of a file; `named` null: the usual ones. One that says who opted out also says as of when. */
export function exportedColumns(named: readonly ColumnText[] | null): readonly ColumnText[] {
  const speaks = named?.includes('status') === true && !named.includes('opt_outs_as_of');
  return speaks ? [...named, 'opt_outs_as_of'] : (named ?? USUAL_COLUMNS);
}

/** The column that a caller names, with what it is about resolved; or what is wrong with it. */
export function parseColumn(text: string, assets: Assets): ColumnText | Refusal {
  const colon = text.indexOf(':');
  const [type, about] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1).trim()];
  if (isAddress(text) && assets.settings.anon) return { code: 'export_anonymous' };
  if (type === 'urn') return SCHEMES.has(about) ? `urn:${about}` : { code: 'export_no_scheme', scheme: about };
  if (type === 'field') return fieldColumn(about, assets);
  if (type === 'group') {
    const group = findGroup(about, assets);
    return group === undefined ? { code: 'no_such_object', reference: about } : `group:${group.uuid}`;
  }
  return isOwnColumn(text) ? text : { code: 'export_no_column', column: text, columns: COLUMN_NAMES.join(', ') };
}

export const isAddress = (column: ColumnText): boolean => column === 'urns' || column.startsWith('urn:');

function fieldColumn(about: string, { fields }: Assets): ColumnText | Refusal {
  const known =
    fields.get(about as FieldKey) ?? [...fields.values()].find(({ name }) => nameKey(name) === nameKey(about));
  return known === undefined ? { code: 'no_such_object', reference: about } : `field:${known.key}`;
}
