import { addDays, formatInstant, type Instant, parseInstant } from '../../../shared/domain/instant.ts';
import { MOST_DAYS_AHEAD } from '../../../shared/domain/jobs/scheduled-start.ts';
import type { Refusal } from '../../../shared/domain/refusals/refusal.ts';
import type { JobRequest } from './body.ts';

/** Without an offset, nobody could tell whether a time is in UTC or in the workspace's zone. */
const HAS_ZONE = /(Z|[+-]\d{2}(:?\d{2})?)$/i;

/** When a job is to begin: null for at once, undefined when not given or wrong. */
export function parseNotBefore({ given, errors, now }: JobRequest): Instant | null | undefined {
  const { not_before: text } = given;
  if (text === undefined || text === null) return text;
  const at = HAS_ZONE.test(text) ? parseInstant(text) : null;
  const problem = at === null ? ({ code: 'no_time' } as const) : problemOf(at, now);
  if (problem === null) return at;
  errors.add('not_before', problem);
  return undefined;
}

function problemOf(at: Instant, now: Instant): Refusal | null {
  if (at <= now) return { code: 'time_passed', now: formatInstant(now) };
  return at > addDays(now, MOST_DAYS_AHEAD) ? { code: 'begins_too_late', days: MOST_DAYS_AHEAD } : null;
}
