import type { JobId } from '../../../shared/domain/ids.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { FieldErrors } from '../../../shared/lambda/field-errors.ts';
import { requireUuid } from '../../../shared/lambda/params.ts';
import type { JobRequest } from '../request/body.ts';
import { parseNotBefore } from '../request/not-before.ts';

export type Step =
  | {
      readonly action: 'run';
      readonly uuid: JobId;
      readonly token: string;
      readonly count: number | null;
      readonly notBefore: Instant | null | undefined;
    }
  | { readonly action: 'approve'; readonly uuid: JobId; readonly count: number | null; readonly note: string | null }
  | { readonly action: 'decline'; readonly uuid: JobId; readonly note: string }
  | { readonly action: 'set_start'; readonly uuid: JobId; readonly notBefore: Instant | null }
  | { readonly action: 'set_rate'; readonly uuid: JobId; readonly maxRate: number | null }
  | { readonly action: 'pause' | 'resume' | 'interrupt'; readonly uuid: JobId };

export function parseStep(request: JobRequest): Step | FieldErrors {
  const { query, given, errors } = request;
  const { action, token, count = null, note = null } = given;
  const notBefore = parseNotBefore(request);
  if (action === undefined) return parseChange(request, notBefore);
  if (given.max_rate !== undefined) errors.add('max_rate', { code: 'rate_alone' });
  if (action === 'run' && token === undefined) errors.add('token', { code: 'required' });
  if (action === 'decline' && note === null) errors.add('note', { code: 'required' });
  if (errors.body !== null) return errors;
  const uuid = requireUuid<JobId>(query, 'uuid');
  if (action === 'undo' || action === 'repeat') throw new Error('These are no steps of the job itself');
  if (action === 'approve') return { action, uuid, count, note };
  if (action === 'decline') return { action, uuid, note: note ?? '' };
  return action === 'run' ? { action, uuid, token: token ?? '', count, notBefore } : { action, uuid };
}

/** Without an action: another rate, or another start time. */
function parseChange({ query, given, errors }: JobRequest, notBefore: Instant | null | undefined): Step | FieldErrors {
  const { max_rate: maxRate } = given;
  const both = maxRate !== undefined && given.not_before !== undefined;
  if (both) errors.add('max_rate', { code: 'rate_alone' });
  if (maxRate === undefined && given.not_before === undefined) errors.add('action', { code: 'required' });
  if (errors.body !== null) return errors;
  const uuid = requireUuid<JobId>(query, 'uuid');
  return maxRate === undefined
    ? { action: 'set_start', uuid, notBefore: notBefore ?? null }
    : { action: 'set_rate', uuid, maxRate };
}
