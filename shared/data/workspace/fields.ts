/**
 *   W#<workspace>  FIELD#<key>             { key, name, type, featured, priority, agentAccess, createdOn }
 *   W#<workspace>  NAME#field#<name>       see workspace-items.ts
 *
 * The caller has checked names with `fieldNameError`. A field's key never changes and fields are never deleted (TextIt 6.7).
 */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { FieldKey, WorkspaceId } from '../../domain/ids.ts';
import type { Field } from '../../domain/workspace.ts';
import { MAX_FIELDS, nameKey } from '../../domain/workspace-names.ts';
import { type Data, type TransactItem, transact } from '../dynamo/index.ts';
import { bumpCount, bumpRevision, claimName, itemsOf, releaseName, setting, workspacePk } from './items.ts';

type Refused<Reason> = { readonly ok: false; readonly reason: Reason };

export type FieldPatch = Partial<Pick<Field, 'name' | 'type' | 'featured' | 'priority' | 'agentAccess'>>;

const PREFIX = 'FIELD#';
const fieldItemKey = (workspace: WorkspaceId, key: FieldKey) => ({
  pk: workspacePk(workspace),
  sk: `${PREFIX}${key}`,
});

/** Stores a new field, unless its name (in any case) or its key is taken or the workspace has as many fields as it may have. */
export async function createField(
  data: Data,
  workspace: WorkspaceId,
  field: Field,
  limit = MAX_FIELDS,
): Promise<{ ok: true; field: Field } | Refused<'name_taken' | 'limit'>> {
  const written = await transact(data, [
    claimName(data, workspace, 'field', field.name, field.key),
    bumpCount(data, workspace, 'field', 1, limit),
    {
      Put: {
        TableName: data.workspaceTable,
        Item: { ...fieldItemKey(workspace, field.key), ...field },
        ConditionExpression: 'attribute_not_exists(#pk)',
        ExpressionAttributeNames: { '#pk': 'pk' },
      },
    },
  ]);
  if (written.ok) return { ok: true, field };
  // "my-age" and "my age" are two names of one key: taken, either way.
  return { ok: false, reason: written.failed[0] || written.failed[2] ? 'name_taken' : 'limit' };
}

/** Changes only what is given. */
export async function updateField(
  data: Data,
  workspace: WorkspaceId,
  key: FieldKey,
  patch: FieldPatch,
): Promise<{ ok: true; field: Field } | Refused<'name_taken' | 'missing'>> {
  const field = await readField(data, workspace, key);
  if (field === null) return { ok: false, reason: 'missing' };
  const changed = { ...field, ...patch };
  const moved = nameKey(field.name) !== nameKey(changed.name);
  const names = moved
    ? [claimName(data, workspace, 'field', changed.name, key), releaseName(data, workspace, 'field', field.name)]
    : [];
  const written = await transact(data, [
    setField(data, workspace, field, changed),
    bumpRevision(data, workspace),
    ...names,
  ]);
  if (written.ok) return { ok: true, field: changed };
  // Somebody else renamed it since it was read: look again.
  if (written.failed[0]) return updateField(data, workspace, key, patch);
  return { ok: false, reason: 'name_taken' };
}

/** All fields, oldest first. */
export async function listFields(data: Data, workspace: WorkspaceId): Promise<Field[]> {
  const fields = (await itemsOf<Field>(data, workspace, PREFIX)).map(fromItem);
  return fields.sort((a, b) => a.createdOn - b.createdOn || (a.key < b.key ? -1 : 1));
}

async function readField(data: Data, workspace: WorkspaceId, key: FieldKey): Promise<Field | null> {
  const { Item } = await data.documents.send(
    new GetCommand({ TableName: data.workspaceTable, Key: fieldItemKey(workspace, key), ConsistentRead: true }),
  );
  return Item === undefined ? null : fromItem(Item);
}

function setField(data: Data, workspace: WorkspaceId, known: Field, changed: Field): TransactItem {
  const { name, type, featured, priority, agentAccess } = changed;
  const { clause, names, values } = setting({ name, type, featured, priority, agentAccess });
  return {
    Update: {
      TableName: data.workspaceTable,
      Key: fieldItemKey(workspace, known.key),
      UpdateExpression: clause,
      ConditionExpression: '#name = :known',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ...values, ':known': known.name },
    },
  };
}

function fromItem(item: object): Field {
  const { key, name, type, featured, priority, agentAccess, createdOn } = item as Field;
  return { key, name, type, featured, priority, agentAccess, createdOn };
}
