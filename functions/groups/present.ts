import * as z from 'zod/mini';
import { listFlows, readFlow } from '../../shared/data/workspace/index.ts';
import { type GroupUses, usesOfGroup } from '../../shared/domain/uses/group-uses.ts';
import { GROUP_STATUSES, type Group } from '../../shared/domain/workspace.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { optional, presenter } from '../../shared/lambda/http/presenter.ts';

const uses = z.array(z.object({ uuid: z.string(), name: z.string() }));

interface About {
  readonly counts: Readonly<Record<string, number>>;
  readonly uses?: GroupUses | undefined;
}

/** A group as TextIt's API shows it (6.6). */
export const groupShown = presenter<Group, About>('Group')({
  uuid: z.uuid(),
  name: z.string(),
  query: z.nullable(z.string()),
  status: z.enum(GROUP_STATUSES),
  system: z.boolean(),
  count: [z.int(), ({ uuid }, { counts }) => counts[uuid] ?? 0],
  /** Beyond TextIt's API: what names the group, where that is asked for. Flows are those that are not archived. */
  uses: [optional(z.object({ flows: uses, policies: uses })), (_, { uses: named }) => named],
});

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
