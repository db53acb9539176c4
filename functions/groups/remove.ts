import { deleteGroup } from '../../shared/data/workspace/index.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import { noContent, showNothing, write } from '../../shared/lambda/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/errors.ts';
import { requireUuid } from '../../shared/lambda/params.ts';
import { clearGroup } from '../../shared/services/groups/populate.ts';

/** DELETE groups.json: gone for readers at once; a job removes the members (TextIt 6.6). */
export const removeGroup = write({
  summary: 'Delete a group',
  params: { uuid: 'the group' },
  parse: ({ query }) => requireUuid<GroupId>(query, 'uuid'),
  async handle(group, { runtime, caller, now }) {
    const result = await deleteGroup(runtime.data, caller.workspace, group);
    if (!result.ok) throw result.reason === 'missing' ? notFound() : refuse('Cannot delete system object.', 403);
    await clearGroup(runtime, caller.workspace, { group, by: caller.id, now });
    return noContent();
  },
  replay: showNothing,
});
