/**
 * The same numbers without spells, counters or curves: every person is followed day by day, and every question is
 * answered by looking at the days after. It imports nothing but the form of a life.
 */
import type { Life, Sign } from '../../../../../shared/domain/policies/returns/life.ts';

type Kind = 'seen' | 'neverSeen';
/** How a person was at the beginning of a day: for how many days quiet while watched, or null. */
interface Morning {
  readonly kind: Kind;
  readonly age: number;
}

interface Walk {
  /** By day; null when the person was not watched, or nothing was known. */
  readonly mornings: (Morning | null)[];
  /** By day: what ended the quiet of that morning. */
  readonly ends: ('returned' | 'prompted' | 'withdrawn' | null)[];
  readonly seen: boolean[];
}

/** From the first day of any sign up to today. Days are counted from `first`. */
export function walk(life: Life, first: number, today: number): Walk {
  const byDay = new Map<number, Sign[]>();
  for (const sign of life.signs) byDay.set(sign.day, [...(byDay.get(sign.day) ?? []), sign]);
  const [mornings, ends, seen]: [Walk['mornings'], Walk['ends'], boolean[]] = [[], [], []];
  let last: number | null = null;
  let kind: Kind = 'neverSeen';
  let isIn = true;
  let asked: number | null = null;
  for (let day = first; day <= today; day++) {
    const isWatched = isIn && last !== null && day > life.watchedFrom && day > last;
    const morning: Morning | null = isWatched && last !== null ? { kind, age: day - last } : null;
    let end: Walk['ends'][number] = null;
    let wasSeen = false;
    if (day === life.createdOn && last === null) last = day;
    for (const { is } of byDay.get(day) ?? []) {
      if (is === 'prompted') asked = day;
      if (is === 'withdrawn') {
        if (isIn) end ??= 'withdrawn';
        isIn = false;
      }
      if (is === 'restored') isIn = true;
      if (is === 'seen') {
        if (isIn) end ??= asked !== null && day - asked <= 14 ? 'prompted' : 'returned';
        [last, kind, asked, wasSeen] = [day, 'seen', null, true];
      }
    }
    mornings.push(morning);
    ends.push(morning === null ? null : end);
    seen.push(wasSeen);
  }
  return { mornings, ends, seen };
}

/** What came of a person who was quiet for exactly `days` on the evening before `day`, by looking day by day. */
export function lookAhead({ mornings, ends, seen }: Walk, day: number, within: number) {
  const last = day - 1 + within;
  let wrote: number | null = null;
  for (let at = day; at < seen.length && wrote === null; at++) if (seen[at]) wrote = at - day + 1;
  let outcome: boolean | null = last >= seen.length ? null : false;
  for (let at = day; at <= last && outcome === false; at++) {
    const end = ends[at] ?? null;
    if (end === 'returned') outcome = true;
    if (end !== null && end !== 'returned') {
      if (at < last) outcome = null;
      break;
    }
    if (mornings[at] === null) throw new Error(`The watch ends without a reason on day ${at}.`);
  }
  return { wrote, outcome };
}
