import type { Data } from '../../data/dynamo/index.ts';
import { listAllPolicyVersions } from '../../data/workspace/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { IsNotice } from '../../domain/policies/returns/past-life.ts';
import { stageOf } from '../../domain/policies/stages/index.ts';
import type { Settings } from '../../domain/workspace.ts';

/**
 * Which stages of all versions, also of policies that were deleted, told people something. 0.5 read units for some
 * eight versions; nothing where there has never been a policy.
 */
export async function noticesOf(data: Data, workspace: WorkspaceId, { policyCount }: Settings): Promise<IsNotice> {
  if (policyCount === undefined) return () => false;
  const told = new Set<string>();
  for (const { policy, version, rules } of await listAllPolicyVersions(data, workspace))
    for (const rule of rules.stages) if (stageOf(rule).warns) told.add(`${policy} ${version} ${rule.key}`);
  return ({ policy, version, stage }) => told.has(`${policy} ${version} ${stage}`);
}
