import { inOrder } from '../contacts/properties/combine.ts';
import type { TableShape } from '../contacts/properties/exported.ts';
import { isUrnError, parseUrn } from '../contacts/urns.ts';
import type { FieldKey, GroupId } from '../ids.ts';
import { escapeFormula } from '../text/escape-formula.ts';
import type { Assets, Field } from '../workspace.ts';
import {
  type ColumnName,
  type ColumnText,
  exportedColumns,
  HEADERS,
  isAddress,
  isOwnColumn,
  USUAL_COLUMNS,
  WRITTEN,
} from './columns.ts';
import type { ExportRow } from './row.ts';
import type { SheetCell } from './xlsx.ts';

/** A column of a table: its header, and its cell for each contact. */
export interface TableColumn {
  readonly header: string;
  /** What its texts say, if there is more to them. */
  readonly type?: 'time' | 'number' | undefined;
  /** Its cells are dates of a sheet, if they can be. */
  readonly hasDates?: boolean;
  cell(row: ExportRow): SheetCell;
}

/** The largest number of addresses of each scheme that one contact has: the number of columns. */
export type SchemeCounts = ReadonlyMap<string, number>;

/** TextIt's columns in its order (7.1), then those that only this service's imports read. */
const TEXTIT = Object.keys(
  inOrder(
    ['uuid', 'ref', 'name', 'language', 'status', 'created_on', 'last_seen_on', 'urns', 'fields', 'groups'],
    Object.fromEntries(['ref', ...USUAL_COLUMNS].map((name) => [name, null])),
  ),
).map((name) => (name === 'urns' ? 'urn:*' : name));

interface TableOf {
  readonly shape: TableShape;
  readonly assets: Assets;
  readonly schemes: SchemeCounts;
}

/** The columns of a table; `named` null: everything that an import can read back. */
export function tableColumns(named: readonly ColumnText[] | null, of: TableOf): readonly TableColumn[] {
  const { anon } = of.assets.settings;
  const usual = of.shape === 'csv' ? USUAL_COLUMNS : TEXTIT.filter((column) => column !== 'ref' || anon);
  const columns = named === null ? usual : exportedColumns(named);
  return columns.filter((column) => !anon || !isAddress(column)).flatMap((column) => tableColumn(column, of));
}

function tableColumn(column: ColumnText, { shape, assets, schemes }: TableOf): readonly TableColumn[] {
  const [type = '', about = ''] = column.split(':');
  if (column === 'fields') return [...assets.fields.values()].map((field) => fieldColumn(field, shape));
  if (column === 'urn:*') return [...schemes].sort().flatMap(([scheme, count]) => schemeColumns(scheme, count, shape));
  if (type === 'urn') return schemeColumns(about, schemes.get(about) ?? 1, shape);
  if (type === 'field') {
    const field = assets.fields.get(about as FieldKey);
    return field === undefined ? [empty(column)] : [fieldColumn(field, shape)];
  }
  if (type === 'group') {
    const group = assets.groups.get(about as GroupId);
    if (group === undefined) return [empty(column)];
    const header = `${shape === 'csv' ? 'group' : 'Group'}:${group.name}`;
    return [{ header, cell: ({ groups }) => groups.includes(group.uuid) }];
  }
  return isOwnColumn(column) ? [ownColumn(column, shape, assets)] : [];
}

/** For something deleted since the export was requested. */
const empty = (header: string): TableColumn => ({ header, cell: () => '' });

const fieldColumn = ({ key, name, type }: Field, shape: TableShape): TableColumn => ({
  header: `${shape === 'csv' ? 'field' : 'Field'}:${name}`,
  type: type === 'datetime' ? 'time' : type === 'number' ? type : undefined,
  cell: ({ fields }) => (Object.hasOwn(fields, key) ? escapeFormula(fields[key] ?? '') : ''),
});

/** Paths alone, as in TextIt; several of one scheme have a column each. */
function schemeColumns(scheme: string, count: number, shape: TableShape): readonly TableColumn[] {
  const [first = '', ...rest] = scheme;
  const header = shape === 'csv' ? `urn:${scheme}` : `URN:${first.toUpperCase()}${rest.join('')}`;
  return Array.from({ length: count }, (_, index) => ({
    header,
    cell: ({ urns }) => {
      const urn = urns.filter((one) => one.startsWith(`${scheme}:`))[index];
      const parsed = urn === undefined ? null : parseUrn(urn);
      return parsed === null || isUrnError(parsed) ? '' : escapeFormula(parsed.path);
    },
  }));
}

function ownColumn(name: ColumnName, shape: TableShape, assets: Assets): TableColumn {
  const { cell, type } = WRITTEN[name];
  return {
    header: (shape === 'csv' ? null : HEADERS[name]) ?? name,
    type: type === 'time' ? type : undefined,
    cell: (row) => cell?.(row[name], shape, assets) ?? '',
  };
}
