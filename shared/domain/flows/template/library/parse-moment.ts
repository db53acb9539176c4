import { instantAtOffset, isCivilDate, isTimeZone } from '../../../../query/values/civil.ts';
import { microsOf } from '../../../../query/values/time.ts';
import { zoneOfOffset } from '../../../template-values/convert.ts';
import { atLocal } from '../../../template-values/dates.ts';
import { EvaluationError } from '../../../template-values/error.ts';
import { type DateTime, datetime } from '../../../template-values/value.ts';
import { type LayoutKind, readLayout } from '../layout.ts';

/** A valid IANA time zone name as it was given; throws for any other. */
export function zoneOf(name: string): string {
  if (!isTimeZone(name)) throw new EvaluationError(`unknown time zone ${name}`);
  return name;
}

/** Parses a text by a layout. Missing parts are 1 January of year 0, and midnight. */
export function parseDateTimeText(text: string, layout: string, zone: string, kind: LayoutKind): DateTime {
  const said = readLayout(text, layout, kind);
  if (said === null) throw new EvaluationError(`'${text}' is not a datetime by the layout '${layout}'`);
  const day = {
    year: fullYear(said['year'] ?? '0000'),
    month: Number(said['month'] ?? 1),
    day: Number(said['day'] ?? 1),
  };
  const time = {
    hour: hourOf(Number(said['hour'] ?? 0), said['half']),
    minute: Number(said['minute'] ?? 0),
    second: Number(said['second'] ?? 0),
    micros: microsOf(said['fraction'] ?? ''),
  };
  // A leap year, as year 0 is one.
  if (!isCivilDate({ ...day, year: day.year || 2000 }) || time.hour > 23 || time.minute > 59 || time.second > 59) {
    throw new EvaluationError(`'${text}' is not a datetime by the layout '${layout}'`);
  }
  const offset = said['offset'];
  if (offset === undefined) return atLocal(day, time, zone);
  const minutes = offset.toUpperCase() === 'Z' ? 0 : minutesOf(offset);
  const at = instantAtOffset(day, time, minutes);
  return datetime(at, zoneOfOffset(at, minutes, zone));
}

/** Go's century of two digits. */
const fullYear = (year: string): number => Number(year) + (year.length === 4 ? 0 : Number(year) < 69 ? 2000 : 1900);

const hourOf = (hour: number, half: string | undefined): number =>
  half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);

function minutesOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  return offset.startsWith('-') ? -minutes : minutes;
}
