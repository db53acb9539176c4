/**
 *   K#<workspace>  <Idempotency-Key>   { print, owner, until, ttl } while the request is being carried out, then also
 *                                      { status, headers, body }, the answer; gone after 24 hours
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  allOf,
  anyOf,
  atMost,
  type Data,
  equals,
  getItem,
  isAbsent,
  lacks,
  put,
  remove,
  toSeconds,
  ttlAfter,
  write,
} from '../dynamo/index.ts';

const KEPT_DAYS = 1;

/** Seconds for which a request holds its key; longer than any function runs, so a holder that is silent by then has crashed. */
const LEASE = 60;

/** Bytes, compressed; an item can have 400 KB. */
const LARGEST_BODY = 300_000;

/** A request under a key. */
export interface Keyed {
  readonly key: string;
  /** Digest of the request: equal for a repetition, different for any other. */
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

const itemKey = (workspace: WorkspaceId, key: string) => ({ pk: `K#${workspace}`, sk: key });

/** Takes the key for this request, unless another or the same one has it; a holder that crashed loses it after a minute. */
export async function claimKey(data: Data, workspace: WorkspaceId, request: Keyed): Promise<KeyState> {
  const { key, print, owner } = request;
  const now = toSeconds(request.now);
  const claim = { ...itemKey(workspace, key), print, owner, until: now + LEASE, ttl: ttlAfter(request.now, KEPT_DAYS) };
  const abandoned = allOf(lacks('status'), atMost('until', now));
  const isFree = anyOf(isAbsent, atMost('ttl', now), abandoned);
  return (await write(data, put('workspace', claim, isFree)))
    ? { state: 'claimed' }
    : findKey(data, workspace, request);
}

/** The state of the key as of now. 1 read unit. */
export async function findKey(data: Data, workspace: WorkspaceId, { key, print, now }: Keyed): Promise<KeyState> {
  const item = await getItem<KeyItem>(data, 'workspace', itemKey(workspace, key), { consistent: true });
  const seconds = toSeconds(now);
  if (item === null || item.ttl <= seconds) return { state: 'free' };
  if (item.status === undefined && item.until <= seconds) return { state: 'free' };
  if (item.print !== print) return { state: 'other' };
  return item.status === undefined ? { state: 'working' } : { state: 'done', answer: keptAnswer(item, item.status) };
}

function keptAnswer({ headers = {}, body, tooLarge = false }: KeyItem, status: number): KeptAnswer {
  return { status, headers, tooLarge, body: body && inflateRawSync(body).toString() };
}

/** Keeps the answer for repetitions of the request. Does nothing when the claim was lost meanwhile. */
export async function keepAnswer(
  data: Data,
  workspace: WorkspaceId,
  { key, print, owner, now }: Keyed,
  { status, headers, body }: KeptAnswer,
): Promise<void> {
  const packed = body === undefined ? undefined : deflateRawSync(body);
  const kept = packed && packed.length > LARGEST_BODY ? { tooLarge: true } : { body: packed };
  const answer = {
    ...itemKey(workspace, key),
    print,
    owner,
    until: toSeconds(now) + LEASE,
    ttl: ttlAfter(now, KEPT_DAYS),
    status,
    headers,
    ...kept,
  };
  await write(data, put('workspace', answer, equals('owner', owner)));
}

/** Frees the key, as if the request had never been made. Does nothing when the claim was lost meanwhile. */
export async function freeKey(data: Data, workspace: WorkspaceId, { key, owner }: Keyed): Promise<void> {
  await write(data, remove('workspace', itemKey(workspace, key), equals('owner', owner)));
}
