import { parseDate, parseNumber } from '../../../shared/query/query.ts';
import type { Field, Me } from '../api/index.ts';

/**
 * Why a field's type cannot read what was typed; null when it can, or when nothing was typed. The service would keep
 * the text, and show no value (TextIt 1.8).
 */
export function valueProblem(
  type: Field['type'],
  typed: string,
  { date_style, timezone }: Me['workspace'],
): 'notNumber' | 'notDate' | null {
  if (typed.trim() === '') return null;
  if (type === 'number') return parseNumber(typed) === null ? 'notNumber' : null;
  if (type !== 'datetime') return null;
  const options = { dateStyle: date_style, timezone, now: Date.now() * 1_000, fillTime: false };
  return parseDate(typed, options) === null ? 'notDate' : null;
}
