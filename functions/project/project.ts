import { openBus } from '../../shared/lambda/clients/bus.ts';
import { openPassedOver } from '../../shared/lambda/clients/passed-over.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import { streamHandler } from '../../shared/lambda/invocation/worker.ts';
import { project } from './projections.ts';

/** The consumer of the contacts table's stream. */
export const handler = streamHandler(project, {
  hmacKey: openHmacKey,
  passedOver: openPassedOver,
  bus: openBus,
  queues: openQueues,
});
