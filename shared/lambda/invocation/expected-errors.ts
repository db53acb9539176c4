import {
  BusyError,
  ContentionError,
  FormError,
  isDiskFull,
  LostKeyError,
  UnstorableError,
} from '../../data/dynamo/index.ts';
import { CursorError } from '../../data/paging/index.ts';
import { MakerGoneError } from '../../data/workspace/index.ts';
import { ApiError, forbidden, refuse, refuseBody } from '../http/errors.ts';

export function asRefusal(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (error instanceof CursorError) return refuse({ code: 'cursor' }, 404);
  if (isDiskFull(error)) return refuse({ code: 'disk_full' }, 503).with({ 'retry-after': DISK_RETRY_AFTER });
  if (error instanceof BusyError || isTimeout(error)) return busy();
  if (error instanceof FormError) return refuse(error.problem, 503).with({ 'retry-after': FORM_RETRY_AFTER });
  if (error instanceof LostKeyError) return refuse({ code: 'key_lost' }, 503);
  if (error instanceof MakerGoneError) return forbidden();
  if (error instanceof UnstorableError) return refuseBody(error.refusal);
  if (error instanceof ContentionError) return refuse({ code: 'contended' }, 409).with({ 'retry-after': '1' });
  return undefined;
}

/** Of middy, when the function's time is up, and of the SDK. Nobody knows whether the request was carried out. */
const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

/** Seconds: a migration takes minutes. */
const FORM_RETRY_AFTER = '60';

/** Seconds: somebody has to make room. */
const DISK_RETRY_AFTER = '60';

/** Plus a little at random, so that callers refused together do not return together. */
const RETRY_AFTER_SECONDS = 3;

function busy(): ApiError {
  const seconds = RETRY_AFTER_SECONDS + Math.floor(Math.random() * RETRY_AFTER_SECONDS);
  return refuse({ code: 'busy', seconds }, 503).with({ 'retry-after': String(seconds) });
}
