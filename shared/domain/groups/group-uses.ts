import type { FlowId, GroupId, PolicyId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { groupsNamed } from '../policies/brake.ts';
import type { Policy } from '../policies/policy.ts';
import type { Assets, Group } from '../workspace.ts';

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
    policies: (assets.policies ?? []).filter((policy) => isInPolicy(uuid, policy, assets, now)).map(named),
  };
}

const named = <Id>({ uuid, name }: NamedBy<Id>): NamedBy<Id> => ({ uuid, name });

const isInPolicy = (group: GroupId, policy: Policy, assets: Assets, now: Instant): boolean =>
  groupsNamed(policy, assets, now).has(group) ||
  policy.rules.control.group === group ||
  policy.rules.stages.some((stage) => stage.group === group);
