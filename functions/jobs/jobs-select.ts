import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import { puttingOff, queueHandler } from '../../shared/lambda/invocation/worker.ts';
import { selectMessage } from '../../shared/messages/jobs.ts';
import { select } from './select/select.ts';

/** The select queue's consumer: freezes a job's contacts page by page, then sends the slices to the workers. */
export const handler = queueHandler(selectMessage, puttingOff('select', select), {
  files: openFiles,
  hmacKey: openHmacKey,
  queues: openQueues,
});
