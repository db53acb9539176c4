/**
 * What the items of one workspace have in common.
 *
 *   W#<workspace>  SETTINGS                 name, country, …, revision, groupCount, fieldCount, globalCount,
 *                                            searchCount
 *   W#<workspace>  NAME#<kind>#<name>       claims a lower-case name for one group, field, global or search: { owner }
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import { nameKey } from '../../domain/workspace-names.ts';
import {
  atMost,
  type Data,
  equals,
  isAbsent,
  isPresent,
  put,
  queryAll,
  remove,
  update,
  type Write,
} from '../dynamo/index.ts';

export type RefusedWrite<Reason> = { readonly ok: false; readonly reason: Reason };

export const workspacePk = (workspace: WorkspaceId): string => `W#${workspace}`;

export const settingsKey = (workspace: WorkspaceId) => ({ pk: workspacePk(workspace), sk: 'SETTINGS' });

export type NamedKind = 'group' | 'field' | 'global' | 'search';

const nameItemKey = (workspace: WorkspaceId, kind: NamedKind, name: string) => ({
  pk: workspacePk(workspace),
  sk: `NAME#${kind}#${nameKey(name)}`,
});

/** Takes a name; its condition fails when another group or field has it. */
export const claimName = (workspace: WorkspaceId, kind: NamedKind, name: string, owner: string): Write =>
  put('workspace', { ...nameItemKey(workspace, kind, name), owner }, isAbsent);

export const releaseName = (workspace: WorkspaceId, kind: NamedKind, name: string): Write =>
  remove('workspace', nameItemKey(workspace, kind, name));

/** Moves the revision: containers drop their cached groups and fields. It fails without a workspace. */
export const bumpRevision = (workspace: WorkspaceId): Write =>
  update('workspace', settingsKey(workspace), { add: { revision: 1 } }, isPresent);

/** Like `bumpRevision`, when contacts must be evaluated again: another repair follows a running one. */
export const bumpReadings = (workspace: WorkspaceId): Write =>
  update('workspace', settingsKey(workspace), { add: { revision: 1, readings: 1 } }, isPresent);

/** Like `bumpRevision`; its condition fails when contacts must be evaluated again since. */
export const bumpRevisionOf = (workspace: WorkspaceId, readings: number): Write =>
  update('workspace', settingsKey(workspace), { add: { revision: 1 } }, equals('readings', readings));

/** Like `bumpRevision`, and counts one more (or less) of a kind; its condition fails at the limit. */
export const bumpCount = (workspace: WorkspaceId, kind: NamedKind, by: 1 | -1, limit: number): Write => {
  const count = `${kind}Count`;
  return update('workspace', settingsKey(workspace), { add: { revision: 1, [count]: by } }, atMost(count, limit - by));
};

/** All items of a workspace whose sort key begins with a prefix, as of now. */
export async function itemsOf<Item>(data: Data, workspace: WorkspaceId, prefix: string): Promise<Item[]> {
  const items: Item[] = [];
  const found = queryAll<Item>(data, {
    table: 'workspace',
    partition: workspacePk(workspace),
    sort: { prefix },
    consistent: true,
  });
  for await (const item of found) items.push(item);
  return items;
}
