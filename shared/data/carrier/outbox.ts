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

/** That a number is to be looked at: the list is told what is true then, whatever was true when this was written. */
export interface ListCheck extends Key {
  readonly number: string;
  /** When what is true of the number changed. */
  readonly at: Instant;
  /** Not before this. */
  readonly due: Instant;
  /** Why it was put off. */
  readonly problem?: string;
  /** Of a deleted person: it waits no longer. */
  readonly ttl?: number;
}

/** How long the number of a deleted person who opted out may wait to be told. */
const KEPT_DAYS = 30;

/** A number with what was true of it changed at a time. */
export interface Changed {
  readonly number: string;
  readonly at: Instant;
  /** When the contact was deleted since. */
  readonly deleted?: Instant;
}

async function lookOf(data: Data, of: ListOf, { number, at, deleted }: Changed): Promise<ListCheck> {
  const key = listCheckKey(of, await hashed(data, of.workspace, hashedAs(number)));
  return { ...key, number, at, due: at, ...(deleted !== undefined && { ttl: ttlAfter(deleted, KEPT_DAYS) }) };
}

/** Has numbers looked at, in place of what is noted of them already. 1 write unit each. */
export async function noteListChecks(data: Data, of: ListOf, all: readonly Changed[]): Promise<void> {
  await putAll(data, 'workspace', await Promise.all(all.map((one) => lookOf(data, of, one))));
}

/** The same of one number, for a transaction. */
export const listCheckWrites = (data: Data, lists: readonly ListOf[], changed: Changed): Promise<Write[]> =>
  Promise.all(lists.map(async (of) => put('workspace', await lookOf(data, of, changed))));

/** After the deletion of who had opted out: a number that waits to be told waits no longer than 30 days. 1 write unit, and one for each earlier key of addresses. */
export async function limitListCheck(data: Data, of: ListOf, number: string, deleted: Instant): Promise<void> {
  for (const hash of await everyHash(data, of.workspace, hashedAs(number)))
    await write(
      data,
      update('workspace', listCheckKey(of, hash), { set: { ttl: ttlAfter(deleted, KEPT_DAYS) } }, isPresent),
    );
}

/** After the deletion of anybody else: nothing is kept of the number. 2 write units. */
export async function forgetNumber(data: Data, of: ListOf, number: string): Promise<void> {
  const keys = await everyHash(data, of.workspace, hashedAs(number));
  await deleteAll(
    data,
    'workspace',
    keys.flatMap((hash) => [listCheckKey(of, hash), knownKey(of, hash)]),
  );
}

/** What is due in a list, of one shard after the other. 0.5 read units a shard that has nothing, and 1 for 8 KB. */
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

/** As it is noted now. 1 read unit. */
export const readListCheck = (data: Data, key: Key): Promise<ListCheck | null> =>
  getItem<ListCheck>(data, 'workspace', key, { consistent: true });

/** It was looked at; what was noted of it meanwhile stays. 1 write unit. */
export const endListCheck = (data: Data, { pk, sk, at }: ListCheck): Promise<boolean> =>
  write(data, remove('workspace', { pk, sk }, equals('at', at)));

/** To be looked at again at another time. 1 write unit. */
export const putOff = (data: Data, { pk, sk, at }: ListCheck, due: Instant, problem: string): Promise<boolean> =>
  write(data, update('workspace', { pk, sk }, { set: { due, problem } }, equals('at', at)));
