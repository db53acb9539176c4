import { openQueues } from '../../shared/lambda/queues.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { turnGroups } from './turn/turn-groups.ts';

/** Every hour, since midnight comes to each time zone at its own: smart groups follow the passing of days. */
export const handler = scheduleHandler(turnGroups, { queues: openQueues });
