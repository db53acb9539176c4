/**
 *   W#<workspace>  GLOBAL#<key>            { key, name, value, createdOn, modifiedOn, request? }
 *   W#<workspace>  NAME#global#<name>      see items.ts
 *
 * Callers check names with `fieldNameError`. A global's key never changes, and globals are never deleted, as in TextIt.
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Global } from '../../domain/workspace.ts';
import { type Data, equals } from '../dynamo/index.ts';
import { bumpRevision } from './items.ts';
import { namedList } from './named-list.ts';

/** TextIt's limit (1.7). */
const MAX_GLOBALS = 250;

const globals = namedList<Global>({
  kind: 'global',
  idOf: ({ key }) => key,
  isStill: ({ modifiedOn }) => equals('modifiedOn', modifiedOn),
});

export const listGlobals = globals.list;

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
