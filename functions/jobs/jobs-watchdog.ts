import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { watchAddresses } from './watchdog/canary.ts';
import { watch } from './watchdog/watch.ts';

/** Every five minutes: sees whether contacts own their addresses, and resends the messages of stuck jobs. */
export const handler = scheduleHandler(watch, { queues: openQueues, hmacKey: openHmacKey }, watchAddresses);
