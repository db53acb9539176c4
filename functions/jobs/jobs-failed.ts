import * as z from 'zod/mini';
import { openQueues } from '../../shared/lambda/queues.ts';
import { queueHandler } from '../../shared/lambda/worker.ts';
import { selectMessage, workMessage } from '../../shared/messages/jobs.ts';
import { failed } from './failed/failed.ts';

/** The consumer of both dead-letter queues: what could not be done is recorded on the job. */
export const handler = queueHandler(z.union([workMessage, selectMessage]), failed, { queues: openQueues });
