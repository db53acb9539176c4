import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { PATIENCE } from '../../../functions/webhooks/waiting-deliveries.ts';
import { deliver } from '../../../functions/webhooks/webhook-delivery.ts';
import { close, listen } from '../../../infra/local/ports.ts';
import type { BusEvent } from '../../../shared/domain/bus/events.schema.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../shared/domain/instant.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import type { DeliveryMessage, WebhookMessage } from '../../../shared/messages/webhooks.ts';

interface Late {
  readonly message: DeliveryMessage;
  readonly delay: number;
}

/** The functions that deliver to webhooks, with a clock of their own, and the queue of deliveries as a list. */
export interface Deliverer {
  readonly waiting: Late[];
  /** Calls that failed. Of a short one, the receiver may not have heard. */
  readonly failed: number;
  pass(seconds: number): void;
  /** Handles one message; its attempts wait for an answer for so many seconds. */
  deliver(message: WebhookMessage, patience?: typeof PATIENCE): Promise<void>;
}

/** So short that a test need not wait for an address that never answers. */
export const IMPATIENT = { first: 0.02, late: 0.02 };

export function openDeliverer(runtime: Runtime): Deliverer {
  const waiting: Late[] = [];
  const log = { failed: 0, warn: (what: string) => void (what.includes('did not take') && log.failed++) };
  let passed = 0;
  const begun = runtime.now();
  const now = (): Instant => instant(begun + passed);
  return {
    waiting,
    get failed() {
      return log.failed;
    },
    pass(seconds) {
      passed += seconds * 1_000_000;
    },
    deliver: (message, patience) =>
      deliver(
        message,
        {
          ...runtime,
          now,
          config: { ...runtime.config, webhooksToLoopback: true },
          logger: { ...runtime.logger, warn: log.warn } as unknown as Runtime['logger'],
          queues: {
            send: async (_, messages, __, { delay = 0 } = {}) =>
              void waiting.push(...messages.map((message) => ({ message: message as DeliveryMessage, delay }))),
          },
        },
        patience,
      ),
  };
}

let entries = 0;

/** An entry of the bus with one event. */
export const entryFor = (workspace: WorkspaceId, more: Partial<BusEvent> = {}): WebhookMessage => ({
  id: `entry-${++entries}`,
  detail: { workspace, events: [{ id: 'job.1', type: 'job.completed', schema: 1, ...more } as BusEvent] },
});

interface Receiver {
  readonly url: string;
  /** Requests, in order. */
  readonly heard: { readonly headers: IncomingMessage['headers']; readonly body: string }[];
  /** Whether it answers; else it holds every request for ever. */
  answers: boolean;
  close(): Promise<void>;
}

/** A workspace's own server on this machine. */
export async function openReceiver(answers = true): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    receiver.heard.push({ headers: request.headers, body: await text(request) });
    if (receiver.answers) response.writeHead(204).end();
  });
  const receiver: Receiver = {
    url: `http://127.0.0.1:${await listen(server, 0)}/hook`,
    heard: [],
    answers,
    close: () => close(server),
  };
  return receiver;
}
