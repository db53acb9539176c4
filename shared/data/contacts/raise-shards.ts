/**
 * What is stored while the number of a workspace's shards is raised, besides the numbers in the stamp:
 *
 *   FORMAT   SHARDS#<workspace>   { step, place, moving, looked, moved, heldUntil }
 *
 * `moving` are the contacts that are moved now, so that a run after a crash removes what is left in their old rosters.
 */
import { type ContactId, dashed, type WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  type Data,
  equals,
  getItem,
  isRaising,
  lacks,
  learnShards,
  put,
  readStamp,
  type ShardNumbers,
  STAMP_KEY,
  shardNumbersIn,
  shardsAttribute,
  update,
  write,
} from '../dynamo/index.ts';

export const UUID_BYTES = 16;

export interface ShardPlace {
  readonly life: 'live' | 'deleted';
  readonly shard: number;
  readonly after: string | null;
}

/** How far contacts are moved. */
export interface Moving {
  /** Counts how often this was written. */
  readonly step: number;
  readonly place: ShardPlace;
  readonly moving: readonly ContactId[];
  readonly looked: number;
  readonly moved: number;
  /** No selection begins before, since it might meet a contact in both shards or, while indexes lag, in none. */
  readonly heldUntil: Instant;
}

interface MovingItem extends Omit<Moving, 'moving'> {
  readonly moving: Uint8Array;
}

const movingKey = (workspace: WorkspaceId) => ({ pk: STAMP_KEY.pk, sk: `SHARDS#${workspace}` });

/** A workspace's numbers as of now, which this process goes by from then on. 1 read unit. */
export async function readShardNumbers(data: Data, workspace: WorkspaceId): Promise<ShardNumbers> {
  const stamp = await readStamp(data, 'contacts');
  learnShards(data, stamp);
  return shardNumbersIn(stamp, workspace);
}

/** Replaces the numbers that were read; false when another did. */
export function writeShardNumbers(
  data: Data,
  workspace: WorkspaceId,
  before: ShardNumbers,
  numbers: Omit<ShardNumbers, 'raising'> & { readonly raising: boolean },
): Promise<boolean> {
  const attribute = shardsAttribute(workspace);
  const { raising, ...others } = numbers;
  const set = { [attribute]: { ...others, ...(raising && { raising }) } };
  const unmoved = before.at === null ? lacks(attribute) : equals(attribute, before);
  return write(data, update('contacts', STAMP_KEY, { set }, unmoved));
}

export async function readMoving(data: Data, workspace: WorkspaceId): Promise<Moving | null> {
  const item = await getItem<MovingItem>(data, 'contacts', movingKey(workspace), { consistent: true });
  if (item === null) return null;
  const { step, place, moving, looked, moved, heldUntil } = item;
  return { step, place, moving: unpackUuids(moving), looked, moved, heldUntil };
}

/** Replaces what was read; returns it with its new step, or null when another run has replaced it. */
export async function writeMoving(data: Data, workspace: WorkspaceId, moving: Moving): Promise<Moving | null> {
  const next = { ...moving, step: moving.step + 1 };
  const item = { ...movingKey(workspace), ...next, moving: packUuids(next.moving) };
  const asRead = moving.step === 0 ? lacks('step') : equals('step', moving.step);
  return (await write(data, put('contacts', item, asRead))) ? next : null;
}

/** Until when no selection may begin, if contacts are moved now. 0.5 to 2.5 read units then, otherwise none. */
export async function selectionsHeldUntil(data: Data, workspace: WorkspaceId, now: Instant): Promise<Instant | null> {
  if (!isRaising(data, workspace)) return null;
  const { heldUntil } = (await readMoving(data, workspace)) ?? { heldUntil: now };
  return heldUntil > now ? heldUntil : null;
}

/** Uuids as 16 bytes each, in order: 500 take 8 KB instead of 18. */
export function packUuids(uuids: readonly ContactId[]): Uint8Array {
  return Buffer.from(uuids.map((uuid) => uuid.replaceAll('-', '')).join(''), 'hex');
}

export function unpackUuids(packed: Uint8Array): ContactId[] {
  const hex = Buffer.from(packed).toString('hex');
  return Array.from(
    { length: packed.length / UUID_BYTES },
    (_, i) => dashed(hex.slice(2 * UUID_BYTES * i, 2 * UUID_BYTES * (i + 1))) as ContactId,
  );
}
