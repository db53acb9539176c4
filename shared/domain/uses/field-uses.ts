import { dependencies } from '../../query/query.ts';
import { readStored } from '../groups/stored-query.ts';
import type { FieldKey, FlowId, GroupId, PolicyId } from '../ids.ts';
import { parseTarget, type TargetText } from '../imports/target.ts';
import type { Instant } from '../instant.ts';
import type { Policy } from '../policies/policy.ts';
import type { Assets, Field } from '../workspace.ts';
import { nameKey } from '../workspace-names.ts';
import { fieldsUsed } from './group-uses.ts';

interface NamedBy<Id> {
  readonly uuid: Id;
  readonly name: string;
}

/** Whatever names a field. */
export interface FieldUses {
  readonly groups: readonly NamedBy<GroupId>[];
  /** Without archived flows, which do not run. */
  readonly flows: readonly NamedBy<FlowId>[];
  readonly policies: readonly NamedBy<PolicyId>[];
  /** Names of saved searches, which find nobody without the field. */
  readonly searches: readonly string[];
  /** Names of saved mappings of imports. */
  readonly mappings: readonly string[];
}

/** What may name a field besides groups and policies. */
interface Naming {
  readonly flows: readonly (NamedBy<FlowId> & { readonly archived: boolean; readonly fields: readonly string[] })[];
  readonly searches: readonly { readonly name: string; readonly query: string }[];
  readonly mappings: readonly { readonly name: string; readonly mapping: Readonly<Record<string, TargetText>> }[];
}

/** Everything of a workspace that names a field. */
export function usesOf(field: Field, { flows, searches, mappings }: Naming, assets: Assets, now: Instant): FieldUses {
  const { key } = field;
  return {
    groups: [...assets.groups.values()].filter((group) => fieldsUsed(group, assets, now).includes(key)).map(named),
    flows: flows.filter(({ archived, fields }) => !archived && fields.includes(key)).map(named),
    policies: (assets.policies ?? []).filter((policy) => fieldsOfPolicy(policy, assets, now).includes(key)).map(named),
    searches: searches.filter(({ query }) => fieldsAskedFor(query, assets, now).includes(key)).map(({ name }) => name),
    mappings: mappings.filter(({ mapping }) => isIn(field, mapping)).map(({ name }) => name),
  };
}

/** The names of whatever would not work without the field; empty when it may be archived. */
export const needing = ({ groups, flows, policies }: FieldUses): string[] =>
  [...groups, ...flows, ...policies].map(({ name }) => name);

const named = <Id>({ uuid, name }: NamedBy<Id>): NamedBy<Id> => ({ uuid, name });

function fieldsOfPolicy({ rules: { clock, selection } }: Policy, assets: Assets, now: Instant): readonly string[] {
  const asked = selection.query === undefined ? [] : fieldsAskedFor(selection.query, assets, now);
  return clock.of === 'field' ? [...asked, clock.field] : asked;
}

/** Keys of the fields in a stored query; none of one that cannot be read. */
function fieldsAskedFor(text: string, assets: Assets, now: Instant): readonly string[] {
  const query = readStored(text, assets, now);
  return query === null ? [] : [...dependencies(query).fields];
}

/** Mappings name a field by its name, or by its key. */
const isIn = ({ key, name }: Field, mapping: Readonly<Record<string, TargetText>>): boolean =>
  Object.values(mapping).some((text) => {
    const target = parseTarget(text);
    return 'to' in target && target.to === 'field' && (nameKey(target.about) === nameKey(name) || target.about === key);
  });

/** The archived fields among these keys. */
export const archivedAmong = (keys: readonly string[], { archivedFields }: Pick<Assets, 'archivedFields'>): Field[] =>
  keys.flatMap((key) => archivedFields?.get(key as FieldKey) ?? []);
