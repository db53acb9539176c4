/**
 * Counts all contacts of a workspace anew while they change, and replaces the kept counts by the sum at one moment, the
 * cut. A contact unchanged since then is counted as it is read; of a changed one the stream keeps what it was at the
 * cut (crossings.ts). Rows of the stream after the cut stay: they belong to windows, and the cut lies between two.
 */
import { randomUUID } from 'node:crypto';
import { addDeltas, type CountsDelta, differenceOf, NO_CHANGE } from '../../domain/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import {
  CONFLICT,
  type Data,
  equals,
  isAbsent,
  isRaising,
  put,
  RACES,
  remove,
  retryOnConflict,
  transact,
  write,
} from '../dynamo/index.ts';
import { isAdded, putBase, readBase } from './counts.ts';
import { rowsOf, windowOfName } from './items.ts';
import { cutAfter, type Recount, readRecount, recountKey, windowOfCut } from './recount-items.ts';
import { BEGINNING, countNext, SCANNING, stillAt } from './recount-steps.ts';

/** By then, the stream's functions know of the recount. */
const BEFORE_CUT_MICROS = 10_000_000;
/** How much later than its own time a write may happen: twice the minute that a function runs at most (ADR 020). */
const AFTER_CUT_MICROS = 120_000_000;
/** A recount that takes longer is begun anew. Large workspaces are counted in parts, over some nights. */
const ABANDONED_MICROS = 14 * 24 * 3_600_000_000;

/** One that a person's command has left is begun anew by an audit after so long. */
const LEFT_MICROS = 24 * 3_600_000_000;

interface Recounting {
  /** An audit's, which counts as it scans: it takes the place of an earlier audit's, and gives way to a command's. */
  readonly scanned?: true;
}

const isRunning = (known: Recount, { scanned }: Recounting, now: Instant): boolean =>
  !known.scanned && now - known.cut < (scanned ? LEFT_MICROS : ABANDONED_MICROS);

/** Begins a recount, or returns the running one. */
export function beginRecount(data: Data, workspace: WorkspaceId, now: Instant, by: Recounting = {}): Promise<Recount> {
  return retryOnConflict(RACES, `the recount of ${workspace}`, async () => {
    const known = await readRecount(data, workspace, { consistent: true });
    if (known !== null && isRunning(known, by, now)) return known;
    const cut = cutAfter(instant(now + BEFORE_CUT_MICROS));
    const place = by.scanned ? SCANNING : BEGINNING;
    const recount: Recount = { ...by, id: randomUUID(), cut, step: 0, place, ...NO_CHANGE };
    const base = await readBase(data, workspace);
    const written = await transact(data, [
      put('workspace', { ...recountKey(workspace), ...recount }, known === null ? isAbsent : equals('id', known.id)),
      putBase(workspace, base, { ...base, since: { from: windowOfCut(recount), ...NO_CHANGE } }),
    ]);
    return written.ok ? recount : CONFLICT;
  });
}

type RecountStep =
  | { readonly state: 'counting'; readonly contacts: number }
  /** Not before this time. */
  | { readonly state: 'waits'; readonly until: Instant }
  /** An audit takes it further. */
  | { readonly state: 'scanned' }
  /** The stream has not yet brought all changes since the cut. */
  | { readonly state: 'behind' }
  /** By how much the kept counts were too high (negative: too low). */
  | { readonly state: 'done'; readonly drift: CountsDelta };

/** Ends a recount without a result: it might count a contact twice that moves to another shard. */
export const abandonRecount = async (data: Data, workspace: WorkspaceId): Promise<void> => {
  await write(data, remove('workspace', recountKey(workspace)));
};

/**
 * Takes the running recount some 1,000 contacts further; null when none runs. Safe to repeat, also concurrently. It
 * waits while the shards of the workspace are raised.
 */
export async function takeRecountFurther(
  data: Data,
  workspace: WorkspaceId,
  now: Instant,
  most?: number,
): Promise<RecountStep | null> {
  if (isRaising(data, workspace)) return { state: 'waits', until: instant(now + AFTER_CUT_MICROS) };
  const recount = await readRecount(data, workspace, { consistent: true });
  if (recount === null) return null;
  const settled = instant(recount.cut + AFTER_CUT_MICROS);
  if (now < settled) return { state: 'waits', until: settled };
  if (recount.place === null) return replaceCounts(data, workspace, recount);
  const contacts = await countNext(data, workspace, recount, recount.place, { now, most });
  return typeof contacts === 'string' ? { state: contacts } : { state: 'counting', contacts };
}

/** Another has done this step: the next one finds no recount, or a new one. */
const STEP_OF_ANOTHER = { state: 'counting', contacts: 0 } as const;

async function replaceCounts(data: Data, workspace: WorkspaceId, recount: Recount): Promise<RecountStep> {
  const from = windowOfCut(recount);
  return retryOnConflict<RecountStep>(RACES, `the counts of ${workspace}`, async () => {
    const { version, since, ...base } = await readBase(data, workspace);
    if (since?.from !== from) {
      const running = await readRecount(data, workspace, { consistent: true });
      if (running?.id !== recount.id) return STEP_OF_ANOTHER;
      throw new Error(`The counts of ${workspace} do not know of recount ${recount.id}`);
    }
    let kept = differenceOf(since, base);
    for await (const row of rowsOf(data, workspace, 'ROW')) {
      if (isAdded({ version, ...base }, row) && windowOfName(row.name) < from) kept = addDeltas(kept, row);
    }
    const written = await transact(data, [
      putBase(workspace, { version, ...base }, { from, ...addDeltas(recount, since) }),
      remove('workspace', recountKey(workspace), stillAt(recount)),
    ]);
    if (written.ok) return { state: 'done', drift: differenceOf(recount, kept) };
    return written.failed[1] ? STEP_OF_ANOTHER : CONFLICT;
  });
}
