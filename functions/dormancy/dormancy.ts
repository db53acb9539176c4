import { openQueues } from '../../shared/lambda/queues.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { flagDormant } from './flag-dormant.ts';

/** Nightly: flags the contacts of every workspace that have gone quiet. */
export const handler = scheduleHandler(flagDormant, { queues: openQueues });
