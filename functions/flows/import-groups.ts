import { createGroup } from '../../shared/data/workspace/index.ts';
import { type Definition, defineGroup } from '../../shared/domain/groups/definition.ts';
import { type GroupId, parseUuid } from '../../shared/domain/ids.ts';
import { findGroup } from '../../shared/domain/references.ts';
import type { Assets, Group } from '../../shared/domain/workspace.ts';
import { groupNameError } from '../../shared/domain/workspace-names.ts';
import { limitReached, refuseField } from '../../shared/lambda/errors.ts';
import type { LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { populate } from '../../shared/services/groups/populate.ts';
import { newJobId } from '../../shared/services/jobs/submit.ts';
import type { Needs } from './import-needs.ts';

interface NewGroup {
  readonly uuid: GroupId;
  readonly name: string;
  /** Of a smart group. */
  readonly definition: Definition | null;
}

export interface GroupPlan {
  readonly added: readonly NewGroup[];
  /** By the file's uuid, that of the workspace's own group of that name. */
  readonly renumbered: ReadonlyMap<string, GroupId>;
}

/**
 * What is to be done about groups: they go by uuid, or else by name in any case; one that there is stays as it is. A query
 * is read as if it were typed here, over the given assets; one that cannot define a smart group is refused.
 */
export function planGroups(assets: Assets, now: Request['now'], wanted: Needs['groups']): GroupPlan {
  const added: NewGroup[] = [];
  const renumbered = new Map<string, GroupId>();
  for (const { uuid: text, name, query } of wanted) {
    const uuid = parseUuid<GroupId>(text) as GroupId;
    const known = assets.groups.get(uuid) ?? findGroup(name, assets);
    if (known && known.uuid !== uuid) renumbered.set(uuid, known.uuid);
    if (known) continue;
    const problem = groupNameError(name);
    if (problem) throw refuseField('groups', problem);
    added.push({ uuid, name, definition: query ? definitionOf(name, query, assets, now) : null });
  }
  return { added, renumbered };
}

function definitionOf(name: string, query: string, assets: Assets, now: Request['now']): Definition {
  const defined = defineGroup(query, assets, now);
  if (defined.ok) return defined.definition;
  const { message, hint } = defined.error;
  throw refuseField(
    'groups',
    `The query of the group ${name} cannot be used here: ${message}`,
    ...(hint ? [hint] : []),
  );
}

/** Stores the groups, and has the members of smart ones found. */
export async function storeGroups({ runtime, caller, assets, now }: Request, { added }: GroupPlan): Promise<void> {
  for (const { uuid, name, definition } of added) {
    const job = newJobId(now);
    const group: Group = {
      ...{ uuid, name, system: false, createdOn: now },
      ...(definition ? { ...definition, status: 'initializing', job } : { query: null, status: 'ready' }),
    };
    const result = await createGroup(runtime.data, caller.workspace, group, assets.settings.limits?.groups);
    if (!result.ok) throw result.reason === 'limit' ? limitReached() : refuseField('groups', `${name} is in use.`);
    if (definition) await populate(runtime, caller.workspace, { group, job, by: caller.id, now });
  }
}
