import {
  addCivilDays,
  type CivilDate,
  type ClockTime,
  civilAt,
  daysInMonth,
  instantAtOffset,
  MIDNIGHT,
  offsetAt,
  offsetAtLocal,
} from '../../query/values/civil.ts';
import type { Instant } from '../instant.ts';
import { type DateTime, datetime, type Value } from './value.ts';

/** A time as templates see it, in UTC as in TextIt; empty when there is none. */
export const moment = (at: Instant | null): Value => (at === null ? null : datetime(at, 'UTC'));

/** The day and time on the clocks of a date-time's own zone. */
export const civilOf = ({ at, zone }: DateTime): CivilDate & ClockTime => civilAt(zone, at);

/** The moment at which clocks in `zone` show a day and time. */
export const atLocal = (day: CivilDate, time: ClockTime, zone: string): DateTime =>
  datetime(instantAtOffset(day, time, offsetAtLocal(zone, day, time)), zone);

export const atMidnight = (day: CivilDate, zone: string): DateTime => atLocal(day, MIDNIGHT, zone);

/** `+05:30` for 330 minutes east of UTC. */
export function offsetName(minutes: number, colon = ':'): string {
  const east = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(east / 60))}${colon}${digits(Math.floor(east % 60))}`;
}

export const digits = (value: number, length = 2): string => String(value).padStart(length, '0');

export const isoDate = ({ year, month, day }: CivilDate): string =>
  `${digits(year, 4)}-${digits(month)}-${digits(day)}`;

export const isoTime = ({ hour, minute, second, micros }: ClockTime): string =>
  `${digits(hour)}:${digits(minute)}:${digits(second)}.${digits(micros, 6)}`;

/** `2018-07-06T12:30:00.123456-07:00`; UTC is `Z`. */
export function isoDateTime(value: DateTime): string {
  const local = civilOf(value);
  const offset = offsetAt(value.zone, value.at);
  return `${isoDate(local)}T${isoTime(local)}${offset === 0 ? 'Z' : offsetName(offset)}`;
}

/** Days since 1970-01-01 on the calendar. */
export const dayNumber = (day: CivilDate): number => instantAtOffset(day, MIDNIGHT, 0) / 86_400_000_000;

/** 0 is Sunday. */
export const weekdayOf = (day: CivilDate): number => (((dayNumber(day) + 4) % 7) + 7) % 7;

/** The same day so many months later. A day that the month does not have runs over: 31 January + 1 month = 3 March. */
export function addMonths({ year, month, day }: CivilDate, months: number): CivilDate {
  const index = year * 12 + month - 1 + months;
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
  const overflow = day - daysInMonth(target.year, target.month);
  return overflow > 0
    ? addCivilDays({ ...target, day: daysInMonth(target.year, target.month) }, overflow)
    : { ...target, day };
}
