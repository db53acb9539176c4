import { printValue, tokenize } from '../../../shared/query/query.ts';
import { CHOICES, CONTACT, type Field, type Group } from '../api/index.ts';

/** A text that can replace what stands from `start` to `end` of a query. */
export interface Completion {
  readonly text: string;
  /** An explanation for a second column; empty where the text needs none. */
  readonly detail: string;
  readonly start: number;
  readonly end: number;
}

const TYPES: Readonly<Record<string, string>> = {
  created_on: 'datetime',
  last_seen_on: 'datetime',
  ...CONTACT.attributes,
};

const TEXTS = ['name', 'language', 'urn', 'tel', 'whatsapp', 'group', 'flow', 'history', 'status', 'uuid'];
/** What there is of every contact. */
export const KNOWN_NAMES: readonly string[] = [...Object.keys(TYPES), ...TEXTS];
/** Days, weeks, months and years back from today. */
const RELATIVE = ['-7d', '-30d', '-90d', '-6m', '-1y'];
const MOST = 8;

/** The texts that can stand at the cursor: names, operators or values, by the text before it. */
export function completionsAt(
  text: string,
  cursor: number,
  { fields, groups }: { readonly fields: readonly Field[]; readonly groups: readonly Group[] },
): Completion[] {
  const tokens = tokenize(text, 0, cursor).filter(({ kind }) => kind !== 'EOF');
  const touching = tokens.at(-1)?.end === cursor ? tokens.at(-1) : undefined;
  const isWord = touching !== undefined && ['PROPERTY', 'TEXT', 'STRING', 'ERROR', 'AND', 'OR'].includes(touching.kind);
  const typed = isWord ? touching.text : '';
  const span = { start: cursor - typed.length, end: cursor };
  const before = isWord ? tokens.slice(0, -1) : tokens;
  const offer = (texts: readonly (readonly [text: string, detail: string])[]) =>
    texts
      .filter(([one]) => bare(one).includes(bare(typed)) && one !== typed)
      .slice(0, MOST)
      .map(([one, detail]) => ({ text: one, detail, ...span }));
  const last = before.at(-1);
  if (last?.kind === 'COMPARATOR') return offer(valuesOf(before.at(-2)?.text ?? '', fields, groups));
  if (last?.kind === 'PROPERTY' && before.at(-2)?.kind !== 'COMPARATOR')
    return offer(operatorsOf(last.text, fields).map((one) => [one, '']));
  if (typed === '' && last !== undefined && last.kind !== 'AND' && last.kind !== 'OR' && last.kind !== '(')
    return offer([
      ['AND', ''],
      ['OR', ''],
    ]);
  return offer([
    ...fields.map(({ key, name }) => [key, name] as const),
    ...[...Object.keys(TYPES), ...TEXTS].map((key) => [key, ''] as const),
  ]);
}

const bare = (text: string): string => text.toLowerCase().replaceAll('"', '');

function operatorsOf(property: string, fields: readonly Field[]): readonly string[] {
  const type = typeOf(property, fields);
  if (type === 'number' || type === 'datetime') return ['=', '!=', '>', '>=', '<', '<='];
  return ['name', 'urn', 'tel', 'whatsapp'].includes(property.toLowerCase()) ? ['=', '!=', '~'] : ['=', '!='];
}

function typeOf(property: string, fields: readonly Field[]): string {
  const key = property.toLowerCase().replace(/^fields\./, '');
  return TYPES[key] ?? fields.find((field) => field.key === key)?.type ?? 'text';
}

function valuesOf(
  property: string,
  fields: readonly Field[],
  groups: readonly Group[],
): readonly (readonly [string, string])[] {
  const key = property.toLowerCase();
  if (key === 'group') return groups.map(({ name }) => [printValue(name), '']);
  if (key === 'status') return CHOICES.contacts.status.map((name) => [printValue(name), '']);
  return typeOf(key, fields) === 'datetime' ? RELATIVE.map((value) => [value, '']) : [];
}
