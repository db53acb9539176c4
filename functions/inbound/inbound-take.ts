import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { puttingOff, queueHandler } from '../../shared/lambda/worker.ts';
import { inboundMessage } from '../../shared/messages/inbound.ts';
import { take } from './take.ts';

/** The consumer of what arrived. */
export const handler = queueHandler(inboundMessage, puttingOff('inbound', take), {
  hmacKey: openHmacKey,
  queues: openQueues,
});
