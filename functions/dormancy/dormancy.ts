import { openQueues } from '../../shared/lambda/queues.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { flagDormant } from './flag-dormant.ts';

/** Every night: flags as dormant the contacts of every workspace that have not been seen for long. */
export const handler = scheduleHandler(flagDormant, { queues: openQueues });
