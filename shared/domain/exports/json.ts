import type { FieldKey, GroupId } from '../ids.ts';
import type { Assets } from '../workspace.ts';
import { ALL_COLUMNS, type ColumnText, isAddress } from './columns.ts';
import type { ExportRow } from './row.ts';
import { groupNames } from './table.ts';

/** The first line: what the fields are, which the contacts do not say. Imports know by it that the file is an export of this service. */
export const jsonHead = ({ fields }: Pick<Assets, 'fields'>): string =>
  lineOf({
    dormouse_export: 1,
    fields: [...fields.values()].map(({ key, name, type }) => ({ key, name, type })),
  });

/** A contact, in the words of `contacts.json`; fields by their names. */
export function jsonLine(row: ExportRow, named: readonly ColumnText[] | null, assets: Assets): string {
  const { anon } = assets.settings;
  const columns = (named ?? ALL_COLUMNS).filter((column) => !anon || !isAddress(column));
  const object: Record<string, unknown> = {};
  for (const column of columns) put(object, column, row, assets);
  return lineOf(object);
}

const lineOf = (object: object): string => `${JSON.stringify(object)}\n`;

type Value = (row: ExportRow, assets: Assets) => unknown;

const SIMPLE: Readonly<Record<string, Value>> = {
  uuid: ({ uuid }) => uuid,
  ref: ({ ref }) => ref,
  name: ({ name }) => name && literal(name),
  language: ({ language }) => language,
  status: ({ status }) => status,
  blocked: ({ blocked }) => blocked,
  opted_out_on: ({ optedOutOn }) => optedOutOn,
  created_on: ({ createdOn }) => createdOn,
  modified_on: ({ modifiedOn }) => modifiedOn,
  last_seen_on: ({ lastSeenOn }) => lastSeenOn,
  dormant_since: ({ dormantSince }) => dormantSince,
  urns: ({ urns }) => urns,
  groups: (row, assets) => groupNames(row, assets).map((name) => ({ name })),
};

function put(object: Record<string, unknown>, column: ColumnText, row: ExportRow, assets: Assets): void {
  const [type = '', about = ''] = column.split(':');
  if (column === 'fields') {
    const fields = [...assets.fields.values()].map(({ key, name }) => [name, textIn(row, key)]);
    object['fields'] = { ...(object['fields'] as object), ...Object.fromEntries(fields) };
  } else if (type === 'field') {
    const name = assets.fields.get(about as FieldKey)?.name ?? about;
    object['fields'] = { ...(object['fields'] as object), [name]: textIn(row, about as FieldKey) };
  } else if (type === 'urn') {
    object[column] = row.urns.filter((urn) => urn.startsWith(`${about}:`));
  } else if (type === 'group') {
    const name = assets.groups.get(about as GroupId)?.name ?? about;
    object[`group:${name}`] = row.groups.includes(about as GroupId);
  } else object[column] = SIMPLE[column]?.(row, assets);
}

const textIn = ({ fields }: ExportRow, key: FieldKey): string | null =>
  Object.hasOwn(fields, key) ? literal(fields[key] ?? '') : null;

/** Imports take `--` for what clears: as a text of its own it has an apostrophe. */
const literal = (text: string): string => (/^'*--$/.test(text) ? `'${text}` : text);
