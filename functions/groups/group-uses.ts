import { listFlows, readFlow } from '../../shared/data/workspace/index.ts';
import { type GroupUses, usesOfGroup } from '../../shared/domain/groups/group-uses.ts';
import type { Group } from '../../shared/domain/workspace.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';

/** Whatever names a group: reads the definition of every flow that is not archived, 1 read unit for 4 KB. */
export async function readGroupUses(
  group: Group,
  { runtime, caller, assets, now }: RequestContext,
): Promise<GroupUses> {
  const flows = [];
  for (const { uuid, archived } of await listFlows(runtime.data, caller.workspace)) {
    const flow = archived ? null : await readFlow(runtime.data, caller.workspace, uuid);
    if (flow !== null) flows.push(flow);
  }
  return usesOfGroup(group, flows, assets, now);
}
