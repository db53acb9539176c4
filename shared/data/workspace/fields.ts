/**
 *   W#<workspace>  FIELD#<key>             { key, name, type, featured, priority, agentAccess, createdOn, request? }
 *   W#<workspace>  NAME#field#<name>       see items.ts
 *
 * Callers check names with `fieldNameError`. A field's key never changes, and fields are never deleted (TextIt 6.7).
 */
import type { FieldKey, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Field } from '../../domain/workspace.ts';
import { MAX_FIELDS, nameKey } from '../../domain/workspace-names.ts';
import {
  CONFLICT,
  type Data,
  equals,
  getItem,
  isAbsent,
  put,
  RACES,
  retryOnConflict,
  transact,
  update,
  type Write,
} from '../dynamo/index.ts';
import { rereadAgain } from './group-rechecks.ts';
import {
  bumpCount,
  bumpReadings,
  bumpRevision,
  claimName,
  itemsOf,
  type RefusedWrite,
  releaseName,
  workspacePk,
} from './items.ts';

type Updated = { readonly ok: true; readonly field: Field } | RefusedWrite<'name_taken' | 'missing'>;

export type FieldPatch = Partial<Pick<Field, 'name' | 'type' | 'featured' | 'priority' | 'agentAccess'>>;

const PREFIX = 'FIELD#';
const fieldItemKey = (workspace: WorkspaceId, key: FieldKey) => ({
  pk: workspacePk(workspace),
  sk: `${PREFIX}${key}`,
});

/** Stores a new field, unless its name (in any case) or key is taken, or the workspace has its limit of fields. */
export async function createField(
  data: Data,
  workspace: WorkspaceId,
  field: Field,
  limit = MAX_FIELDS,
): Promise<{ ok: true; field: Field } | RefusedWrite<'name_taken' | 'limit'>> {
  const written = await transact(data, [
    claimName(workspace, 'field', field.name, field.key),
    bumpCount(workspace, 'field', 1, limit),
    put('workspace', { ...fieldItemKey(workspace, field.key), ...field }, isAbsent),
  ]);
  if (written.ok) return { ok: true, field };
  // "my-age" and "my age" are two names with one key: taken, either way.
  return { ok: false, reason: written.failed[0] || written.failed[2] ? 'name_taken' : 'limit' };
}

/**
 * Changes only what is given. With another type, queries are read differently: the caller repairs smart groups
 * (`submitRepairGroups`), and a recheck follows. Throws ContentionError when others rename the field all the time.
 */
export async function updateField(
  data: Data,
  workspace: WorkspaceId,
  key: FieldKey,
  patch: FieldPatch,
  now: Instant,
): Promise<Updated> {
  return retryOnConflict<Updated>(RACES, `field ${key}`, async () => {
    const field = await readField(data, workspace, key);
    if (field === null) return { ok: false, reason: 'missing' };
    const changed = { ...field, ...patch };
    const moved = nameKey(field.name) !== nameKey(changed.name);
    const names = moved
      ? [claimName(workspace, 'field', changed.name, key), releaseName(workspace, 'field', field.name)]
      : [];
    const retyped = changed.type !== field.type;
    const written = await transact(data, [
      setField(workspace, field, changed),
      retyped ? bumpReadings(workspace) : bumpRevision(workspace),
      ...names,
      ...(retyped ? [rereadAgain(workspace, now)] : []),
    ]);
    if (written.ok) return { ok: true, field: changed };
    const renamedMeanwhile = written.failed[0];
    return renamedMeanwhile ? CONFLICT : { ok: false, reason: 'name_taken' };
  });
}

/** All fields, oldest first. */
export async function listFields(data: Data, workspace: WorkspaceId): Promise<Field[]> {
  const fields = (await itemsOf<Field>(data, workspace, PREFIX)).map(fromItem);
  return fields.sort((a, b) => a.createdOn - b.createdOn || (a.key < b.key ? -1 : 1));
}

async function readField(data: Data, workspace: WorkspaceId, key: FieldKey): Promise<Field | null> {
  const item = await getItem<Field>(data, 'workspace', fieldItemKey(workspace, key), { consistent: true });
  return item && fromItem(item);
}

function setField(workspace: WorkspaceId, known: Field, changed: Field): Write {
  const { name, type, featured, priority, agentAccess } = changed;
  const set = { name, type, featured, priority, agentAccess };
  return update('workspace', fieldItemKey(workspace, known.key), { set }, equals('name', known.name));
}

function fromItem({ key, name, type, featured, priority, agentAccess, createdOn, request }: Field): Field {
  return { key, name, type, featured, priority, agentAccess, createdOn, ...(request !== undefined && { request }) };
}
