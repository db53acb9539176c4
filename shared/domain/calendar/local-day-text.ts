import { civilAt } from '../../query/values/civil.ts';
import type { Instant } from '../instant.ts';

/** The day in a zone, as `2026-11-28`: of two such texts the later day is the greater one. */
export function localDayText(timezone: string, now: Instant): string {
  const { year, month, day } = civilAt(timezone, now);
  return [String(year).padStart(4, '0'), ...[month, day].map((one) => String(one).padStart(2, '0'))].join('-');
}
