import { beginRecount, takeRecountFurther } from '../../data/counts/index.ts';
import { type Data, formProblem } from '../../data/dynamo/index.ts';
import { addRepairCounts, NO_REPAIRS, type RepairCounts, repairTable } from '../../data/repair/index.ts';
import type { CountsDelta } from '../../domain/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';

interface Repairing {
  readonly data: Data;
  now(): Instant;
  /** Waits for so many milliseconds. */
  wait(ms: number): Promise<void>;
  /** Tells the person about the progress. */
  say(line: string): void;
}

export interface RepairReport {
  /** Contacts, roster entries and addresses that were looked at. */
  readonly looked: number;
  readonly mended: RepairCounts;
  /** By how much each count was too high (negative: too low); null when they could not be counted. */
  readonly counts: CountsDelta | null;
}

/** At worst, the working stream is some minutes late. */
const MOST_WAITS_BEHIND = 60;
const WAIT_MS = 10_000;

/** Repairs all derived data, then counts; waits two minutes for work in progress. Safe beside work, and to repeat. */
export async function repairWorkspace(repairing: Repairing, workspace: WorkspaceId): Promise<RepairReport> {
  const { data, now, say } = repairing;
  const start = now();
  const { cut } = await beginRecount(data, workspace, start);
  await untilSettled(repairing, workspace, start);
  let [looked, mended] = [0, NO_REPAIRS];
  for await (const part of repairTable(data, workspace, now)) {
    looked += part.looked;
    mended = addRepairCounts(mended, part.mended);
    say(`looked at ${looked}`);
  }
  let counts = await finishRecount(repairing, workspace);
  if (cut < start && counts !== null) {
    // The recount that was running does not know the errors since its beginning.
    await beginRecount(data, workspace, now());
    counts = await finishRecount(repairing, workspace);
  }
  const wrong = counts === null ? 0 : Object.keys({ ...counts.folders, ...counts.groups }).length;
  return { looked, mended: addRepairCounts(mended, { counts: wrong }), counts };
}

const SETTLED_MICROS = 130_000_000;

async function untilSettled({ now, wait, say }: Repairing, workspace: WorkspaceId, start: Instant): Promise<void> {
  say(`repairing ${workspace}: waiting two minutes, until what is under way has ended`);
  while (now() < start + SETTLED_MICROS) await wait(WAIT_MS);
}

/** Null when the stream does not bring the changes since the recount began. */
async function finishRecount(repairing: Repairing, workspace: WorkspaceId): Promise<CountsDelta | null> {
  const { data, now, wait, say } = repairing;
  let counted = 0;
  for (let behind = 0; behind < MOST_WAITS_BEHIND; ) {
    // Shards may be raised meanwhile. Addresses without owners, which a repair is for, are no obstacle.
    await formProblem(data);
    const step = await takeRecountFurther(data, workspace, now());
    // Another repair has finished it.
    if (step === null) return { folders: {}, groups: {} };
    if (step.state === 'done') return step.drift;
    if (step.state === 'counting') {
      counted += step.contacts;
      if (step.contacts > 0) say(`counted ${counted}`);
      continue;
    }
    // An audit that has taken its place ends by itself.
    if (step.state !== 'waits') behind += 1;
    await wait(WAIT_MS);
  }
  return null;
}
