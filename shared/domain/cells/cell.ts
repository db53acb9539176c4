/** What properties need to read cells of imports. */

import {
  type CivilDate,
  type DateStyle,
  instantAtOffset,
  isCivilDate,
  MIDNIGHT,
  offsetAtLocal,
} from '../../query/values/civil.ts';
import { parseDate } from '../../query/values/date.ts';
import { findTime } from '../../query/values/time.ts';
import { type Instant, instant } from '../instant.ts';
import { FAULT, unescapeFormula } from '../text/escape-formula.ts';
import type { Settings } from '../workspace.ts';
import { type Wrong, wrong } from './record.ts';

interface TimeEnv {
  readonly timezone: string;
  readonly dateStyle: DateStyle;
  readonly now: Instant;
}

/** A day, an optional time, an optional zone, and nothing else. */
const WHOLE =
  /^(\d{1,4}[-./]\d{1,2}[-./]\d{1,4})(?:(?:T|,? +)((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?: ?[ap]m)?))? ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const YEAR_FIRST = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/;

export interface CellEnv {
  readonly settings: Pick<Settings, 'country' | 'timezone' | 'dateStyle'>;
  readonly now: Instant;
}

export interface Cell {
  readonly text: string;
  /** Clears the value. */
  readonly clears: boolean;
  /** The cell is taken literally. */
  readonly exact: boolean;
}

/** A value as in the cell; empty for a failed formula of a spreadsheet. */
export const valueText = (cell: string): string => (FAULT.test(cell.trim()) ? '' : unescapeFormula(cell));

/** Two columns with one target must agree: of two different values neither can be trusted. */
export function setOnce<Row extends object, Key extends keyof Row>(
  row: Row,
  key: Key,
  value: Row[Key],
  text: string,
): Wrong | null {
  if (row[key] !== undefined && row[key] !== value) return contradicts(text);
  row[key] = value;
  return null;
}

export const contradicts = (text: string): Wrong => wrong('conflict', { code: 'row_conflict', text });

/** The value would be cut. */
export const tooLong = (text: string, most: number): Wrong | null =>
  [...text].length <= most ? null : wrong('too_large', { code: 'row_too_long', length: [...text].length, most });

type ReadCell<Row> = (row: Row, cell: Cell, env: CellEnv) => Wrong | null;

/** Reads cells that hold a past time. */
export const reading =
  <Row>(take: (row: Row, at: Instant, text: string) => Wrong | null): ReadCell<Row> =>
  (row, { text }, { settings, now }) => {
    const at = parseTime(text, { ...settings, now });
    if (at === null) return wrong('invalid_time', { code: 'row_no_time', text });
    if (at > now) return wrong('future_time', { code: 'row_future', text });
    if (at < BEGINNING) return wrong('invalid_time', { code: 'row_no_moment', text });
    return take(row, at, text);
  };

/** `0001-01-01`, `1899-12-30` and `1970-01-01` are programs' zeros: nobody was seen then. */
const BEGINNING = instant(Date.UTC(1971, 0) * 1_000);

/** By column, what to read instead of a cell as it stands, without outer spaces. */
export type CellValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What to read of a cell. */
export function readInstead(values: CellValues, column: string, cell: string): string {
  const ofColumn = Object.hasOwn(values, column) ? values[column] : undefined;
  if (ofColumn === undefined) return cell;
  const key = cell.trim();
  return Object.hasOwn(ofColumn, key) ? (ofColumn[key] ?? cell) : cell;
}

/**
 * A time as APIs and spreadsheets write it, by default in the workspace's zone. Null for anything else, also for
 * unknown additions (`24:00`, `EST`): they would mean another time.
 */
function parseTime(text: string, { timezone, dateStyle, now }: TimeEnv): Instant | null {
  if (isUnixTime(text)) return instant(Number(text) * (text.length > 10 ? 1_000 : 1_000_000));
  const [, date = '', clock, zone] = WHOLE.exec(text) ?? [];
  const day = dayIn(date, { timezone, dateStyle, now });
  const time = clock === undefined ? MIDNIGHT : findTime(clock.replace(',', '.'));
  if (day === null || time === null) return null;
  const offset = zone === undefined ? offsetAtLocal(timezone, day, time) : minutesOf(zone);
  return offset === null ? null : instant(instantAtOffset(day, time, offset));
}

/** The last moment that a time may mean which is written so: of a day its end, of a minute its last microsecond. */
export function lastMoment(text: string, at: Instant): Instant {
  const [, date, clock = ''] = WHOLE.exec(text) ?? [];
  const digits = /[.,](\d+)/.exec(clock)?.[1]?.length ?? (text.length > 10 && date === undefined ? 3 : 0);
  const seconds = date === undefined || /:\d\d:/.test(clock) ? 10 ** -digits : clock === '' ? 86_400 : 60;
  return instant(at + Math.max(1, Math.round(seconds * 1_000_000)) - 1);
}

/** Seconds or milliseconds since 1970, of the years from 2001 to 2033. */
const isUnixTime = (text: string): boolean => /^1\d{9}(?:\d{3})?$/.test(text);

/** With the year first in ISO order, whatever the workspace's own. */
function dayIn(text: string, env: TimeEnv): CivilDate | null {
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year === undefined) return parseDate(text, { ...env, fillTime: false })?.day ?? null;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return isCivilDate(date) ? date : null;
}

/** Minutes east of UTC. */
function minutesOf(zone: string): number | null {
  const [, sign, hours = '', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  const offset = Number(hours) * 60 + Number(minutes);
  return Number(minutes) > 59 || offset > 24 * 60 ? null : sign === '-' ? -offset : offset;
}
