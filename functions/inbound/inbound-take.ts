import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { puttingOff, queueHandler } from '../../shared/lambda/worker.ts';
import { type InboundMessage, inboundMessage } from '../../shared/messages/inbound.ts';
import { take } from './take.ts';

/** Neither whose it is nor what it says. */
const shown = ({ workspace, type, seed }: InboundMessage) => ({ workspace, type, seed });

/** The consumer of what arrived. */
export const handler = queueHandler(inboundMessage, puttingOff('inbound', take, shown), {
  hmacKey: openHmacKey,
  queues: openQueues,
});
