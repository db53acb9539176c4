import type { Condition, QueryNode } from '../../query/query.ts';
import { SCHEMES } from '../contacts/urn-schemes.ts';
import { formatUrn } from '../contacts/urns.ts';
import { type ContactId, parseUuid } from '../ids.ts';

/** Contacts that a query names, so that they are read without a search. Every match is among them. */
interface NamedContacts {
  readonly uuids: readonly ContactId[];
  /** Addresses as `scheme:path`: their owners. */
  readonly identities: readonly string[];
}

/** One part of an AND names all matches; an OR needs every part. Null where nobody is named. */
export function namedBy(node: QueryNode): NamedContacts | null {
  if (node.kind === 'condition') return namedByCondition(node);
  const named = node.children.map(namedBy).filter((one) => one !== null);
  if (node.operator === 'AND') return named.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0] ?? null;
  return named.length === node.children.length ? union(named) : null;
}

const sizeOf = ({ uuids, identities }: NamedContacts): number => uuids.length + identities.length;

const union = (all: readonly NamedContacts[]): NamedContacts => ({
  uuids: [...new Set(all.flatMap(({ uuids }) => uuids))],
  identities: [...new Set(all.flatMap(({ identities }) => identities))],
});

function namedByCondition({ property, operator, value }: Condition): NamedContacts | null {
  if (operator !== '=' || value === '' || property.type === 'field') return null;
  if (property.type === 'scheme') return owners(spellings(property.key, value));
  if (property.key === 'urn') return owners(anySpelling(value));
  if (property.key !== 'uuid') return null;
  const uuid = parseUuid<ContactId>(value);
  return { uuids: uuid ? [uuid] : [], identities: [] };
}

const owners = (identities: readonly string[] | null): NamedContacts | null => identities && { uuids: [], identities };

function anySpelling(value: string): readonly string[] | null {
  const all = [...SCHEMES.keys()].map((scheme) => spellings(scheme, value));
  return all.every((one) => one !== null) ? all.flat() : null;
}

/** Schemes whose paths are always stored in lower case. */
const LOWER_CASE: ReadonlySet<string> = new Set([
  'tel',
  'mailto',
  'twitter',
  'twitterid',
  'instagram',
  'jiochat',
  'telegram',
]);
const WITHOUT_LETTERS = /^[!-@[-`{-~]+$/;

/** The stored address that equals a value in any case; null for several spellings: a hash finds only one. */
function spellings(scheme: string, value: string): readonly string[] | null {
  const path = value.trim().toLowerCase();
  if (!SCHEMES.has(scheme) || path === '') return null;
  return LOWER_CASE.has(scheme) || WITHOUT_LETTERS.test(path) ? [formatUrn({ scheme, path })] : null;
}
