import type { BusType } from '../bus-types.ts';
import type { WebhookId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { Actor } from '../workspace.ts';
import { type Circuit, CLOSED } from './circuit.ts';

/** Tells how many deliveries led to a request, so that a webhook that changes contacts ends: Dormouse's own header. */
export const HOPS_HEADER = 'dormouse-hops';

/** What came from so many deliveries in a row is not delivered again. */
export const MOST_HOPS = 3;

/** Deliveries that led to something; absent for what nobody's webhook caused. */
export interface Hopping {
  readonly hops?: number;
}

/** The hops of a request by its headers, with names in lower case. Of several values the highest counts. */
export function hopsOf(headers: Readonly<Record<string, string | undefined>>): Hopping {
  const values = (headers[HOPS_HEADER] ?? '').split(',').map((text) => text.trim());
  const hops = Math.max(0, ...values.filter((text) => /^\d+$/.test(text)).map(Number));
  return hops > 0 ? { hops: Math.min(hops, MOST_HOPS) } : {};
}

/** An address that a workspace's events are sent to. */
export interface Webhook extends Circuit {
  readonly uuid: WebhookId;
  readonly workspace: WorkspaceId;
  readonly url: string;
  readonly events: readonly BusType[];
  /** Signs deliveries; shown once. */
  readonly secret: string;
  /** False after it was disabled for failures, until it is saved again. */
  readonly enabled: boolean;
  readonly createdOn: Instant;
  readonly createdBy: Actor['id'];
  /** Since when deliveries fail; null while they succeed. */
  readonly failingSince: Instant | null;
  readonly lastError: Refusal | null;
  /** It takes long to answer, so its deliveries wait where they delay nobody. */
  readonly slow: boolean;
  /** Deliveries that wait, about: a queue may hand one out twice. */
  readonly waiting: number;
  /** Deliveries that were given up since it was saved. */
  readonly givenUp: number;
}

/** Nothing was delivered yet. */
export const UNTRIED = {
  failingSince: null,
  lastError: null,
  slow: false,
  waiting: 0,
  givenUp: 0,
  ...CLOSED,
} satisfies Partial<Webhook>;

export const MAX_WEBHOOKS = 10;

/** A webhook is disabled at a failure after so many days without a successful delivery. */
export const FAILING_DAYS = 3;

/** Deliveries of a webhook that may wait; more are given up. */
export const MOST_WAITING = 1_000;

/** Attempts for one delivery, over some seven hours. */
export const MOST_ATTEMPTS = 30;
/** SQS's own limit. */
const LONGEST_DELAY = 900;

/** Seconds before the next attempt of a delivery that has failed `attempts` times. */
export const delayAfter = (attempts: number): number => Math.min(LONGEST_DELAY, 5 * 3 ** (attempts - 1));

/** Whether a first attempt is made at once, among everybody's; otherwise it waits in the queue of deliveries. */
export const isAnsweringFast = ({ slow, openUntil }: Webhook): boolean => !slow && openUntil === null;
