import { deleteGroup } from '../../shared/data/workspace/index.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import { noContent } from '../../shared/lambda/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/errors.ts';
import { legacyEndpoint as endpoint } from '../../shared/lambda/legacy.ts';
import { requireLookup, uuidParam } from '../../shared/lambda/params.ts';
import { clear } from '../../shared/services/groups/populate.ts';

/** DELETE groups.json: gone for readers at once; a job takes it off its members (TextIt 6.6). */
export const removeGroup = endpoint({
  summary: 'Delete a group',
  params: { uuid: 'the group' },
  async handle({ runtime, caller, query, now }) {
    requireLookup(query, 'uuid');
    const group = uuidParam<GroupId>(query, 'uuid') as GroupId;
    const result = await deleteGroup(runtime.data, caller.workspace, group);
    if (!result.ok) throw result.reason === 'missing' ? notFound() : refuse('Cannot delete system object.', 403);
    await clear(runtime, caller.workspace, { group, by: caller.id, now });
    return noContent();
  },
});
