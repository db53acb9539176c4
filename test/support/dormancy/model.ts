/**
 * Who is dormant, worked out from calendars alone: Intl says which day it is somewhere, and a contact is due when the
 * day of its last sign of life is more than so many days before today. No code of the service, no midnight.
 */
export interface Person {
  readonly uuid: string;
  status: 'active' | 'archived';
  /** Milliseconds. */
  readonly created: number;
  seen: number | null;
  flagged: boolean;
}

export interface Rules {
  days: number;
  zone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Days since 1970 on the calendar that hangs in a zone. */
function dayNumber(zone: string, at: number): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' });
  formats.set(zone, format);
  return Date.parse(`${format.format(at)}T00:00:00Z`) / 86_400_000;
}

export const isNewDay = (zone: string, before: number, now: number): boolean =>
  dayNumber(zone, before) !== dayNumber(zone, now);

export const isDue = ({ seen, created }: Person, { days, zone }: Rules, now: number): boolean =>
  dayNumber(zone, now) - dayNumber(zone, seen ?? created) > days;

/** Only the latest sign of life counts; it takes the flag away unless it is past the line itself. */
export function hear(person: Person, at: number, rules: Rules, now: number): void {
  const heard = Math.min(at, now);
  if (person.seen !== null && heard <= person.seen) return;
  person.seen = heard;
  if (!isDue(person, rules, now)) person.flagged = false;
}

export function setStatus(person: Person, status: Person['status']): void {
  if (person.status === status) return;
  person.status = status;
  person.flagged = false;
}

export function sweep(people: readonly Person[], rules: Rules, now: number): void {
  for (const person of people) person.flagged = person.status === 'active' && isDue(person, rules, now);
}
