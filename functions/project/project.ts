import { openBus } from '../../shared/lambda/bus.ts';
import { openPassedOver } from '../../shared/lambda/passed-over.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { streamHandler } from '../../shared/lambda/worker.ts';
import { project } from './projections.ts';

/** The consumer of the contacts table's stream. */
export const handler = streamHandler(project, {
  hmacKey: openHmacKey,
  passedOver: openPassedOver,
  bus: openBus,
  queues: openQueues,
});
