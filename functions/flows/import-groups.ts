import { defineGroup, type GroupDefinition } from '../../shared/domain/groups/definition.ts';
import type { GroupId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { findGroup } from '../../shared/domain/references.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import { groupNameError, nameKey } from '../../shared/domain/workspace-names.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { limitReached, refuseField } from '../../shared/lambda/http/errors.ts';
import { createGroup, type GroupDraft } from '../../shared/services/groups/create.ts';
import type { Needs } from './import-needs.ts';

interface GroupPlan {
  readonly added: readonly GroupDraft[];
  /** By a group's uuid in the file, the uuid of the workspace's group with that name. */
  readonly renumbered: ReadonlyMap<string, GroupId>;
}

/** The plan for a file's groups, found by uuid, else by name in any case. 400 for a query that cannot define one. */
export function planGroups(assets: Assets, now: Instant, needed: Needs['groups']): GroupPlan {
  const added: GroupDraft[] = [];
  const renumbered = new Map<string, GroupId>();
  for (const { uuid, name, query } of needed) {
    const known = assets.groups.get(uuid) ?? findGroup(name, assets) ?? added.find(isSame(uuid, name));
    if (known?.uuid !== undefined && known.uuid !== uuid) renumbered.set(uuid, known.uuid);
    if (known) continue;
    const problem = groupNameError(name);
    if (problem) throw refuseField('groups', problem);
    added.push({ uuid, name, definition: query ? definitionOf(name, query, assets, now) : null });
  }
  return { added, renumbered };
}

const isSame = (uuid: GroupId, name: string) => (draft: GroupDraft) =>
  draft.uuid === uuid || nameKey(draft.name) === nameKey(name);

function definitionOf(name: string, query: string, assets: Assets, now: Instant): GroupDefinition {
  const defined = defineGroup(query, assets, now);
  if (defined.ok) return defined.definition;
  const { message, hint } = defined.error;
  const hints = hint ? [{ code: 'query_hint', hint } as const] : [];
  throw refuseField('groups', { code: 'group_query', group: name, reason: message }, ...hints);
}

export async function storeGroups(added: readonly GroupDraft[], context: RequestContext): Promise<void> {
  const { runtime, caller, assets, now } = context;
  for (const draft of added) {
    const result = await createGroup(runtime, caller.workspace, draft, { assets, by: caller.id, now });
    if (!result.ok)
      throw result.reason === 'limit'
        ? limitReached()
        : refuseField('groups', { code: 'name_in_use', name: draft.name });
  }
}
