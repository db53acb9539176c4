import { isUrnError, parseUrn } from '../contacts/urns.ts';
import type { FieldKey, GroupId } from '../ids.ts';
import type { Assets, Field } from '../workspace.ts';
import { ALL_COLUMNS, type ColumnText, isAddress, type SimpleColumn } from './columns.ts';
import { harmless } from './harmless.ts';
import type { ExportRow } from './row.ts';

/** One column of a table: what stands at its head, and what it has of each contact. */
export interface TableColumn {
  readonly header: string;
  cell(row: ExportRow): string | boolean;
}

/** `csv` has this service's own names, `xlsx` those of TextIt's exports, in its order. */
export type TableShape = 'csv' | 'xlsx';

/** How many addresses of each scheme somebody has at most: as many columns there are. */
export type SchemeCounts = ReadonlyMap<string, number>;

const HEADERS: Readonly<Record<Exclude<SimpleColumn, 'fields'>, string>> = {
  uuid: 'Contact UUID',
  ref: 'Ref',
  name: 'Name',
  language: 'Language',
  status: 'Status',
  blocked: 'Blocked',
  opted_out_on: 'Opted Out On',
  created_on: 'Created On',
  modified_on: 'Modified On',
  last_seen_on: 'Last Seen On',
  dormant_since: 'Dormant Since',
  urns: 'URNs',
  groups: 'Groups',
};

/** TextIt's columns in its order (TextIt 7.1), then what only imports of this service take back. */
const TEXTIT: readonly ColumnText[] = [
  ...['uuid', 'ref', 'name', 'language', 'status', 'created_on', 'last_seen_on', 'urn:*', 'fields'],
  ...['groups', 'blocked', 'opted_out_on', 'dormant_since'],
];

interface TableOf {
  readonly shape: TableShape;
  readonly assets: Assets;
  readonly schemes: SchemeCounts;
}

/** The columns of a table. @param named - null: all that an import takes back */
export function tableColumns(named: readonly ColumnText[] | null, of: TableOf): readonly TableColumn[] {
  const { anon } = of.assets.settings;
  const usual = of.shape === 'csv' ? ALL_COLUMNS : TEXTIT.filter((column) => column !== 'ref' || anon);
  return (named ?? usual).filter((column) => !anon || !isAddress(column)).flatMap((column) => columnsOf(column, of));
}

function columnsOf(column: ColumnText, { shape, assets, schemes }: TableOf): readonly TableColumn[] {
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
  return [simpleColumn(column as Exclude<SimpleColumn, 'fields'>, shape, assets)];
}

/** Of what was deleted since the export was asked for. */
const empty = (header: string): TableColumn => ({ header, cell: () => '' });

const fieldColumn = ({ key, name }: Field, shape: TableShape): TableColumn => ({
  header: `${shape === 'csv' ? 'field' : 'Field'}:${name}`,
  cell: ({ fields }) => (Object.hasOwn(fields, key) ? harmless(fields[key] ?? '') : ''),
});

/** Paths alone, as TextIt has them: of several of one scheme each has a column. */
function schemeColumns(scheme: string, count: number, shape: TableShape): readonly TableColumn[] {
  const [first = '', ...rest] = scheme;
  const header = shape === 'csv' ? `urn:${scheme}` : `URN:${first.toUpperCase()}${rest.join('')}`;
  return Array.from({ length: count }, (_, index) => ({
    header,
    cell: ({ urns }) => {
      const urn = urns.filter((one) => one.startsWith(`${scheme}:`))[index];
      const parsed = urn === undefined ? null : parseUrn(urn);
      return parsed === null || isUrnError(parsed) ? '' : harmless(parsed.path);
    },
  }));
}

type Cell = (row: ExportRow) => string | boolean | null;

const SIMPLE: Readonly<Record<Exclude<SimpleColumn, 'fields' | 'groups'>, Cell>> = {
  uuid: ({ uuid }) => uuid,
  ref: ({ ref }) => ref,
  name: ({ name }) => name && harmless(name),
  language: ({ language }) => language,
  status: ({ status }) => status,
  blocked: ({ blocked }) => (blocked ? true : ''),
  opted_out_on: ({ optedOutOn }) => optedOutOn,
  created_on: ({ createdOn }) => createdOn,
  modified_on: ({ modifiedOn }) => modifiedOn,
  last_seen_on: ({ lastSeenOn }) => lastSeenOn,
  dormant_since: ({ dormantSince }) => dormantSince,
  urns: ({ urns }) => urns.map(asOne).join(', '),
};

function simpleColumn(column: Exclude<SimpleColumn, 'fields'>, shape: TableShape, assets: Assets): TableColumn {
  const header = shape === 'csv' ? column : HEADERS[column];
  if (column === 'groups') return { header, cell: (row) => harmless(groupNames(row, assets).map(quoted).join(', ')) };
  const cell = SIMPLE[column];
  if (column === 'status' && shape === 'xlsx') return { header, cell: (row) => capital(row.status) };
  return { header, cell: (row) => cell(row) ?? '' };
}

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

/** Of several in a cell each is one, whatever is in it. */
const asOne = (urn: string): string =>
  urn.replace(/[,;|]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
const quoted = (name: string): string => (/[,;|]/.test(name) ? `"${name}"` : name);

/** Static groups: who is in a smart one, its query says. */
export const groupNames = (
  { groups }: Pick<ExportRow, 'groups'>,
  { groups: known }: Pick<Assets, 'groups'>,
): string[] =>
  groups.flatMap((uuid) => {
    const group = known.get(uuid);
    return group === undefined || group.query !== null ? [] : [group.name];
  });
