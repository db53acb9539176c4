import { readCounts } from '../../shared/data/counts/index.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import type { Group } from '../../shared/domain/workspace.ts';
import { nameKey } from '../../shared/domain/workspace-names.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
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
  parse({ query }) {
    atMostOne(query, 'uuid', 'name');
    return {
      uuid: uuidParam<GroupId>(query, 'uuid'),
      name: query.name === undefined ? undefined : nameKey(query.name),
      manualOnly: flagParam(query, 'manual_only'),
    };
  },
  async handle({ uuid, name, manualOnly }, context) {
    const isListed = (group: Group): boolean =>
      group.status !== 'initializing' &&
      (uuid === undefined || group.uuid === uuid) &&
      (name === undefined || nameKey(group.name) === name) &&
      (!manualOnly || group.query === null);
    const { runtime, caller, assets } = context;
    const { groups: counts } = await readCounts(runtime.data, caller.workspace);
    return ok(
      await slicePage(
        context,
        [...assets.groups.values()].filter(isListed).reverse(),
        ({ createdOn, uuid: id }) => [createdOn, id],
        (group) => showGroup(group, counts),
      ),
    );
  },
});
