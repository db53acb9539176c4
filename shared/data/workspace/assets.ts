import type { FieldKey, GroupId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import type { Assets, Field, Global, Group, Settings } from '../../domain/workspace.ts';
import { errorNamed } from '../../query/error-named.ts';
import { type Data, equals } from '../dynamo/index.ts';
import { listFields } from './fields.ts';
import { listGroups } from './groups.ts';
import { bumpRevision } from './items.ts';
import { namedList } from './named-list.ts';
import { listPolicies } from './policies.ts';
import { readSettings } from './settings.ts';

/**
 *   W#<workspace>  GLOBAL#<key>            { key, name, value, createdOn, modifiedOn, request? }
 *   W#<workspace>  NAME#global#<name>      see items.ts
 *
 * Callers check names with `fieldNameError`. A global's key never changes, and globals are never deleted, as in TextIt.
 */
const globals = namedList<Global>({
  kind: 'global',
  idOf: ({ key }) => key,
  isStill: ({ modifiedOn }) => equals('modifiedOn', modifiedOn),
});

const listGlobals = globals.list;

interface Cached {
  readonly revision: number;
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly fields: ReadonlyMap<FieldKey, Field>;
  readonly archivedFields: ReadonlyMap<FieldKey, Field>;
  readonly globals: ReadonlyMap<string, Global>;
  readonly policies: readonly Policy[];
}

export class NoWorkspaceError extends errorNamed('NoWorkspaceError') {
  constructor(workspace: WorkspaceId) {
    super(`No workspace ${workspace}`);
  }
}

/** TextIt's limit (1.7). */
const MAX_GLOBALS = 250;

/** Workspaces that a container caches: at 250 groups and 250 fields each, some 20 MB. */
const REMEMBERED = 100;

const caches = new WeakMap<Data, Map<WorkspaceId, Cached>>();

/**
 * All as of now: 1 read unit, and more after a new revision; `read` are settings that were read a moment ago. Throws
 * NoWorkspaceError.
 */
export async function loadAssets(data: Data, workspace: WorkspaceId, read: Settings | null = null): Promise<Assets> {
  const settings = read ?? (await readSettings(data, workspace));
  if (settings === null) throw new NoWorkspaceError(workspace);
  const cache = cacheOf(data);
  let cached = cache.get(workspace);
  if (cached?.revision !== settings.revision) {
    // Read after the settings, so it can only be newer than the revision, and the next call reads it again.
    cached = await loadNamed(data, settings);
    remember(cache, workspace, cached);
  }
  const { groups, fields, archivedFields, globals, policies } = cached;
  return {
    settings,
    groups,
    fields,
    globals,
    ...(archivedFields.size > 0 && { archivedFields }),
    ...(policies.length > 0 && { policies }),
  };
}

async function loadNamed(data: Data, { uuid: workspace, revision, policyCount = 0 }: Settings): Promise<Cached> {
  const [groups, fields, globals, policies] = await Promise.all([
    listGroups(data, workspace),
    listFields(data, workspace),
    listGlobals(data, workspace),
    policyCount > 0 ? listPolicies(data, workspace) : [],
  ]);
  return {
    revision,
    groups: new Map(groups.map((group) => [group.uuid, group])),
    fields: byKey(fields.filter(({ archived }) => archived !== true)),
    archivedFields: byKey(fields.filter(({ archived }) => archived === true)),
    globals: new Map(globals.map((one) => [one.key, one])),
    policies,
  };
}

const byKey = (fields: readonly Field[]): ReadonlyMap<FieldKey, Field> =>
  new Map(fields.map((field) => [field.key, field]));

function cacheOf(data: Data): Map<WorkspaceId, Cached> {
  const cache = caches.get(data) ?? new Map<WorkspaceId, Cached>();
  caches.set(data, cache);
  return cache;
}

function remember(cache: Map<WorkspaceId, Cached>, workspace: WorkspaceId, cached: Cached): void {
  cache.delete(workspace);
  const [oldest] = cache.keys();
  if (cache.size >= REMEMBERED && oldest !== undefined) cache.delete(oldest);
  cache.set(workspace, cached);
}

/** Two names with one key count as one name. */
export const createGlobal = (data: Data, workspace: WorkspaceId, global: Global) =>
  globals.create(data, workspace, global, MAX_GLOBALS);

export const changeGlobal = (data: Data, workspace: WorkspaceId, key: string, value: string, now: Instant) =>
  globals.change(
    data,
    workspace,
    key,
    (before) => (before.value === value ? {} : { value, modifiedOn: now }),
    () => [bumpRevision(workspace)],
  );
