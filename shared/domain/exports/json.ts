import type { FieldKey, GroupId } from '../ids.ts';
import { literal } from '../text/escape-formula.ts';
import type { Assets } from '../workspace.ts';
import { type ColumnText, exportedColumns, isAddress, isOwnColumn, WRITTEN } from './columns.ts';
import type { ExportRow } from './row.ts';

/** The first line declares the fields, as contacts do not; imports recognise our exports by it. */
export const jsonHead = ({ fields }: Pick<Assets, 'fields'>): string =>
  lineOf({
    dormouse_export: 1,
    fields: [...fields.values()].map(({ key, name, type }) => ({ key, name, type })),
  });

/** A contact as in `contacts.json`, with fields by name. */
export function jsonLine(row: ExportRow, named: readonly ColumnText[] | null, assets: Assets): string {
  const { anon } = assets.settings;
  const columns = exportedColumns(named).filter((column) => !anon || !isAddress(column));
  const object: Record<string, unknown> = {};
  for (const column of columns) put(object, column, row, assets);
  return lineOf(object);
}

const lineOf = (object: object): string => `${JSON.stringify(object)}\n`;

function put(object: Record<string, unknown>, column: ColumnText, row: ExportRow, assets: Assets): void {
  const [type = '', about = ''] = column.split(':');
  if (isOwnColumn(column)) object[column] = WRITTEN[column].json(row[column], assets);
  else if (type === 'field') {
    const name = assets.fields.get(about as FieldKey)?.name ?? about;
    const text = Object.hasOwn(row.fields, about) ? literal(row.fields[about as FieldKey] ?? '') : null;
    object['fields'] = { ...(object['fields'] as object), [name]: text };
  } else if (type === 'urn') {
    object[column] = row.urns.filter((urn) => urn.startsWith(`${about}:`));
  } else if (type === 'group') {
    const name = assets.groups.get(about as GroupId)?.name ?? about;
    object[`group:${name}`] = row.groups.includes(about as GroupId);
  }
}
