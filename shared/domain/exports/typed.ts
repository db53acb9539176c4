import { parseNumber } from '../../query/values/number.ts';
import type { ExportedType } from '../contacts/properties/exported.ts';
import type { FieldKey, GroupId } from '../ids.ts';
import { parseIso8601 } from '../instant.ts';
import type { Assets, Field } from '../workspace.ts';
import { type ColumnText, exportedColumns, isAddress, isOwnColumn, WRITTEN } from './columns.ts';
import type { ExportRow } from './row.ts';

export type TypedValue = string | number | bigint | boolean | readonly string[] | null;

/** A column of a file with types: numbers as they calculate, times in microseconds. */
export interface TypedColumn {
  readonly name: string;
  readonly type: ExportedType | 'number';
  value(row: ExportRow): TypedValue;
}

/** The columns of a file with types; `named` null: everything that other formats give an import to read back. */
export function typedColumns(named: readonly ColumnText[] | null, assets: Assets): readonly TypedColumn[] {
  const { anon } = assets.settings;
  const columns = exportedColumns(named).filter((column) => !anon || !isAddress(column));
  return columns.flatMap((column) => typedColumn(column, assets));
}

function typedColumn(column: ColumnText, assets: Assets): readonly TypedColumn[] {
  const [type = '', about = ''] = column.split(':');
  if (column === 'fields') return [...assets.fields.values()].flatMap(fieldColumns);
  if (type === 'field') {
    const field = assets.fields.get(about as FieldKey);
    return field === undefined ? [{ name: column, type: 'text', value: () => null }] : fieldColumns(field);
  }
  if (type === 'urn') {
    const value = ({ urns }: ExportRow) => urns.filter((urn) => urn.startsWith(`${about}:`));
    return [{ name: column, type: 'texts', value }];
  }
  if (type === 'group') {
    const name = assets.groups.get(about as GroupId)?.name ?? about;
    return [{ name: `group:${name}`, type: 'flag', value: ({ groups }) => groups.includes(about as GroupId) }];
  }
  return isOwnColumn(column) ? [ownColumn(column, assets)] : [];
}

function ownColumn(name: Parameters<typeof isOwnColumn>[0] & keyof typeof WRITTEN, assets: Assets): TypedColumn {
  const { type, plain } = WRITTEN[name];
  const value = (row: ExportRow) => (plain === undefined ? row[name] : plain(row[name], assets)) as TypedValue;
  return { name, type, value: type === 'time' ? (row) => microsOf(value(row)) : value };
}

/** The text as it was written, and beside it the number or time that was read, if there is one. */
function fieldColumns({ key, name, type }: Field): readonly TypedColumn[] {
  const value = ({ fields }: ExportRow) => (Object.hasOwn(fields, key) ? (fields[key] ?? null) : null);
  const text: TypedColumn = { name: `field:${name}`, type: 'text', value };
  if (type === 'number') return [text, { name: `number:${name}`, type, value: (row) => numberOf(value(row)) }];
  if (type === 'datetime') return [text, { name: `time:${name}`, type: 'time', value: (row) => microsOf(value(row)) }];
  return [text];
}

/** The nearest number of 64 bits. */
function numberOf(text: string | null): number | null {
  const read = text === null ? null : parseNumber(text);
  return read === null ? null : Number(read);
}

function microsOf(text: TypedValue): bigint | null {
  const at = typeof text === 'string' ? parseIso8601(text) : null;
  return at === null ? null : BigInt(at);
}
