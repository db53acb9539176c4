import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { tellingOfBroken } from '../../shared/lambda/invocation/faults.ts';
import { puttingOff, queueHandler } from '../../shared/lambda/invocation/worker.ts';
import { type SnapshotMessage, snapshotMessage } from '../../shared/messages/snapshots.ts';
import { makeSnapshot } from '../../shared/services/snapshots/make.ts';

/** The consumer of the queue of snapshots. */
const make = puttingOff<SnapshotMessage>('snapshots', (message, runtime) =>
  makeSnapshot(message, tellingOfBroken(runtime)),
);

export const handler = queueHandler(snapshotMessage, make, {
  files: openFiles,
  queues: openQueues,
});
