import { SCHEMES } from '../contacts/urn-schemes.ts';
import { fieldNameError, generateFieldKey, groupNameError } from '../workspace-names.ts';

/**
 * What a column of an import becomes. As text, in bodies and in saved mappings, it is its type, and after a colon what it is about:
 * `name`, `urn:tel`, `field:Home town`, `group:Farmers`.
 */
export type Target =
  | { readonly to: 'ignore' | 'uuid' | 'name' | 'language' | 'status' }
  | { readonly to: TimeTarget }
  /** Whether the workspace refuses to hear from the person, also in the archive. */
  | { readonly to: 'blocked' }
  /** Names of groups, with `,`, `;` or `|` between them. */
  | { readonly to: 'groups' }
  /** Whether the person has opted out, in any of the words that products write. */
  | { readonly to: 'opt_out' }
  /** An address of this scheme; null: of the scheme that the cell names, or of the one that it looks like. */
  | { readonly to: 'urn'; readonly scheme: string | null }
  | { readonly to: 'field'; readonly name: string }
  /** Whether the contact is in this group: yes and no, in any of their spellings. */
  | { readonly to: 'group'; readonly name: string };

export type TargetText = string;

/** `opted_out_on`: when the person opted out, who does so by this; `dormant_since`: since when an active one is flagged as gone quiet. */
export type TimeTarget = 'created_on' | 'last_seen_on' | 'opted_out_on' | 'dormant_since';

const SIMPLE = [
  'ignore',
  'uuid',
  'name',
  'language',
  'status',
  'created_on',
  'last_seen_on',
  'groups',
  'opt_out',
  'opted_out_on',
  'blocked',
  'dormant_since',
] as const;

/** The target that a text names, or what is wrong with it, in words. */
export function parseTarget(text: TargetText): Target | { readonly problem: string } {
  const [type, about] = splitOnce(text.trim());
  if (type === 'urn') return urnTarget(about);
  if (type === 'field') return named('field', about, fieldNameError(about));
  if (type === 'group') return named('group', about, groupNameError(about));
  const simple = SIMPLE.find((one) => one === type);
  if (simple !== undefined && about === '') return { to: simple };
  return { problem: `"${text}" is no target: ${SIMPLE.join(', ')}, urn, urn:<scheme>, field:<name>, group:<name>.` };
}

function splitOnce(text: string): [type: string, about: string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1).trim()];
}

function urnTarget(scheme: string): Target | { readonly problem: string } {
  if (scheme === '') return { to: 'urn', scheme: null };
  if (SCHEMES.has(scheme)) return { to: 'urn', scheme };
  return { problem: `"${scheme}" is no URN scheme.` };
}

const named = (to: 'field' | 'group', name: string, wrong: string | null): Target | { readonly problem: string } =>
  wrong === null ? { to, name } : { problem: `"${name}" cannot be the name of a ${to}: ${wrong}` };

/** A name that a field may have, as near as can be to what a column is called; null when nothing of it is left. */
export function fieldNameFor(column: string): string | null {
  if (fieldNameError(column) === null) return column;
  const plain = column
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9\- ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 36)
    .trim();
  const name = /^[A-Za-z]/.test(generateFieldKey(plain)) ? plain : `Field ${plain}`.slice(0, 36).trim();
  if (plain === '') return null;
  return fieldNameError(name) === null ? name : fieldNameError(`My ${name}`) === null ? `My ${name}` : null;
}
