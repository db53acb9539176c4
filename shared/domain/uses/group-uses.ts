import { dependencies } from '../../query/query.ts';
import { readStored } from '../groups/stored-query.ts';
import type { FlowId, GroupId, PolicyId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { groupsNamed } from '../policies/brake.ts';
import type { Policy } from '../policies/policy.ts';
import type { Assets, Group } from '../workspace.ts';

/** Keys of the fields in a group's query; empty for a static group, and for an unreadable query. */
export function fieldsUsed({ query: text }: Group, assets: Assets, now: Instant): readonly string[] {
  const query = text === null ? null : readStored(text, assets, now);
  return query === null ? [] : [...dependencies(query).fields];
}

/** How many smart groups use a field, by its key, without groups with unreadable queries. */
export function usesByField(assets: Assets, now: Instant): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const group of assets.groups.values())
    for (const key of fieldsUsed(group, assets, now)) uses.set(key, (uses.get(key) ?? 0) + 1);
  return uses;
}

interface NamedBy<Id> {
  readonly uuid: Id;
  readonly name: string;
}

/** Whatever names a group. Queries of smart groups cannot. */
export interface GroupUses {
  /** Without archived flows, which do not run. */
  readonly flows: readonly NamedBy<FlowId>[];
  readonly policies: readonly NamedBy<PolicyId>[];
}

interface ReadFlow extends NamedBy<FlowId> {
  readonly definition: unknown;
}

/** Everything of a workspace that names a group. Flows are given with their definitions, which name it by its uuid. */
export function usesOfGroup({ uuid }: Group, flows: readonly ReadFlow[], assets: Assets, now: Instant): GroupUses {
  return {
    flows: flows.filter(({ definition }) => JSON.stringify(definition).includes(uuid)).map(named),
    policies: policiesNaming(uuid, assets, now).map(named),
  };
}

const named = <Id>({ uuid, name }: NamedBy<Id>): NamedBy<Id> => ({ uuid, name });

/** The policies whose selection, control group or stages name a group. */
export const policiesNaming = (group: GroupId, assets: Assets, now: Instant): readonly Policy[] =>
  (assets.policies ?? []).filter((policy) => groupsOf(policy, assets, now).has(group));

function groupsOf(policy: Pick<Policy, 'rules'>, assets: Assets, now: Instant): ReadonlySet<GroupId> {
  const { control, stages } = policy.rules;
  const others = [control, ...stages].flatMap(({ group }) => group ?? []);
  return new Set([...groupsNamed(policy, assets, now), ...others]);
}

/** Whether a group or something in the query that a policy names is gone, so that the policy would take nobody. */
export function namesGone(policy: Pick<Policy, 'rules'>, assets: Assets, now: Instant): boolean {
  const { query } = policy.rules.selection;
  if (query !== undefined && readStored(query, assets, now) === null) return true;
  return [...groupsOf(policy, assets, now)].some((group) => !assets.groups.has(group));
}
