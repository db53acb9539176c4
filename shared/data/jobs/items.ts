/**
 * The items of jobs in the workspace table. They expire 90 days after the job was made, or was to begin.
 *
 *   J#<workspace>         JOB#<uuid7>              the header: what it is, its status, its numbers
 *                         INPUT#<uuid7>            its input (input.ts)
 *                         ENDED#<µs>#<uuid7>       a start that has ended, by when
 *                         RAN#<µs>#<uuid7>#<n>     { flow, runs, part? }: a closed part of a start (list-runs.ts)
 *   J#<workspace>#<job>   SLICE#<n>                { state: open | done | failed, count, closedOn, parts? }
 *                         MANIFEST#<n>             { uuids: up to 500, 16 bytes each }; a deletion keeps it for ever
 *                         OUTCOME#<n>              what became of each of them (outcomes.ts)
 *                         PARTITION#<n>            how far a partition of a large selection is frozen (partitions.ts)
 *                         ERASED#<digest>          of a deletion: whose erasure is confirmed (confirmed.ts)
 *   J#open                <workspace>#<uuid7>      { type, asked? }: neither ended nor a waiting preview (open-jobs.ts)
 *   J#previews            <µs>#<workspace>#<uuid7> a job that waits to be run or approved, by when it expires
 *   J#waiting             <µs>#<workspace>#<uuid7> a job that waits for its time, by that time; it is also open
 */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant, instant } from '../../domain/instant.ts';
import type { Job } from '../../domain/jobs/job.ts';
import { sortableMicros } from '../contacts/index.ts';

export const KEPT_DAYS = 90;

/** The `ttl` attribute (seconds) of an item written at a time. */
export const keptUntil = (now: Instant): number => Math.floor(addDays(now, KEPT_DAYS) / 1_000_000);

/** The same for items of a job: a job that begins later is kept for as long after its beginning. */
export const lastsUntil = ({ createdOn, notBefore }: Pick<Job, 'createdOn' | 'notBefore'>): number =>
  keptUntil(instant(Math.max(createdOn, notBefore ?? 0)));

export const JOB_PREFIX = 'JOB#';
export const jobsPk = (workspace: WorkspaceId): string => `J#${workspace}`;
export const jobKey = (workspace: WorkspaceId, job: JobId) => ({ pk: jobsPk(workspace), sk: `${JOB_PREFIX}${job}` });

export const ENDED_PREFIX = 'ENDED#';
export const endedKey = (workspace: WorkspaceId, endedOn: Instant, job: JobId) => ({
  pk: jobsPk(workspace),
  sk: `${ENDED_PREFIX}${sortableMicros(endedOn)}#${job}`,
});

export const SLICE_PREFIX = 'SLICE#';
export const MANIFEST_PREFIX = 'MANIFEST#';
export const slicesPk = (workspace: WorkspaceId, job: JobId): string => `J#${workspace}#${job}`;

/** Numbers have a fixed width, so that text order is their order. */
const sliceText = (slice: number): string => String(slice).padStart(8, '0');
export const sliceNumber = (sk: string): number => Number(sk.slice(sk.indexOf('#') + 1));

export const sliceKey = (workspace: WorkspaceId, job: JobId, slice: number) => ({
  pk: slicesPk(workspace, job),
  sk: `${SLICE_PREFIX}${sliceText(slice)}`,
});

/** Apart from the slices' states, which can then be read without manifests. */
export const manifestKey = (workspace: WorkspaceId, job: JobId, slice: number) => ({
  pk: slicesPk(workspace, job),
  sk: `${MANIFEST_PREFIX}${sliceText(slice)}`,
});

export const outcomeKey = (workspace: WorkspaceId, job: JobId, slice: number) => ({
  pk: slicesPk(workspace, job),
  sk: `OUTCOME#${sliceText(slice)}`,
});

export const PARTITION_PREFIX = 'PARTITION#';
export const partitionKey = (workspace: WorkspaceId, job: JobId, partition: number) => ({
  pk: slicesPk(workspace, job),
  sk: `${PARTITION_PREFIX}${String(partition).padStart(3, '0')}`,
});

/** A range of a slice's contacts; `to` null: to its end. */
export interface RanPart {
  readonly from: number;
  readonly to: number | null;
}

export const RAN_PREFIX = 'RAN#';
export const ranKey = (workspace: WorkspaceId, closedOn: Instant, job: JobId, slice: number) => ({
  pk: jobsPk(workspace),
  sk: `${RAN_PREFIX}${sortableMicros(closedOn)}#${job}#${sliceText(slice)}`,
});

export const OPEN_PK = 'J#open';
export const openPrefix = (workspace: WorkspaceId): string => `${workspace}#`;
export const openKey = (workspace: WorkspaceId, job: JobId) => ({ pk: OPEN_PK, sk: `${openPrefix(workspace)}${job}` });

export const PREVIEWS_PK = 'J#previews';
export const previewKey = (workspace: WorkspaceId, job: JobId, until: Instant) => ({
  pk: PREVIEWS_PK,
  sk: `${sortableMicros(until)}#${workspace}#${job}`,
});

export const WAITING_PK = 'J#waiting';
export const waitingKey = (workspace: WorkspaceId, job: JobId, notBefore: Instant) => ({
  pk: WAITING_PK,
  sk: `${sortableMicros(notBefore)}#${workspace}#${job}`,
});
