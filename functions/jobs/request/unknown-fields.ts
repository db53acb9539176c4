import { PUBLIC_BODIES } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Refusal } from '../../../shared/domain/refusals/refusal.ts';
import { refuseOthers } from '../../../shared/lambda/http/field-errors.ts';
import { lookupParam } from '../../../shared/lambda/http/params.ts';
import type { JobRequest } from './body.ts';
import { OF_JOBS, OF_STEPS } from './forms.ts';

/** An error for each field that this job or step would ignore: a job over the wrong contacts is worse than none. */
export function refuseUnknownFields({ query, given: { type, action }, document, errors }: JobRequest): void {
  const body = document as object;
  const refuse = (known: readonly string[], refusal: Refusal) => refuseOthers(body, known, refusal, errors);
  if (lookupParam(query, 'uuid')) {
    if (action !== undefined) refuse(['action', ...OF_STEPS[action]], { code: 'action_field', action });
    else if (!('action' in body)) refuse(['max_rate', 'not_before'], { code: 'needs_action' });
    return;
  }
  const kind = type === undefined ? undefined : PUBLIC_BODIES.get(type);
  if (type !== undefined && kind !== undefined)
    refuse([...OF_JOBS, ...Object.keys(kind.fields)], { code: 'job_field', type });
}
