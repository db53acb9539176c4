import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { refreshGroups } from './refresh.ts';

/** Every hour, because midnight depends on the time zone: smart groups follow the passing of days. */
export const handler = scheduleHandler(refreshGroups, { hmacKey: openHmacKey, queues: openQueues });
