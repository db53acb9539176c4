import { type ClockTime, MIDNIGHT } from './civil.ts';

/** `h[:mm[:ss[.frac]]]` or the compact `hhmm`, each with optional am or pm. */
const TIME = /(?<![\d])(\d{1,2})(?::?(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?(?!\d)(?:\s*([ap])m\b)?/gi;

/** The first time of day in `text`, or null. 24:00 is midnight, and 24:30 no time (TextIt 1.9 rule 4). */
export function findTime(text: string): ClockTime | null {
  for (const [, hour, minute = '0', second = '0', fraction = '', half] of text.matchAll(TIME)) {
    const time = {
      hour: onFullClock(Number(hour), half),
      minute: Number(minute),
      second: Number(second),
      micros: microsOf(fraction),
    };
    if (time.hour < 24 && time.minute < 60 && time.second < 60) return time;
    if (time.hour === 24 && time.minute + time.second === 0) return MIDNIGHT;
  }
  return null;
}

/** 12 am is 0, 1 pm is 13. An hour past noon stays as it is. */
function onFullClock(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** The digits after a second's point as whole microseconds; digits after the sixth are cut. */
export const microsOf = (fraction: string): number => Number(fraction.slice(0, 6).padEnd(6, '0'));
