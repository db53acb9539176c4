import { isIP } from 'node:net';
import type { TokenId, WebhookId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { isPublicAddress } from './public-address.ts';
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

/** Names that only a network of its own knows. */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|arpa|test|invalid|example|onion)\.?$/;

/**
 * What is wrong with the address of a webhook, null when nothing: `https` to a name or address of the internet, without a user in it. What a name
 * leads to is seen when it is called.
 * @param toLoopback - whether `http://127.0.0.1` is taken: on one machine, for tests
 */
export function webhookUrlProblem(text: string, toLoopback: boolean): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return 'Enter a valid URL.';
  if (toLoopback && url.protocol === 'http:' && url.hostname === '127.0.0.1') return null;
  if (url.protocol !== 'https:') return 'The address must begin with https://.';
  if (url.username !== '' || url.password !== '') return 'The address must not hold a user or password.';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return isPublicAddress(host) ? null : NOT_OUTSIDE;
  return !host.includes('.') || INSIDE.test(host) ? NOT_OUTSIDE : null;
}

export const NOT_OUTSIDE = 'The address must be one of the internet, not of a network inside.';

/** Deliveries that fail are tried so often, over some seven hours. */
export const MOST_ATTEMPTS = 30;
/** SQS's own limit. */
const LONGEST_DELAY = 900;

/** Seconds after which a delivery is tried again that has failed `attempts` times. */
export const delayAfter = (attempts: number): number => Math.min(LONGEST_DELAY, 5 * 3 ** (attempts - 1));
