import { openBus } from '../../shared/lambda/bus.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { nightly } from './nightly.ts';

/** Every night: flags as dormant the contacts of every workspace that have not been seen for long, and deletes who has been archived for long. */
export const handler = scheduleHandler(nightly, { queues: openQueues, bus: openBus });
