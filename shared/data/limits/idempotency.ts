/**
 *   K#<workspace>  <HMAC of the key>   { print, owner, seed, until, ttl }; then also { status, kept }:
 *                                      the answer's status and ids, for 24 hours. Never the answer itself, which may
 *                                      name a person who is then deleted.
 *
 * The seed becomes the id of the request's new object. A repetition of a request that died or failed has the same seed,
 * and finds the object by it instead of making a second one (ADR 015).
 *
 * Keys are hashed because clients put phone numbers into theirs. Prints are hashed too, because few requests with a
 * number would have to be tried to find one with the same digest. Functions whose requests identify nobody have no HMAC
 * key and use a plain digest.
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  allOf,
  anyOf,
  atMost,
  type Data,
  equals,
  getItem,
  hashedOrDigest,
  isAbsent,
  lacks,
  put,
  remove,
  toSeconds,
  ttlAfter,
  update,
  write,
} from '../dynamo/index.ts';

const KEPT_DAYS = 1;

/** Seconds for which a request holds its key. No function runs longer, so a silent holder has crashed. */
const LEASE = 60;

/** Characters of JSON; an item can have 400 KB. */
const LARGEST_KEPT = 300_000;

export interface Keyed {
  readonly key: string;
  /** Identifies the request: the same for a repetition, another for any other. */
  readonly print: string;
  /** Unique to this attempt. */
  readonly owner: string;
  /** A new uuid of version 7 for the object that the request makes, unless an earlier attempt has one. */
  readonly seed: string;
  readonly now: Instant;
}

/** What is kept of a finished request; `tooLarge` in place of too many ids. */
export interface Done {
  readonly status: number;
  /** Ids in the answer, as the endpoint gave them: a plain JSON value. */
  readonly kept?: unknown;
  readonly tooLarge?: boolean;
}

export type KeyState =
  | { readonly state: 'free' | 'working' | 'other' }
  /** `again`: an earlier attempt with the same seed died or failed; it may have been carried out. */
  | { readonly state: 'claimed'; readonly seed: string; readonly again: boolean }
  | { readonly state: 'done'; readonly done: Done };

interface KeyItem extends Partial<Done> {
  readonly print: string;
  readonly owner: string;
  readonly seed: string;
  readonly until: number;
  readonly ttl: number;
}

const keyOf = async (data: Data, workspace: WorkspaceId, { key }: Pick<Keyed, 'key'>) => ({
  pk: `K#${workspace}`,
  sk: await hashedOrDigest(data, workspace, key),
});

/** Takes the key for this request unless another holds it; a crashed one loses it after a minute. 1 write unit. */
export async function claimKey(data: Data, workspace: WorkspaceId, request: Keyed): Promise<KeyState> {
  const claim = await itemOf(data, workspace, request);
  const isFree = anyOf(isAbsent, atMost('ttl', toSeconds(request.now)));
  if (await write(data, put('workspace', { ...claim, seed: request.seed }, isFree)))
    return { state: 'claimed', seed: request.seed, again: false };
  const item = await readKey(data, workspace, request);
  if (item === null || !isAbandoned(item, request)) return stateOf(item, claim.print, request);
  const earlier = item.print === claim.print ? item.seed : undefined;
  const seed = earlier ?? request.seed;
  const unchanged = allOf(equals('owner', item.owner), lacks('status'));
  return (await write(data, put('workspace', { ...claim, seed }, unchanged)))
    ? { state: 'claimed', seed, again: earlier !== undefined }
    : findKey(data, workspace, request);
}

const isAbandoned = ({ status, until }: KeyItem, { now }: Keyed): boolean =>
  status === undefined && until <= toSeconds(now);

const itemOf = async (data: Data, workspace: WorkspaceId, request: Keyed) => ({
  ...(await keyOf(data, workspace, request)),
  print: await hashedOrDigest(data, workspace, request.print),
  owner: request.owner,
  until: toSeconds(request.now) + LEASE,
  ttl: ttlAfter(request.now, KEPT_DAYS),
});

/** The state of the key as of now. 1 read unit. */
export async function findKey(data: Data, workspace: WorkspaceId, request: Keyed): Promise<KeyState> {
  const print = await hashedOrDigest(data, workspace, request.print);
  return stateOf(await readKey(data, workspace, request), print, request);
}

const readKey = async (data: Data, workspace: WorkspaceId, request: Keyed): Promise<KeyItem | null> =>
  getItem<KeyItem>(data, 'workspace', await keyOf(data, workspace, request), { consistent: true });

function stateOf(item: KeyItem | null, print: string, request: Keyed): KeyState {
  if (item === null || item.ttl <= toSeconds(request.now) || isAbandoned(item, request)) return { state: 'free' };
  if (item.print !== print) return { state: 'other' };
  const { status, kept, tooLarge = false } = item;
  return status === undefined ? { state: 'working' } : { state: 'done', done: { status, kept, tooLarge } };
}

/** Records that the request is done, for repetitions. Does nothing if the claim was lost meanwhile. */
export async function keepDone(
  data: Data,
  workspace: WorkspaceId,
  request: Keyed,
  { status, kept }: Pick<Done, 'status' | 'kept'>,
): Promise<void> {
  const tooLarge = JSON.stringify(kept).length > LARGEST_KEPT;
  const item = await itemOf(data, workspace, request);
  const done = { ...item, status, ...(tooLarge ? { tooLarge } : { kept }) };
  await write(data, put('workspace', done, equals('owner', request.owner)));
}

/** Returns the key after a failure; a repetition has the same seed. Nothing if the claim was lost. */
export async function abandonKey(data: Data, workspace: WorkspaceId, request: Keyed): Promise<void> {
  const free = { set: { until: toSeconds(request.now) } };
  await write(data, update('workspace', await keyOf(data, workspace, request), free, equals('owner', request.owner)));
}

/** Frees the key, as if there had been no request. Does nothing if the claim was lost meanwhile. */
export async function freeKey(data: Data, workspace: WorkspaceId, request: Keyed): Promise<void> {
  await write(data, remove('workspace', await keyOf(data, workspace, request), equals('owner', request.owner)));
}
