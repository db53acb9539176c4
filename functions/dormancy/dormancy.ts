import { openBus } from '../../shared/lambda/bus.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { nightly } from './nightly.ts';

/** Every night: flags contacts as dormant that were not seen for long, and deletes those archived for long. */
export const handler = scheduleHandler(nightly, { queues: openQueues, bus: openBus });
