/**
 *   K#<workspace>  <Idempotency-Key>   { print, owner, until, ttl } while the request is being carried out, then also
 *                                      { status, headers, body }, the answer; gone after 24 hours
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, toSeconds, ttlAfter } from '../dynamo/index.ts';

const KEPT_DAYS = 1;

/** Seconds for which a request holds its key; longer than any function runs, so a holder that is silent by then has crashed. */
const LEASE = 60;

/** Bytes, compressed; an item can have 400 KB. */
const LARGEST_BODY = 300_000;

/** A request under a key. */
export interface Keyed {
  readonly key: string;
  /** Tells this request from any other; equal for a repetition. */
  readonly print: string;
  /** Unique to this attempt. */
  readonly owner: string;
  readonly now: Instant;
}

/** An answer as it is kept; `tooLarge` instead of a body that could not be. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; undefined: no body. */
  readonly body?: string | undefined;
  readonly tooLarge?: boolean;
}

export type KeyState =
  | { readonly state: 'free' | 'claimed' | 'working' | 'other' }
  | { readonly state: 'done'; readonly answer: KeptAnswer };

interface KeyItem {
  readonly print: string;
  readonly until: number;
  readonly ttl: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly tooLarge?: boolean;
}

/** Loaded when first needed: few requests compress anything, and every start would pay for it. */
const zlib = () => process.getBuiltinModule('node:zlib');

const itemKey = (workspace: WorkspaceId, key: string) => ({ pk: `K#${workspace}`, sk: key });

/** Takes the key for this request, unless another or the same one has it; a holder that crashed loses it after a minute. */
export async function claimKey(data: Data, workspace: WorkspaceId, asked: Keyed): Promise<KeyState> {
  const now = toSeconds(asked.now);
  const { print, owner } = asked;
  try {
    await data.documents.send(
      new PutCommand({
        TableName: data.workspaceTable,
        Item: {
          ...itemKey(workspace, asked.key),
          print,
          owner,
          until: now + LEASE,
          ttl: ttlAfter(asked.now, KEPT_DAYS),
        },
        ConditionExpression:
          'attribute_not_exists(#pk) OR #ttl <= :now OR (attribute_not_exists(#status) AND #until <= :now)',
        ExpressionAttributeNames: { '#pk': 'pk', '#ttl': 'ttl', '#status': 'status', '#until': 'until' },
        ExpressionAttributeValues: { ':now': now },
      }),
    );
    return { state: 'claimed' };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return findKey(data, workspace, asked);
  }
}

/** What has become of the key. */
export async function findKey(data: Data, workspace: WorkspaceId, { key, print, now }: Keyed): Promise<KeyState> {
  const { Item } = await data.documents.send(
    new GetCommand({ TableName: data.workspaceTable, Key: itemKey(workspace, key), ConsistentRead: true }),
  );
  const item = Item as KeyItem | undefined;
  const seconds = toSeconds(now);
  if (item === undefined || item.ttl <= seconds) return { state: 'free' };
  if (item.status === undefined && item.until <= seconds) return { state: 'free' };
  if (item.print !== print) return { state: 'other' };
  return item.status === undefined ? { state: 'working' } : { state: 'done', answer: keptAnswer(item, item.status) };
}

function keptAnswer({ headers = {}, body, tooLarge = false }: KeyItem, status: number): KeptAnswer {
  return { status, headers, tooLarge, body: body && zlib().inflateRawSync(body).toString() };
}

/** Keeps the answer for those who repeat the request. Does nothing when the claim was lost meanwhile. */
export async function keepAnswer(
  data: Data,
  workspace: WorkspaceId,
  { key, print, owner, now }: Keyed,
  { status, headers, body }: KeptAnswer,
): Promise<void> {
  const packed = body === undefined ? undefined : zlib().deflateRawSync(body);
  const kept = packed && packed.length > LARGEST_BODY ? { tooLarge: true } : { body: packed };
  const ttl = ttlAfter(now, KEPT_DAYS);
  await ifOwner(() =>
    data.documents.send(
      new PutCommand({
        TableName: data.workspaceTable,
        Item: {
          ...itemKey(workspace, key),
          print,
          owner,
          until: toSeconds(now) + LEASE,
          ttl,
          status,
          headers,
          ...kept,
        },
        ...owned(owner),
      }),
    ),
  );
}

/** Frees the key, as if the request had never been made. */
export async function freeKey(data: Data, workspace: WorkspaceId, { key, owner }: Keyed): Promise<void> {
  await ifOwner(() =>
    data.documents.send(
      new DeleteCommand({ TableName: data.workspaceTable, Key: itemKey(workspace, key), ...owned(owner) }),
    ),
  );
}

const owned = (owner: string) => ({
  ConditionExpression: '#owner = :owner',
  ExpressionAttributeNames: { '#owner': 'owner' },
  ExpressionAttributeValues: { ':owner': owner },
});

/** A claim that has passed to somebody else is theirs to settle. */
async function ifOwner(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
