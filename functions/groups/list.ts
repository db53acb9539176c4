import { readCounts } from '../../shared/data/counts/index.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import type { Group } from '../../shared/domain/workspace.ts';
import { nameKey } from '../../shared/domain/workspace-names.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import { type ListOrder, newestFirst, PAGING, slicePage } from '../../shared/lambda/page.ts';
import { asText, byChoice, byUuid, yesOrNo } from '../../shared/lambda/param.ts';
import { atMostOne, flagParam, uuidParam } from '../../shared/lambda/params.ts';
import { readGroupUses } from './group-uses.ts';
import { showGroup, showGroupUses } from './present.ts';

const NEWEST: ListOrder<Group> = newestFirst(({ createdOn, uuid }) => [createdOn, uuid]);

/** Group names are unique in a workspace. */
const BY_NAME: ListOrder<Group> = { keyOf: ({ name }) => nameKey(name), shape: /^/, descending: false };

function orderParam(text: string | undefined): ListOrder<Group> {
  if (text === undefined) return NEWEST;
  if (text === 'name') return BY_NAME;
  throw refuse({ code: 'sort_by_name', value: text });
}

const asSorted =
  (keyOf: (group: Group) => string) =>
  (a: Group, b: Group): number =>
    keyOf(a) < keyOf(b) ? -1 : 1;

/** GET groups.json: newest first, without initializing ones (TextIt 6.6). */
export const getGroups = endpoint({
  summary: 'List groups',
  params: {
    uuid: byUuid('only this group'),
    name: 'only the group of this name, in any case',
    manual_only: yesOrNo('only static groups'),
    search: asText('only groups with this text in their name, in any case'),
    uses: yesOrNo('true, with uuid: also what names the group'),
    sort: { ...byChoice(['name'], 'name: by name, A to Z; newest first when it is left out'), how: true },
    ...PAGING,
  },
  dependencies: ['ZeroOrOne(uuid, name)'],
  parse({ query }) {
    atMostOne(query, 'uuid', 'name');
    const uses = flagParam(query, 'uses');
    if (uses && query.uuid === undefined) throw refuse({ code: 'params_go_together', param: 'uses', other: 'uuid' });
    return {
      uuid: uuidParam<GroupId>(query, 'uuid'),
      name: query.name === undefined ? undefined : nameKey(query.name),
      manualOnly: flagParam(query, 'manual_only'),
      part: nameKey(query.search ?? ''),
      order: orderParam(query.sort),
      uses,
    };
  },
  async handle({ uuid, name, manualOnly, part, order, uses }, context) {
    const isListed = (group: Group): boolean =>
      group.status !== 'initializing' &&
      (uuid === undefined || group.uuid === uuid) &&
      (name === undefined || nameKey(group.name) === name) &&
      nameKey(group.name).includes(part) &&
      (!manualOnly || group.query === null);
    const { runtime, caller, assets } = context;
    const listed = [...assets.groups.values()].filter(isListed);
    const [only] = uses ? listed : [];
    const named = only && { uses: showGroupUses(await readGroupUses(only, context)) };
    const { groups: counts } = await readCounts(runtime.data, caller.workspace);
    return ok(
      await slicePage(
        context,
        order === BY_NAME ? listed.sort(asSorted(BY_NAME.keyOf)) : listed.reverse(),
        order,
        (group) => ({ ...showGroup(group, counts), ...named }),
      ),
    );
  },
});
