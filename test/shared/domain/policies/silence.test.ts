/** When nobody is heard any more by a channel: from when, until when, and what is none. */
import { expect, it } from 'vitest';
import { instant } from '../../../../shared/domain/instant.ts';
import { type Heard, silencesIn } from '../../../../shared/domain/policies/silence.ts';

/** Ten on each day from one to another, but on those that are left out. */
const tenADay = (from: number, to: number, without: readonly number[] = []): Heard => ({
  days: new Map(
    Array.from({ length: to - from + 1 }, (_, at) => from + at).flatMap((day) =>
      without.includes(day) ? [] : [[day, 10] as const],
    ),
  ),
  last: instant(0),
});
const LAST = 20_060;
const usual = Array.from({ length: 7 }, () => 10);
const line = (heard: Heard): ReadonlyMap<string, Heard> => new Map([['line', heard]]);
const DEAD = { source: 'line', since: LAST + 1, usual };

it('begins after four days without anything, and says since when', () => {
  const heard = line(tenADay(LAST - 59, LAST));
  expect(silencesIn(heard, LAST + 4, [])).toEqual([]);
  expect(silencesIn(heard, LAST + 5, [])).toEqual([DEAD]);
});

it('is none in a holiday of three days, and none of what is not usual yet', () => {
  const holiday = [LAST + 1, LAST + 2, LAST + 3];
  expect(silencesIn(line(tenADay(LAST - 59, LAST + 4, holiday)), LAST + 5, [])).toEqual([]);
  expect(silencesIn(line(tenADay(LAST - 6, LAST)), LAST + 5, [])).toEqual([]);
});

it.each([10, 79, 81, 400])(
  'goes on after %i days, also when nothing is kept any more of what arrived before',
  (days) => {
    const today = LAST + days;
    const kept = days < 80 ? line(tenADay(today - 80, LAST)) : new Map<string, Heard>();
    expect(silencesIn(kept, today, [DEAD])).toEqual([DEAD]);
  },
);

it('ends by itself when people return', () => {
  const back = LAST + 30;
  expect(silencesIn(line(tenADay(back, back + 6)), back + 7, [DEAD])).toEqual([]);
});
