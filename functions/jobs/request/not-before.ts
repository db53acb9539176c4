import { addDays, formatInstant, type Instant, parseInstant } from '../../../shared/domain/instant.ts';
import { MOST_DAYS_AHEAD } from '../../../shared/domain/jobs/scheduled-start.ts';
import type { JobRequest } from './body.ts';

/** A time is in the zone that its offset says; without one, nobody could tell whether it was meant in UTC or in the workspace's. */
const HAS_ZONE = /(Z|[+-]\d{2}(:?\d{2})?)$/i;

/** The time at which a job is to begin: null for at once, undefined when nothing is asked, or when it is wrong. */
export function parseNotBefore({ given, errors, now }: JobRequest): Instant | null | undefined {
  const { not_before: text } = given;
  if (text === undefined || text === null) return text;
  const at = HAS_ZONE.test(text) ? parseInstant(text) : null;
  const problem = at === null ? NO_TIME : problemOf(at, now);
  if (problem === null) return at;
  errors.add('not_before', problem);
  return undefined;
}

/** Of a job that cannot begin later. */
export const AT_ONCE = 'An import cannot wait: its files are kept for a day.';

const NO_TIME = 'Give a date and time with its zone, such as "2027-01-31T10:00:00+02:00".';

function problemOf(at: Instant, now: Instant): string | null {
  if (at <= now) return `This time has passed: it is ${formatInstant(now)}. Leave it out to begin at once.`;
  return at > addDays(now, MOST_DAYS_AHEAD) ? `A job can wait for ${MOST_DAYS_AHEAD} days at most.` : null;
}
