/**
 * Raises the number of a workspace's shards beside everything else, in steps that follow from what is stored, also
 * after a crash (ADR 032). Contacts move only to higher shards, and readers look through the lower ones first.
 */

import {
  type Moving,
  moveToShard,
  pageIndex,
  readMoving,
  readShardNumbers,
  type ShardPlace,
  shardOf,
  writeMoving,
  writeShardNumbers,
} from '../../data/contacts/index.ts';
import { abandonRecount, readCounts } from '../../data/counts/index.ts';
import { type Data, eachOf, SHARD_NUMBERS, type ShardNumbers } from '../../data/dynamo/index.ts';
import { allOpenJobs, readJob } from '../../data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import { formatInstant, type Instant, instant } from '../../domain/instant.ts';
import { errorNamed } from '../../query/error-named.ts';

interface Raising {
  readonly data: Data;
  now(): Instant;
  /** Waits for so many milliseconds. */
  wait(ms: number): Promise<void>;
  /** Tells the person about the progress. */
  say(line: string): void;
}

/** A person has to decide what to do. */
class RaiseError extends errorNamed('RaiseError') {}
const ANOTHER_RUN = 'Another run raises the number at the same time: this one ends.';

/** A function runs for 15 minutes at most, by numbers that were a minute old when it began. */
const LEARNED_MICROS = 20 * 60_000_000;
/** A page is moved within that time, or repeated. */
const PAGE_MICROS = 60_000_000;
/** An index may show a contact where it was for so long (ADR 001). */
const LAG_MICROS = 120_000_000;
const PAGE = 500;
const AT_ONCE = 32;
const WAIT_MS = 5_000;
/** Contacts of a shard for which one more is worth what it costs each list and each idle night. */
const FEWEST_OF_SHARD = 250_000;

/**
 * Raises the number to `to`, or goes on with that. Throws when the workspace has as many or is being raised to another
 * number; also when it is too small, unless `small`.
 */
export async function raiseShards(
  raising: Raising,
  workspace: WorkspaceId,
  { to, small = false }: { readonly to: number; readonly small?: boolean },
): Promise<Moving> {
  const { data, say } = raising;
  const before = await readShardNumbers(data, workspace);
  if (before.raising && before.read !== to)
    throw new RaiseError(`The number is being raised to ${before.read}: go on with that first.`);
  if (!before.raising) await begin(raising, workspace, before, { to, small });
  say(`1 of 3: readers look through ${to} shards`);
  const learned = await untilLearned(raising, workspace);
  if (learned.write < to) await note(raising, workspace, learned, { to, write: to, raising: true });
  say(`2 of 3: new contacts are placed in ${to} shards`);
  const placing = await untilLearned(raising, workspace);
  await abandonRecount(data, workspace);
  const moved = await moveAll(raising, workspace, to);
  // After it selections begin, and indexes may lag.
  await waitUntil(raising, moved.heldUntil, 'by then indexes show where contacts are');
  await note(raising, workspace, placing, { to, write: to, raising: false });
  return moved;
}

async function note(
  { data, now }: Raising,
  workspace: WorkspaceId,
  before: ShardNumbers,
  { to, write, raising }: { readonly to: number; readonly write: number; readonly raising: boolean },
): Promise<void> {
  if (!(await writeShardNumbers(data, workspace, before, { read: to, write, at: now(), raising })))
    throw new RaiseError(ANOTHER_RUN);
}

/** Of two runs, the one that came later goes on: what one moves, and until when selections wait, is not the other's. */
async function save({ data }: Raising, workspace: WorkspaceId, moving: Moving): Promise<Moving> {
  const saved = await writeMoving(data, workspace, moving);
  if (saved === null) throw new RaiseError(ANOTHER_RUN);
  return saved;
}

async function begin(
  raising: Raising,
  workspace: WorkspaceId,
  before: ShardNumbers,
  { to, small }: { readonly to: number; readonly small: boolean },
): Promise<void> {
  const { data, now } = raising;
  const { read, write } = before;
  if (!SHARD_NUMBERS.some((one) => one === to)) throw new RaiseError('A workspace has 8, 16, 32 or 64 shards.');
  if (to <= read) throw new RaiseError(`The workspace has ${read} shards: the number can be raised, never lowered.`);
  const { folders } = await readCounts(data, workspace);
  const people = Object.values(folders).reduce((sum, count) => sum + count, 0);
  const fewest = to * FEWEST_OF_SHARD;
  if (people < fewest && !small)
    throw new RaiseError(
      `The workspace has ${people} contacts, and ${read} shards take 500 changes a second each. Each further shard costs every list and every idle night 0.5 read units, and the number is never lowered: ${to} are for ${fewest} contacts or more, or with --small.`,
    );
  const { step } = (await readMoving(data, workspace)) ?? NOTHING;
  await save(raising, workspace, { ...NOTHING, step, heldUntil: now() });
  await note(raising, workspace, before, { to, write, raising: true });
}

const START: ShardPlace = { life: 'live', shard: 0, after: null };
const NOTHING = { step: 0, place: START, moving: [], looked: 0, moved: 0 } as const;
const isStart = ({ life, shard, after }: ShardPlace): boolean => life === 'live' && shard === 0 && after === null;

async function untilLearned(raising: Raising, workspace: WorkspaceId): Promise<ShardNumbers> {
  const numbers = await readShardNumbers(raising.data, workspace);
  await waitUntil(raising, instant((numbers.at ?? 0) + LEARNED_MICROS), 'by then every function knows it');
  return numbers;
}

async function waitUntil({ now, wait, say }: Raising, until: Instant, why: string): Promise<void> {
  if (now() < until) say(`waiting until ${formatInstant(until)}: ${why}`);
  while (now() < until) await wait(Math.min(60_000, Math.ceil((until - now()) / 1_000)));
}

/** Goes through all contacts until none is elsewhere: indexes lag. */
async function moveAll(raising: Raising, workspace: WorkspaceId, to: number): Promise<Moving> {
  const { data, now, say } = raising;
  let at: Moving = (await readMoving(data, workspace)) ?? { ...NOTHING, heldUntil: now() };
  // What a run was moving when it died: entries may be left in rosters of the shards before.
  while (at.moving.length > 0) at = await moveSome(raising, workspace, at, to);
  // A round that another run began has not looked at everybody, so it is not the last one.
  for (let movedBefore = isStart(at.place) ? at.moved : -1; ; ) {
    const { uuids, cursor } = await pageIndex(data, workspace, at.place, { limit: PAGE });
    at = { ...at, moving: uuids.filter((uuid) => shardOf(uuid, to) !== at.place.shard) };
    while (at.moving.length > 0) at = await moveSome(raising, workspace, at, to);
    const place = placeAfter(at.place, cursor, to);
    at = { ...at, place: place ?? START, looked: at.looked + uuids.length };
    say(`3 of 3: looked at ${at.looked} contacts, moved ${at.moved}`);
    if (place !== null) continue;
    if (at.moved === movedBefore) break;
    movedBefore = at.moved;
  }
  return save(raising, workspace, at);
}

/** Moves what is to be moved; all of it comes again when that took too long. */
async function moveSome(raising: Raising, workspace: WorkspaceId, at: Moving, to: number): Promise<Moving> {
  const { data, now } = raising;
  const held = await hold(raising, workspace, at);
  const until = held.heldUntil - LAG_MICROS;
  let { moved } = at;
  await eachOf(at.moving, AT_ONCE, async (uuid) => {
    if (now() < until && (await moveToShard(data, workspace, uuid, { among: to, now: now() }))) moved += 1;
  });
  return { ...held, moved, moving: now() < until ? [] : at.moving };
}

/** Once live contacts are in their shards, tombstones follow. Contacts were in the lower half of the shards. */
function placeAfter({ life, shard }: ShardPlace, after: string | null, to: number): ShardPlace | null {
  if (after !== null) return { life, shard, after };
  if (shard + 1 < to / 2) return { life, shard: shard + 1, after: null };
  return life === 'live' ? { ...START, life: 'deleted' } : null;
}

/**
 * Keeps selections from beginning while a page is moved, and waits for those that have begun: one that met a contact
 * before and after would have it twice. A selection is stored before it looks whether it is held, and this is stored
 * before it looks for selections, so one of them sees the other.
 */
async function hold(raising: Raising, workspace: WorkspaceId, from: Moving): Promise<Moving> {
  const { data, now, wait, say } = raising;
  let moving = from;
  for (let told: JobId | null = null; ; await wait(WAIT_MS)) {
    let selecting = await selectingJob(data, workspace);
    if (selecting === null) {
      moving = await save(raising, workspace, { ...moving, heldUntil: instant(now() + PAGE_MICROS + LAG_MICROS) });
      selecting = await selectingJob(data, workspace);
      if (selecting === null) return moving;
    }
    if (selecting !== told) say(`waiting until job ${selecting} is selected`);
    told = selecting;
  }
}

/** A job that reads indexes to select its contacts; an import reads files. */
async function selectingJob(data: Data, workspace: WorkspaceId): Promise<JobId | null> {
  for (const uuid of await allOpenJobs(data, workspace)) {
    const job = await readJob(data, workspace, uuid);
    if (job?.status === 'pending' && job.work.type !== 'import') return uuid;
  }
  return null;
}
