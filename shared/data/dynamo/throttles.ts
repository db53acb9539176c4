import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** Names by which AWS refuses a call that is one too many. */
const THROTTLES: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'ThrottlingException',
]);

/** Why an action of a cancelled transaction was throttled. */
const THROTTLED_ACTIONS: ReadonlySet<string> = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Codes of a connection that broke, or never came about. */
const BROKEN: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Whether a call was throttled, which AWS says by the error's name, or by the reasons of a transaction that was cancelled. */
export const isThrottle = (error: unknown): boolean =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).some(({ Code = '' }) => THROTTLED_ACTIONS.has(Code))
    : error instanceof Error && THROTTLES.has(error.name);

/** Whether the same call is worth another attempt: it was throttled, the service failed, or its answer was lost. */
export function isBusy(error: unknown): boolean {
  if (isThrottle(error)) return true;
  if (!(error instanceof Error)) return false;
  const { name, code = '', $fault } = error as Error & { readonly code?: string; readonly $fault?: string };
  return name === 'TimeoutError' || BROKEN.has(code) || $fault === 'server';
}
