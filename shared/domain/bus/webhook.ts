import type { TokenId, WebhookId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { BusType } from './types.ts';

/** Where a workspace wants to be told. */
export interface Webhook {
  readonly uuid: WebhookId;
  readonly workspace: WorkspaceId;
  readonly url: string;
  readonly events: readonly BusType[];
  /** With it deliveries are signed; shown once. */
  readonly secret: string;
  /** False once it was given up, until it is saved again. */
  readonly enabled: boolean;
  readonly createdOn: Instant;
  readonly createdBy: TokenId;
  /** Since when no delivery has got through; null while they do. */
  readonly failingSince: Instant | null;
  readonly lastError: string | null;
}

/** Webhooks of a workspace. */
export const MAX_WEBHOOKS = 10;

/** Days without a delivery that got through, and then another that fails: the webhook is given up. */
export const FAILING_DAYS = 3;

/** Deliveries that fail are tried so often, over some seven hours. */
export const MOST_ATTEMPTS = 30;
/** SQS's own limit. */
const LONGEST_DELAY = 900;

/** Seconds after which a delivery is tried again that has failed `attempts` times. */
export const delayAfter = (attempts: number): number => Math.min(LONGEST_DELAY, 5 * 3 ** (attempts - 1));
