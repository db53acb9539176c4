import type { ListOf } from '../../domain/carrier/lists.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  atMost,
  type Data,
  deleteAll,
  equals,
  everyHash,
  getItem,
  hashed,
  isPresent,
  type Key,
  put,
  putAll,
  queryAll,
  remove,
  ttlAfter,
  update,
  type Write,
  write,
} from '../dynamo/index.ts';
import { hashedAs, knownKey, listCheckKey, listCheckPk, OUTBOX_SHARDS } from './items.ts';

/** A number to check. The list is told what is true at that time, not what was true when this was written. */
export interface ListCheck extends Key {
  readonly number: string;
  /** When something about the number changed. */
  readonly at: Instant;
  /** Not before this time. */
  readonly due: Instant;
  readonly problem?: string;
  /** Only of a deleted person, whose number is not kept for long. */
  readonly ttl?: number;
}

/** How long the number of a deleted person who opted out may wait for its check. */
const KEPT_DAYS = 30;

/** A number about which something changed at a time. */
export interface Changed {
  readonly number: string;
  readonly at: Instant;
  /** Set if the contact was deleted after that. */
  readonly deleted?: Instant;
}

async function lookOf(data: Data, of: ListOf, { number, at, deleted }: Changed): Promise<ListCheck> {
  const key = listCheckKey(of, await hashed(data, of.workspace, hashedAs(number)));
  return { ...key, number, at, due: at, ...(deleted !== undefined && { ttl: ttlAfter(deleted, KEPT_DAYS) }) };
}

/** Stores checks of numbers; each replaces an earlier one of its number. 1 write unit each. */
export async function noteListChecks(data: Data, of: ListOf, all: readonly Changed[]): Promise<void> {
  await putAll(data, 'workspace', await Promise.all(all.map((one) => lookOf(data, of, one))));
}

/** The same for one number, as part of a transaction. */
export const listCheckWrites = (data: Data, lists: readonly ListOf[], changed: Changed): Promise<Write[]> =>
  Promise.all(lists.map(async (of) => put('workspace', await lookOf(data, of, changed))));

/** For a deleted contact that had opted out: its number waits at most 30 days. 1 write unit. */
export async function limitListCheck(data: Data, of: ListOf, number: string, deleted: Instant): Promise<void> {
  for (const hash of await everyHash(data, of.workspace, hashedAs(number)))
    await write(
      data,
      update('workspace', listCheckKey(of, hash), { set: { ttl: ttlAfter(deleted, KEPT_DAYS) } }, isPresent),
    );
}

/** For any other deleted contact: removes all that is kept of the number. 2 write units. */
export async function forgetNumber(data: Data, of: ListOf, number: string): Promise<void> {
  const keys = await everyHash(data, of.workspace, hashedAs(number));
  await deleteAll(
    data,
    'workspace',
    keys.flatMap((hash) => [listCheckKey(of, hash), knownKey(of, hash)]),
  );
}

/** The checks that are due in a list, shard by shard. 0.5 read units for an empty shard, 1 for 8 KB. */
export async function* dueListChecks(data: Data, { workspace, list }: ListOf, first: number, now: Instant) {
  for (const shard of OUTBOX_SHARDS) {
    yield* queryAll<ListCheck>(data, {
      table: 'workspace',
      partition: listCheckPk(workspace, (shard + first) % OUTBOX_SHARDS.length),
      sort: { prefix: `${list}#` },
      where: atMost('due', now),
    });
  }
}

/** The check as it is stored now. 1 read unit. */
export const readListCheck = (data: Data, key: Key): Promise<ListCheck | null> =>
  getItem<ListCheck>(data, 'workspace', key, { consistent: true });

/** Removes a finished check; one that was stored meanwhile stays. 1 write unit. */
export const endListCheck = (data: Data, { pk, sk, at }: ListCheck): Promise<boolean> =>
  write(data, remove('workspace', { pk, sk }, equals('at', at)));

/** Postpones a check. 1 write unit. */
export const putOff = (data: Data, { pk, sk, at }: ListCheck, due: Instant, problem: string): Promise<boolean> =>
  write(data, update('workspace', { pk, sk }, { set: { due, problem } }, equals('at', at)));
