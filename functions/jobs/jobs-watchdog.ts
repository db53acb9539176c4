import { openQueues } from '../../shared/lambda/queues.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { watch } from './watchdog/watch.ts';

/** Every five minutes: resends the messages of stuck jobs. */
export const handler = scheduleHandler(watch, { queues: openQueues });
