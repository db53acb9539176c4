import { addCivilDays, type CivilDate, daysInMonth, isCivilDate } from './civil.ts';

/** Extension to TextIt: `-90d` is the day 90 days before today; likewise weeks, months and years. */
const RELATIVE = /^-(\d{1,5})([dwmy])$/i;

export const isRelativeDate = (value: string): boolean => RELATIVE.test(value);

/** The day that a relative date means, or null. `-1m` on 31 March is the last day of February. */
export function relativeDay(value: string, today: CivilDate): CivilDate | null {
  const match = RELATIVE.exec(value);
  if (!match) return null;
  const [, digits, unit = ''] = match;
  const day = back(today, Number(digits), unit.toLowerCase());
  return isCivilDate(day) ? day : null;
}

function back(today: CivilDate, count: number, unit: string): CivilDate {
  switch (unit) {
    case 'd':
      return addCivilDays(today, -count);
    case 'w':
      return addCivilDays(today, -count * 7);
    case 'm':
      return monthsBack(today, count);
    default:
      return monthsBack(today, count * 12);
  }
}

function monthsBack({ year, month, day }: CivilDate, count: number): CivilDate {
  const months = year * 12 + (month - 1) - count;
  const to = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  return { ...to, day: Math.min(day, daysInMonth(to.year, to.month)) };
}
