import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { queueHandler } from '../../shared/lambda/invocation/worker.ts';
import { webhookMessage } from '../../shared/messages/webhooks.ts';
import { deliver } from './webhook-delivery.ts';

/**
 * The consumer of the webhooks' queue, filled by a rule of the bus and by the function itself. It works with tables of
 * any form (ADR 068): an event tells what happened while they were good, and no address is looked up.
 */
export const handler = queueHandler(webhookMessage, deliver, { queues: openQueues });
