/** Freezes the partitions of a large selection side by side, in lanes like those of slices (ADR 004). */

import { readCounts } from '../../../shared/data/counts/index.ts';
import {
  type Chooser,
  type FrozenPartition,
  failJob,
  freezePartition,
  type JobRecord,
  joinPartitions,
  type Looking,
  nextSlices,
  readFrozenPartitions,
  touchPending,
} from '../../../shared/data/jobs/index.ts';
import { hasSnapshot, populationOf } from '../../../shared/data/search/index.ts';
import { TAIL_AT_MOST } from '../../../shared/data/snapshots/index.ts';
import type { ContactId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { type JobInput, PAGES_A_MESSAGE, SLICE_SIZE } from '../../../shared/domain/jobs/job.ts';
import { isLarge } from '../../../shared/domain/jobs/lifecycle.ts';
import { firstInLanes, LANES, nextInLane } from '../../../shared/domain/limits/lanes.ts';
import type { Search } from '../../../shared/domain/search/search.ts';
import { tellingOfBroken } from '../../../shared/lambda/invocation/faults.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import type { SelectMessage } from '../../../shared/messages/jobs.ts';
import { sendSelect } from '../../../shared/services/jobs/submit.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { chooseFromSnapshot } from '../../../shared/services/snapshots/answer.ts';
import { askSnapshot } from '../../../shared/services/snapshots/ask.ts';
import { listUntold } from '../../../shared/services/snapshots/source.ts';

export type SelectRuntime = FileRuntime & Pick<Runtime, 'logger' | 'metrics'>;

type Choice = NonNullable<Awaited<ReturnType<Chooser>>>;
type Place = Parameters<Chooser>[1];

/** Contacts chosen at once: as many as a message freezes. */
const AT_ONCE = PAGES_A_MESSAGE * SLICE_SIZE;
/** Changed contacts that are read with the chosen ones, if not a quarter of all. */
const CHANGED_AT_MOST = 100_000;

/** Sends the first partition of each lane that is not frozen. Too often is harmless: each page is frozen once. */
export async function sendPartitions(runtime: SelectRuntime, job: JobRecord): Promise<JobRecord | null> {
  const partitions = await readFrozenPartitions(runtime.data, job);
  const open = partitions.filter(({ cursor }) => cursor !== null).map(({ number }) => number);
  if (open.length === 0) return join(runtime, job, partitions);
  const first = firstInLanes(open, new Map(), lanesOf(runtime));
  for (const partition of first.values()) await sendSelect(runtime, messageFor(job, partition));
  return null;
}

/** Freezes the next slices of a partition. Returns the job when that was the last one. */
export async function freezePartitionOf(
  runtime: SelectRuntime,
  job: JobRecord & JobInput,
  number: number,
  looking: Looking | null,
): Promise<JobRecord | null> {
  const { data, now } = runtime;
  const partitions = await readFrozenPartitions(data, job);
  const before = partitions.find((one) => one.number === number);
  if (before === undefined || (await touchPending(data, job, now())) === null) return null;
  if (isTooLarge(job, partitions)) {
    await failJob(data, job, 'needs_preview', now());
    return null;
  }
  let partition: FrozenPartition = before;
  const choose = chooserFor(runtime, job.workspace);
  for (const slice of await nextSlices(data, { ...job, cursor: before.cursor }, { looking, alone: true, choose })) {
    const frozen = await freezePartition(data, job, partition, { ...slice, now: now() });
    if (frozen === null) return null; // Another delivery froze this slice.
    partition = frozen;
  }
  if (partition.cursor !== null) await sendSelect(runtime, messageFor(job, number));
  else return goOn(runtime, job, number);
  return null;
}

/** After the end of a partition: the next in its lane, or the end of all. */
async function goOn(runtime: SelectRuntime, job: JobRecord, number: number): Promise<JobRecord | null> {
  const next = nextInLane(number, job.partitions ?? 0, lanesOf(runtime));
  if (next !== null) await sendSelect(runtime, messageFor(job, next));
  const partitions = await readFrozenPartitions(runtime.data, job);
  return partitions.every(({ cursor }) => cursor === null) ? join(runtime, job, partitions) : null;
}

async function join(
  runtime: SelectRuntime,
  job: JobRecord,
  partitions: readonly FrozenPartition[],
): Promise<JobRecord | null> {
  const { data, now, config } = runtime;
  if (!isTooLarge(job, partitions))
    return joinPartitions(data, job, partitions, { now: now(), workers: config?.workersAtOnce });
  await failJob(data, job, 'needs_preview', now());
  return null;
}

const isTooLarge = (job: JobRecord, partitions: readonly FrozenPartition[]): boolean =>
  !job.preview &&
  isLarge(
    job,
    partitions.reduce((sum, { frozen }) => sum + frozen, job.frozen),
  );

/** One worker stays free for others, as with slices. */
const lanesOf = ({ config }: SelectRuntime): number => Math.min(LANES, config?.workersAtOnce ?? LANES);

const messageFor = ({ workspace, uuid, page }: JobRecord, partition: number): SelectMessage => ({
  workspace,
  job: uuid,
  page,
  partition,
});

/** For the pages of one message; null where no workspace has a snapshot. */
export function chooserFor(runtime: SelectRuntime, workspace: WorkspaceId): Chooser | null {
  if (runtime.config?.snapshotsFrom === undefined) return null;
  let left: Choice | null = null;
  let leftAfter: ContactId | null = null;
  return async (search, place, limit) => {
    const isLeft = left !== null && leftAfter === place.after && (left.uuids.length > 0 || !left.more);
    const chosen = isLeft ? left : await choose(runtime, workspace, search, place);
    if (chosen === null) return null;
    const uuids = chosen.uuids.slice(0, limit);
    left = { ...chosen, uuids: chosen.uuids.slice(limit) };
    leftAfter = uuids.at(-1) ?? place.after;
    return { uuids, more: left.uuids.length > 0 || left.more };
  };
}

async function choose(
  runtime: SelectRuntime,
  workspace: WorkspaceId,
  search: Search,
  place: Place,
): Promise<Choice | null> {
  const { data, files, config } = runtime;
  const population = populationOf(await readCounts(data, workspace));
  if (!hasSnapshot(population, { from: config?.snapshotsFrom })) return null;
  const most = Math.max(TAIL_AT_MOST, Math.min(CHANGED_AT_MOST, population / 4));
  const { found } = await askSnapshot(tellingOfBroken(runtime), workspace, (snapshot) =>
    chooseFromSnapshot(
      { files, listChanged: (untold) => listUntold(data, workspace, snapshot.at, untold, most) },
      workspace,
      snapshot,
      search,
      { ...place, limit: AT_ONCE },
    ),
  );
  return found;
}
