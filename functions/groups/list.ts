import { readCounts } from '../../shared/data/counts/index.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import { nameKey } from '../../shared/domain/workspace-names.ts';
import { ok } from '../../shared/lambda/endpoint.ts';
import { legacyEndpoint as endpoint } from '../../shared/lambda/legacy.ts';
import { slicePage } from '../../shared/lambda/page.ts';
import { atMostOne, flagParam, uuidParam } from '../../shared/lambda/params.ts';
import { showGroup } from './present.ts';

/** GET groups.json: newest first, without those still initializing (TextIt 6.6). */
export const listGroups = endpoint({
  summary: 'List groups',
  params: {
    uuid: 'only this group',
    name: 'only the group of this name, in any case',
    manual_only: 'only static groups',
    cursor: 'which page, as next or previous of another page name it',
  },
  async handle(request) {
    const { query, assets, runtime, caller } = request;
    atMostOne(query, 'uuid', 'name');
    const uuid = uuidParam<GroupId>(query, 'uuid');
    const name = query.name === undefined ? undefined : nameKey(query.name);
    const manualOnly = flagParam(query, 'manual_only');
    const groups = [...assets.groups.values()].filter(
      (group) =>
        group.status !== 'initializing' &&
        (uuid === undefined || group.uuid === uuid) &&
        (name === undefined || nameKey(group.name) === name) &&
        (!manualOnly || group.query === null),
    );
    const { groups: counts } = await readCounts(runtime.data, caller.workspace);
    return ok(
      slicePage(
        request,
        groups.reverse(),
        ({ createdOn, uuid: id }) => [createdOn, id],
        (group) => showGroup(group, counts),
      ),
    );
  },
});
