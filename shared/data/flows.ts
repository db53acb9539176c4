/**
 *   W#<workspace>  FLOW#<uuid>   { uuid, name, revision, archived, createdOn, modifiedOn, definition: JSON text or gzip of it }
 */
import { DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { FlowId, WorkspaceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Data } from './client.ts';
import { itemsOf, setting, workspacePk } from './workspace-items.ts';

export interface StoredFlow {
  readonly uuid: FlowId;
  readonly name: string;
  /** TextIt's own JSON, as it was imported. */
  readonly definition: unknown;
  /** Counts saves. */
  readonly revision: number;
  readonly archived: boolean;
  readonly createdOn: Instant;
  readonly modifiedOn: Instant;
}

type FlowItem = Omit<StoredFlow, 'definition'> & { readonly definition: string | Uint8Array };

/** Text up to one read unit is stored as it is: readable in the console, and compressing it would save nothing. */
const PLAIN_BYTES = 4_000;
/** DynamoDB's item limit is 409,600 bytes; the rest of the item needs far less than what is left. */
const MOST_BYTES = 400_000;

/** Loaded when first needed: few requests compress anything, and every start would pay for it. */
const zlib = () => process.getBuiltinModule('node:zlib');

const PREFIX = 'FLOW#';
const flowKey = (workspace: WorkspaceId, uuid: FlowId) => ({ pk: workspacePk(workspace), sk: `${PREFIX}${uuid}` });

/** Creates a flow or replaces its name and definition. Refuses a definition of more than 400,000 bytes after compression. */
export async function saveFlow(
  data: Data,
  workspace: WorkspaceId,
  flow: { uuid: FlowId; name: string; definition: unknown; now: Instant },
): Promise<{ ok: true; flow: StoredFlow } | { ok: false; reason: 'too_large' }> {
  const definition = pack(flow.definition);
  if (definition.length > MOST_BYTES) return { ok: false, reason: 'too_large' };

  const { clause, names, values } = setting({
    uuid: flow.uuid,
    name: flow.name,
    archived: false,
    modifiedOn: flow.now,
    definition,
  });
  const { Attributes } = await data.documents.send(
    new UpdateCommand({
      TableName: data.workspaceTable,
      Key: flowKey(workspace, flow.uuid),
      UpdateExpression: `${clause}, #createdOn = if_not_exists(#createdOn, :modifiedOn) ADD #revision :one`,
      ExpressionAttributeNames: { ...names, '#createdOn': 'createdOn', '#revision': 'revision' },
      ExpressionAttributeValues: { ...values, ':one': 1 },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return { ok: true, flow: fromItem(Attributes as FlowItem) };
}

export async function readFlow(data: Data, workspace: WorkspaceId, uuid: FlowId): Promise<StoredFlow | null> {
  const { Item } = await data.documents.send(
    new GetCommand({ TableName: data.workspaceTable, Key: flowKey(workspace, uuid), ConsistentRead: true }),
  );
  return Item === undefined ? null : fromItem(Item as FlowItem);
}

/** All flows with their definitions, newest first. */
export async function listFlows(data: Data, workspace: WorkspaceId): Promise<StoredFlow[]> {
  const flows = (await itemsOf<FlowItem>(data, workspace, PREFIX)).map(fromItem);
  return flows.sort((a, b) => b.createdOn - a.createdOn || (a.uuid < b.uuid ? 1 : -1));
}

/** Removes a flow; false when there is none. */
export async function deleteFlow(data: Data, workspace: WorkspaceId, uuid: FlowId): Promise<boolean> {
  const { Attributes } = await data.documents.send(
    new DeleteCommand({ TableName: data.workspaceTable, Key: flowKey(workspace, uuid), ReturnValues: 'ALL_OLD' }),
  );
  return Attributes !== undefined;
}

function pack(definition: unknown): string | Uint8Array {
  const text = JSON.stringify(definition);
  return Buffer.byteLength(text) <= PLAIN_BYTES ? text : zlib().gzipSync(text);
}

const unpack = (packed: string | Uint8Array): unknown =>
  JSON.parse(typeof packed === 'string' ? packed : zlib().gunzipSync(packed).toString('utf8'));

function fromItem({ uuid, name, definition, revision, archived, createdOn, modifiedOn }: FlowItem): StoredFlow {
  return { uuid, name, definition: unpack(definition), revision, archived, createdOn, modifiedOn };
}
