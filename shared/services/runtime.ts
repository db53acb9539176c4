import type { Data } from '../data/dynamo/index.ts';
import type { Instant } from '../domain/instant.ts';
import type { Files } from '../messages/files.ts';
import type { Queues } from '../messages/queues.ts';

/** What services work on: the tables and the queues. */
export interface Backend {
  readonly data: Data;
  readonly queues: Queues;
}

/** The same and the clock, for what no request starts: queues and schedules. A test gives a clock and queues of its own. */
export interface WorkerRuntime extends Backend {
  now(): Instant;
}

/** What imports and exports work on besides. */
export interface FileRuntime extends WorkerRuntime {
  readonly files: Files;
}
