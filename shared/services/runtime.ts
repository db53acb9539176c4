import type { Data } from '../data/dynamo/index.ts';
import type { Instant } from '../domain/instant.ts';
import type { Files } from '../messages/files.ts';
import type { Queues } from '../messages/queues.ts';

/** What services work on: the tables and the queues. */
export interface Backend {
  readonly data: Data;
  readonly queues: Queues;
}

/** With a clock, for work that no request starts: queues and schedules. Tests pass their own clock and queues. */
export interface WorkerRuntime extends Backend {
  /** Slices of jobs that are done at a time, if fewer than in a deployment. */
  readonly config?: {
    readonly workersAtOnce?: number | undefined;
    /** Searches of workspaces with so many contacts go by a snapshot; absent where none does. */
    readonly snapshotsFrom?: number | undefined;
    /** Whether files of snapshots have columns for engines of SQL. */
    readonly snapshotsForSql?: boolean;
    /** Slices in a part of an export's file, if fewer. */
    readonly slicesAPart?: number;
    /** Records in a range of an import's file, which is then read so, however small it is. */
    readonly rowsARange?: number;
  };
  now(): Instant;
}

export interface FileRuntime extends WorkerRuntime {
  readonly files: Files;
}
