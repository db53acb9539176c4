import { openQueues } from '../../shared/lambda/queues.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { watch } from './watchdog/watch.ts';

/** Every five minutes: sends the messages of stuck jobs again. */
export const handler = scheduleHandler(watch, { queues: openQueues });
