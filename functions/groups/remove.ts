import { deleteGroup } from '../../shared/data/workspace/index.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import { unaudited } from '../../shared/lambda/audited.ts';
import { noContent, showNothing, writeEndpoint } from '../../shared/lambda/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/errors.ts';
import { hasRoomForJob } from '../../shared/lambda/open-jobs.ts';
import { byUuid, required } from '../../shared/lambda/param.ts';
import { requireUuid } from '../../shared/lambda/params.ts';
import { submitClearGroup } from '../../shared/services/groups/populate.ts';

/** DELETE groups.json: gone for readers at once; a job removes the members (TextIt 6.6). */
export const removeGroup = writeEndpoint({
  summary: 'Delete a group',
  params: { uuid: required(byUuid('the group')) },
  parse: ({ query }) => requireUuid<GroupId>(query, 'uuid'),
  async handle(group, context) {
    const { runtime, caller, now } = context;
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
