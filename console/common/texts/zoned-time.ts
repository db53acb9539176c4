/** Milliseconds that a zone is ahead of UTC at an instant. */
function aheadBy(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return wall - Math.floor(at / 60_000) * 60_000;
}

/**
 * The instant at which a clock in a zone shows `wall` (`2027-01-31T08:00`); null when the text is no time. A skipped
 * time is moved by the change of clocks; of one that occurs twice the first counts.
 */
export function instantOf(wall: string, zone: string): Date | null {
  const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) ? Date.parse(`${wall}Z`) : Number.NaN;
  if (Number.isNaN(utc)) return null;
  const before = aheadBy(zone, utc - 86_400_000);
  const after = aheadBy(zone, utc + 86_400_000);
  const fits = [utc - before, utc - after].filter((at) => at + aheadBy(zone, at) === utc);
  return new Date(fits.length > 0 ? Math.min(...fits) : utc - before);
}

/** What a clock in a zone shows at an instant: `2027-01-31T08:00`. */
export const wallOf = (at: Date, zone: string): string =>
  new Date(at.getTime() + aheadBy(zone, at.getTime())).toISOString().slice(0, 16);

/** The instants from the begin of one day to the end of another in a zone. What is no whole date is no limit. */
export function limitsOfDays(after: string, before: string, zone: string): Record<string, string> {
  const start = instantOf(`${after}T00:00`, zone);
  const last = instantOf(`${before}T23:59`, zone);
  return {
    ...(start && { after: start.toISOString() }),
    ...(last && { before: new Date(last.getTime() + 59_999).toISOString() }),
  };
}
