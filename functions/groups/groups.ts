import { hasMembers } from '../../shared/data/contacts/index.ts';
import { readCounts } from '../../shared/data/counts/index.ts';
import { deleteGroup } from '../../shared/data/workspace/index.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import { someNames } from '../../shared/domain/text/some-names.ts';
import { policiesNaming } from '../../shared/domain/uses/group-uses.ts';
import type { Group } from '../../shared/domain/workspace.ts';
import { nameKey } from '../../shared/domain/workspace-names.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { deleteEndpoint, endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { hasRoomForJob } from '../../shared/lambda/http/open-jobs.ts';
import { type ListOrder, newestFirst, PAGING, slicePage } from '../../shared/lambda/http/page.ts';
import { asText, byChoice, byUuid, required, yesOrNo } from '../../shared/lambda/http/param.ts';
import { atMostOne, flagParam, requireUuid, uuidParam } from '../../shared/lambda/http/params.ts';
import { submitClearGroup } from '../../shared/services/groups/populate.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { groupShown, readGroupUses } from './present.ts';
import { saveGroup } from './save.ts';
import { getSearches, removeSearch, saveSearch } from './searches.ts';

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
  answers: pagesOf(groupShown),
  params: {
    uuid: byUuid('only this group'),
    name: 'only the group of this name, in any case',
    manual_only: yesOrNo('only static groups'),
    search: asText('only groups with this text in their name, in any case'),
    uses: yesOrNo('true, with uuid: also what names the group'),
    sort: { ...byChoice(['name'], 'name: by name, A to Z; newest first when it is left out'), how: true },
    ...PAGING,
  },
  dependencies: ['ZeroOrOne(uuid, name)', 'IF uses THEN uuid'],
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
    const named = only && (await readGroupUses(only, context));
    const { groups: counts } = await readCounts(runtime.data, caller.workspace);
    return ok(
      await slicePage(
        context,
        order === BY_NAME ? listed.sort(asSorted(BY_NAME.keyOf)) : listed.reverse(),
        order,
        (group) => groupShown.show(group, { counts, uses: named }),
      ),
    );
  },
});

/**
 * DELETE groups.json: gone for readers at once; a job removes the members. Refused while a policy that works names it,
 * as TextIt does for campaigns (TextIt 6.6).
 */
export const removeGroup = deleteEndpoint({
  summary: 'Delete a group',
  params: {
    uuid: required(byUuid('the group')),
    unused: yesOrNo('true: refused while it has members or something names it'),
  },
  parse: ({ query }) => ({ group: requireUuid<GroupId>(query, 'uuid'), unused: flagParam(query, 'unused') }),
  async handle({ group, unused }, context) {
    const { runtime, caller, now } = context;
    if (unused) await requireUnused(group, context);
    requireUnnamed(policiesNaming(group, context.assets, now).filter(({ state }) => state !== 'off'));
    const result = await deleteGroup(runtime.data, caller.workspace, group);
    if (!result.ok)
      throw result.reason === 'missing'
        ? notFound('ContactGroup')
        : refuse({ code: 'system_object', change: 'delete' }, 403);
    // Without room for the job, the group's recheck removes the members.
    if (await hasRoomForJob(context))
      await submitClearGroup(runtime, caller.workspace, { group, asked: true, by: caller.id, now });
    return true;
  },
  audit: unaudited,
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
  if (group === undefined) throw notFound('ContactGroup');
  const { flows, policies } = await readGroupUses(group, context);
  requireUnnamed([...flows, ...policies]);
  if (await hasMembers(runtime.data, caller.workspace, uuid)) throw refuse({ code: 'group_has_members' }, 409);
}

export const endpoints: EndpointsOf<'groups'> = {
  groups: { GET: getGroups, POST: saveGroup, DELETE: removeGroup },
  searches: { GET: getSearches, POST: saveSearch, DELETE: removeSearch },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { queues: openQueues });
