import { call, chain, LEVELS, minus, quoted, type Translated, UntranslatableError } from './translated.ts';

export const isDate = ({ kind }: Translated): boolean => kind === 'date' || kind === 'datetime';
const isNumber = ({ kind }: Translated): boolean => kind === 'number';
const isTime = ({ kind }: Translated): boolean => kind === 'time';

const moved = (moment: Translated, count: Translated, unit: string): Translated =>
  call('datetime_add', moment.kind === 'date' ? 'date' : 'datetime', moment, count, quoted(unit));

export const plusDays = (moment: Translated, days: Translated): Translated => moved(moment, days, 'D');
export const plusMonths = (moment: Translated, months: Translated): Translated => moved(moment, months, 'M');

/**
 * `+` and `-` of the old language: numbers of days were added to dates, and times to both. Where only the run knows
 * whether a value is a date, `legacy_add` decides then.
 */
export function plus(operator: '+' | '-', left: Translated, right: Translated): Translated {
  const signed = (value: Translated) => (operator === '-' ? minus(value) : value);
  if (isNumber(left) && (isNumber(right) || operator === '-'))
    return chain(operator, LEVELS['+'], 'number', [left, right]);
  if (isTime(right) && !isTime(left) && !isNumber(left)) return addTime(operator, left, right);
  if (isTime(left) && isDate(right) && operator === '+') return addTime(operator, right, left);
  if (isTime(left) || isTime(right) || (isDate(left) && isDate(right))) throw new UntranslatableError();
  if (isDate(left)) return plusDays(left, signed(right));
  if (isDate(right) && operator === '+') return plusDays(right, left);
  return call('legacy_add', 'unknown', left, signed(right));
}

const UNITS = ['h', 'm', 's'] as const;

/** A date has a time of day from here on. */
function addTime(operator: '+' | '-', moment: Translated, { parts = ['0', '0', '0'] }: Translated): Translated {
  const start: Translated = { ...moment, kind: 'datetime' };
  if (moment.kind === 'date' && operator === '+')
    return call('replace_time', 'datetime', start, call('time_from_parts', 'time', ...parts.map(source)));
  const due = UNITS.map((unit, i) => ({ unit, count: source(parts[i] ?? '0') })).filter(
    ({ count }) => count.source !== '0',
  );
  return due.reduce((sum, { unit, count }) => moved(sum, operator === '-' ? minus(count) : count, unit), start);
}

const source = (text: string): Translated => ({ source: text, kind: 'number', level: LEVELS['&'] });

/** Dates were compared as such; now only numbers can be, so that their seconds are compared. */
export function compared(operator: string, left: Translated, right: Translated): Translated {
  const isEquality = operator === '=' || operator === '!=';
  const level = isEquality ? LEVELS['='] : LEVELS['<'];
  if (!isDate(left) && !isDate(right)) return chain(operator, level, 'boolean', [left, right]);
  const isDay = isEquality && (left.kind === 'date' || right.kind === 'date');
  const comparable = (value: Translated) => call(isDay ? 'format_date' : 'epoch', 'unknown', value);
  return chain(operator, level, 'boolean', [comparable(left), comparable(right)]);
}
