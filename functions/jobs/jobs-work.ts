import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import { puttingOff, queueHandler } from '../../shared/lambda/invocation/worker.ts';
import { workMessage } from '../../shared/messages/jobs.ts';
import { work } from './worker/work.ts';

/** The work queue's consumer, the update-contact worker: does one slice of a job. */
export const handler = queueHandler(workMessage, puttingOff('work', work), {
  files: openFiles,
  hmacKey: openHmacKey,
  queues: openQueues,
});
