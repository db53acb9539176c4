import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** Error names by which AWS throttles a call. */
const THROTTLES: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'ThrottlingException',
]);

/** Reasons why an action of a transaction, or a statement of a batch, was throttled. */
const THROTTLED_ACTIONS: ReadonlySet<string> = new Set([
  ...['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded'],
]);

export const isThrottledAction = (code: string): boolean => THROTTLED_ACTIONS.has(code);

/** Whether a statement of a batch may succeed when it is sent again. */
export const isBusyStatement = (code: string): boolean => isThrottledAction(code) || code === 'InternalServerError';

/** Codes of a connection that broke or was never made, as the SDK has them too. */
const BROKEN: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
  ...['EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'],
]);

/**
 * Error names of a call that took too long, whose transaction goes on under the same token, or that was refused for its
 * time: the SDK has set its clock by the answer.
 */
const LATER: ReadonlySet<string> = new Set([
  ...['RequestTimeout', 'RequestTimeoutException', 'TimeoutError', 'TransactionInProgressException'],
  ...['InvalidSignatureException', 'RequestExpired'],
]);

/** Whether a call was throttled, by the error's name or by the reasons of a cancelled transaction. */
export const isThrottle = (error: unknown): boolean =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).some(({ Code = '' }) => isThrottledAction(Code))
    : error instanceof Error && THROTTLES.has(error.name);

/** Whether a local engine, or the local S3, had no room on its disk: so SQLite and the system say it. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && /\b(?:disk is full|ENOSPC)\b/.test(`${error.name} ${error.message}`);

type Failed = Error & {
  readonly code?: string;
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
};

/** Whether the same call may succeed: it was throttled, the service failed, or the answer was lost. */
export function isBusy(error: unknown): boolean {
  if (isThrottle(error)) return true;
  if (!(error instanceof Error)) return false;
  const { name, code = '', $fault, $metadata } = error as Failed;
  // A gateway's answer is no JSON, and has its status only.
  return LATER.has(name) || BROKEN.has(code) || $fault === 'server' || ($metadata?.httpStatusCode ?? 0) >= 500;
}
