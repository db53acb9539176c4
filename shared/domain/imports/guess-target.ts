import { SCHEMES } from '../contacts/urn-schemes.ts';
import type { Assets } from '../workspace.ts';
import { foldedKey, nameKey } from '../workspace-names.ts';
import { REASON_COLUMN } from './refused-file.ts';
import { fieldNameFor, TARGETS, type TargetText } from './target.ts';

/** Letters and digits without case and accents. */
const plainName = (column: string): string => foldedKey(column).replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

/** Columns of other products that nobody needs here, and that of our own reasons. */
const IGNORED = [
  ...['requestid', 'applicationid', 'cohortid', 'id', 'ref', 'scheme', 'legacyid', 'endpointstatus', 'modifiedon'],
  ...['flow', 'optoutreason', plainName(REASON_COLUMN)],
];

/** Names that products use for common columns. */
const KNOWN: ReadonlyMap<string, TargetText> = new Map(
  [
    ...IGNORED.map((name) => [name, 'ignore'] as const),
    ...Object.entries(TARGETS).flatMap(([to, { names, about }]) => [
      ...names.map((name) => [name, to] as const),
      ...Object.entries(about?.names ?? {}).flatMap(([one, all]) => all.map((name) => [name, `${to}:${one}`] as const)),
    ]),
  ].map(([name, to]) => [plainName(name), to]),
);

/** Between a heading of several columns and the one beneath it. */
export const UNDER = ' › ';

/** A file with such a column names its fields with a prefix, as exports do, so no other column is a field. */
const NAMES_FIELDS = /^(?:fields\.|field\s*:|urn\s*:|urns$|contact uuid$|opt_outs_as_of$)/i;

export const namesFields = (columns: readonly string[]): boolean => columns.some((column) => NAMES_FIELDS.test(column));

/**
 * The most probable target of a column, by its name. An unknown name becomes a field.
 *
 * @param prefixed - the file names its fields with a prefix
 */
export function guessTarget(
  column: string,
  assets: Pick<Assets, 'fields' | 'groups'>,
  { prefixed = false } = {},
): TargetText {
  const plain = column.trim().toLowerCase();
  const [, type, about] = /^(urn|field|group)\s*:\s*(.+)$/is.exec(column.trim()) ?? [];
  if (type && about) return prefixedTarget(type.toLowerCase(), about.trim());
  const nested = /^fields\.(.+)$/s.exec(column)?.[1];
  const fields = [...assets.fields.values()];
  // A renamed field keeps the key of its old name, which another field may now have as its name.
  const ownField = (text: string) =>
    fields.find(({ name }) => nameKey(name) === nameKey(text)) ??
    fields.find(({ key }) => key === text) ??
    fields.find(({ name }) => nameKey(name) === foldedKey(text));
  if (nested !== undefined) return prefixedTarget('field', ownField(nested)?.name ?? nested);
  // `_uuid` and `_status` of Kobo are of the answered form.
  const own = column.split(UNDER).at(-1) ?? '';
  const known = plain.startsWith('_') ? undefined : (KNOWN.get(plainName(column)) ?? KNOWN.get(plainName(own)));
  if (prefixed && known !== undefined) return known;
  const field = ownField(plain);
  if (field) return `field:${field.name}`;
  if (known !== undefined) return known;
  if (plain.startsWith('topicpreferences.')) return `group:${column.trim().slice('topicpreferences.'.length)}`;
  const name = fieldNameFor(column.replace(/^(attributes|user\.userattributes|attributesdata|metrics|fields)\./i, ''));
  return name === null ? 'ignore' : `field:${name}`;
}

function prefixedTarget(type: string, about: string): TargetText {
  if (type === 'urn') return SCHEMES.has(about.toLowerCase()) ? `urn:${about.toLowerCase()}` : 'ignore';
  if (type === 'group') return `group:${about}`;
  const name = fieldNameFor(about);
  return name === null ? 'ignore' : `field:${name}`;
}
