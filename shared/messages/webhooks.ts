import * as z from 'zod/mini';
import type { BusEvent } from '../domain/bus/events.schema.ts';
import type { WebhookId } from '../domain/ids.ts';
import { idOf, workspace } from './ids.ts';

const webhook = idOf<WebhookId>();
const events = z.array(z.custom<BusEvent>((value) => typeof value === 'object' && value !== null));

/** From the bus: an entry in EventBridge's envelope. */
const toldMessage = z.object({ id: z.string(), detail: z.object({ workspace, events }) });

/** One webhook's part of an entry, which waits. */
const deliveryMessage = z.object({
  workspace,
  webhook,
  /** The same in every attempt. */
  delivery: z.string(),
  /** How often it has failed. */
  failed: z.int().check(z.nonnegative()),
  /** Deliveries that led to these events; the header counts this one too. */
  hops: z.optional(z.int()),
  events,
});

/** To the queues of webhooks and deliveries. */
export const webhookMessage = z.union([deliveryMessage, toldMessage]);
export type WebhookMessage = z.output<typeof webhookMessage>;
export type ToldMessage = z.output<typeof toldMessage>;
export type DeliveryMessage = z.output<typeof deliveryMessage>;
