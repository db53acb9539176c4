import type { Condition, NamedAsset, QueryNode } from '../../query/query.ts';
import { SCHEMES } from '../contacts/urn-schemes.ts';
import { formatUrn } from '../contacts/urns.ts';
import { type ContactId, type FlowId, parseUuid } from '../ids.ts';
import type { Histories } from './history.ts';

/** Contacts that are named, so that they can be read without a search. */
export interface Points {
  readonly uuids: readonly ContactId[];
  /** Addresses as `scheme:path`: their owners. */
  readonly identities: readonly string[];
}

/** Ways to read every contact that a query can match, besides reading folders. */
interface Reach {
  readonly points: Points | null;
  /** Each is a way of its own: the members of these groups together. */
  readonly groups: readonly (readonly NamedAsset[])[];
}

const NO_WAY: Reach = { points: null, groups: [] };

/** One part of an AND reaches all matches; an OR needs every part, in the same way. */
export function reachOf(node: QueryNode, histories: Histories): Reach {
  if (node.kind === 'condition') return conditionReach(node, histories);
  const children = node.children.map((child) => reachOf(child, histories));
  return node.operator === 'AND' ? anyOf(children) : allOf(children);
}

function anyOf(children: readonly Reach[]): Reach {
  const points = children.flatMap((child) => (child.points ? [child.points] : []));
  const fewest = points.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0] ?? null;
  return { points: fewest, groups: children.flatMap(({ groups }) => groups) };
}

function allOf(children: readonly Reach[]): Reach {
  const points = children.flatMap((child) => (child.points ? [child.points] : []));
  const groups = children.flatMap((child) => (child.groups[0] ? [child.groups[0]] : []));
  return {
    points: points.length === children.length ? union(points) : null,
    groups: groups.length === children.length ? [distinct(groups.flat())] : [],
  };
}

const sizeOf = ({ uuids, identities }: Points): number => uuids.length + identities.length;

const union = (all: readonly Points[]): Points => ({
  uuids: [...new Set(all.flatMap(({ uuids }) => uuids))],
  identities: [...new Set(all.flatMap(({ identities }) => identities))],
});

const distinct = (groups: readonly NamedAsset[]): readonly NamedAsset[] => [
  ...new Map(groups.map((group) => [group.uuid, group])).values(),
];

function conditionReach({ property, operator, value, asset }: Condition, histories: Histories): Reach {
  if (operator !== '=' || value === '' || property.type === 'field') return NO_WAY;
  if (property.type === 'scheme') return owners(spellings(property.key, value));
  switch (property.key) {
    case 'uuid': {
      const uuid = parseUuid<ContactId>(value);
      return { ...NO_WAY, points: { uuids: uuid ? [uuid] : [], identities: [] } };
    }
    case 'urn':
      return owners(anySpelling(value));
    case 'history': {
      const uuids = asset && histories.contactsOf(asset.uuid as FlowId);
      return uuids ? { ...NO_WAY, points: { uuids, identities: [] } } : NO_WAY;
    }
    case 'group':
      return asset ? { ...NO_WAY, groups: [[asset]] } : NO_WAY;
    default:
      return NO_WAY;
  }
}

const owners = (identities: readonly string[] | null): Reach =>
  identities === null ? NO_WAY : { ...NO_WAY, points: { uuids: [], identities } };

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
