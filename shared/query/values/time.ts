import { type ClockTime, MIDNIGHT } from './civil.ts';

/** `h[:mm[:ss[.frac]]]` or the compact `hhmm`, each with optional am or pm. */
const TIME = /(?<![\d])(\d{1,2})(?::?(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?(?!\d)(?:\s*([ap])m\b)?/gi;

/** The first valid time of day anywhere in `text`, null when there is none. After a date hour 24 is midnight, whatever the minutes (TextIt 1.9 rule 4). */
export const findTime = (text: string): ClockTime | null => firstTime(text, () => true);

/** The same where the text is no more than a time: `24:00` is midnight, `24:30` is none. */
export const findTimeAlone = (text: string): ClockTime | null =>
  firstTime(text, ({ minute, second, micros }) => minute + second + micros === 0);

/** `isMidnight`: whether a time of hour 24 is one. */
function firstTime(text: string, isMidnight: (time: ClockTime) => boolean): ClockTime | null {
  for (const [, hour, minute = '0', second = '0', fraction = '', half] of text.matchAll(TIME)) {
    const time = {
      hour: onFullClock(Number(hour), half),
      minute: Number(minute),
      second: Number(second),
      micros: microsOf(fraction),
    };
    if (time.hour > 24 || time.minute > 59 || time.second > 59) continue;
    if (time.hour < 24) return time;
    if (isMidnight(time)) return MIDNIGHT;
  }
  return null;
}

/** 12 am is 0, 1 pm is 13; an hour that says it is past noon anyway stays. */
function onFullClock(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** The digits after a second's point as whole microseconds; more than six are cut. */
export const microsOf = (fraction: string): number => Number(fraction.slice(0, 6).padEnd(6, '0'));
