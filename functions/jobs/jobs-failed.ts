import * as z from 'zod/mini';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { inThisForm, queueHandler } from '../../shared/lambda/invocation/worker.ts';
import { filesMessage, selectMessage, workMessage } from '../../shared/messages/jobs.ts';
import { recordFailure } from './failed/failed.ts';

/** The consumer of the dead-letter queue: records failures on their jobs. */
export const handler = queueHandler(z.union([workMessage, selectMessage, filesMessage]), inThisForm(recordFailure), {
  queues: openQueues,
});
