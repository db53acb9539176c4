/**
 * A point in time as whole microseconds since 1970-01-01T00:00:00Z.
 *
 * Microseconds because TextIt 2.1's API shows six fractional digits and clients page on them; a number because it
 * compares, sorts and stores (9 bytes in DynamoDB) better than text. Safe until the year 2255.
 */
export type Instant = number & { readonly __brand: 'Instant' };

export const MICROS_PER_DAY = 86_400_000_000;

export const instant = (micros: number): Instant => micros as Instant;

const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Reads an ISO-8601 date-time (a missing offset means UTC; more than six fractional digits are cut); null when it is not one. */
export function parseInstant(text: string): Instant | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [, date, minutes, seconds = '00', fraction = '', offset = 'Z'] = match;
  const whole = Date.parse(`${date}T${minutes}:${seconds}${colonOffset(offset)}`);
  if (Number.isNaN(whole)) return null;
  return instant(whole * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0')));
}

const colonOffset = (offset: string): string =>
  offset.toUpperCase() === 'Z' ? 'Z' : offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;

/** `2026-11-24T08:09:10.123456Z`; the fraction is left out when it is exactly zero (TextIt 6.1). */
export function formatInstant(at: Instant): string {
  const micros = ((at % 1_000_000) + 1_000_000) % 1_000_000;
  const seconds = new Date((at - micros) / 1000).toISOString().slice(0, 19);
  return micros === 0 ? `${seconds}Z` : `${seconds}.${String(micros).padStart(6, '0')}Z`;
}

/** Always six fractional digits, so that text order is time order: for sort keys. */
export function sortableInstant(at: Instant): string {
  const text = formatInstant(at);
  return text.length === 20 ? `${text.slice(0, 19)}.000000Z` : text;
}

/** The UTC calendar day, `2026-11-24`. */
export const dayOf = (at: Instant): string => formatInstant(at).slice(0, 10);

/** `at` moved by whole 24-hour days (negative: back). */
export const addDays = (at: Instant, days: number): Instant => instant(at + days * MICROS_PER_DAY);
