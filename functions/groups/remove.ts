import { hasMembers } from '../../shared/data/contacts/index.ts';
import { deleteGroup } from '../../shared/data/workspace/index.ts';
import { policiesNaming } from '../../shared/domain/groups/group-uses.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import { someNames } from '../../shared/domain/some-names.ts';
import { unaudited } from '../../shared/lambda/audited.ts';
import { noContent, type RequestContext, showNothing, writeEndpoint } from '../../shared/lambda/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/errors.ts';
import { hasRoomForJob } from '../../shared/lambda/open-jobs.ts';
import { byUuid, required, yesOrNo } from '../../shared/lambda/param.ts';
import { flagParam, requireUuid } from '../../shared/lambda/params.ts';
import { submitClearGroup } from '../../shared/services/groups/populate.ts';
import { readGroupUses } from './group-uses.ts';

/**
 * DELETE groups.json: gone for readers at once; a job removes the members. Refused while a policy that works names it,
 * as TextIt does for campaigns (TextIt 6.6).
 */
export const removeGroup = writeEndpoint({
  summary: 'Delete a group',
  params: {
    uuid: required(byUuid('the group')),
    unused: yesOrNo('true: only while it has no members and nothing names it'),
  },
  parse: ({ query }) => ({ group: requireUuid<GroupId>(query, 'uuid'), unused: flagParam(query, 'unused') }),
  async handle({ group, unused }, context) {
    const { runtime, caller, now } = context;
    if (unused) await requireUnused(group, context);
    requireUnnamed(policiesNaming(group, context.assets, now).filter(({ state }) => state !== 'off'));
    const result = await deleteGroup(runtime.data, caller.workspace, group);
    if (!result.ok)
      throw result.reason === 'missing' ? notFound() : refuse({ code: 'system_object', change: 'delete' }, 403);
    // Without room for the job, the group's recheck removes the members.
    if (await hasRoomForJob(context))
      await submitClearGroup(runtime, caller.workspace, { group, asked: true, by: caller.id, now });
    return noContent();
  },
  audit: unaudited,
  made: 'nothing',
  replay: showNothing,
});

/** Throws 409 when something names the group. A policy would otherwise stay as it is, and take nobody. */
function requireUnnamed(named: readonly { readonly name: string }[]): void {
  const names = named.map(({ name }) => name);
  if (names.length > 0) throw refuse({ code: 'group_in_use', names: someNames(names) }, 409);
}

/** Throws 409 while the group has a member or something names it. */
async function requireUnused(uuid: GroupId, context: RequestContext): Promise<void> {
  const { runtime, caller, assets } = context;
  const group = assets.groups.get(uuid);
  if (group === undefined) throw notFound();
  const { flows, policies } = await readGroupUses(group, context);
  requireUnnamed([...flows, ...policies]);
  if (await hasMembers(runtime.data, caller.workspace, uuid)) throw refuse({ code: 'group_has_members' }, 409);
}
