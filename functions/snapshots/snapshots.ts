import { openFiles } from '../../shared/lambda/files.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { puttingOff, queueHandler } from '../../shared/lambda/worker.ts';
import { snapshotMessage } from '../../shared/messages/snapshots.ts';
import { makeSnapshot } from '../../shared/services/snapshots/make.ts';

/** The consumer of the queue of snapshots. */
export const handler = queueHandler(snapshotMessage, puttingOff('snapshots', makeSnapshot), {
  files: openFiles,
  queues: openQueues,
});
