import type { TokenId, WebhookId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { BusType } from './types.ts';

/** An address that a workspace's events are sent to. */
export interface Webhook {
  readonly uuid: WebhookId;
  readonly workspace: WorkspaceId;
  readonly url: string;
  readonly events: readonly BusType[];
  /** Signs deliveries; shown once. */
  readonly secret: string;
  /** False after it was disabled for failures, until it is saved again. */
  readonly enabled: boolean;
  readonly createdOn: Instant;
  readonly createdBy: TokenId;
  /** Since when deliveries fail; null while they succeed. */
  readonly failingSince: Instant | null;
  readonly lastError: Refusal | null;
}

export const MAX_WEBHOOKS = 10;

/** A webhook is disabled at a failure after so many days without a successful delivery. */
export const FAILING_DAYS = 3;

/** Attempts for one delivery, over some seven hours. */
export const MOST_ATTEMPTS = 30;
/** SQS's own limit. */
const LONGEST_DELAY = 900;

/** Seconds before the next attempt of a delivery that has failed `attempts` times. */
export const delayAfter = (attempts: number): number => Math.min(LONGEST_DELAY, 5 * 3 ** (attempts - 1));
