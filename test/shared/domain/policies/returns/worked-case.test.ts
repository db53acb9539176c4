/** The table `returns.json` in `test/cases/domain`: ten people, worked out by hand. */
import { describe, expect, it } from 'vitest';
import {
  atRisk,
  type Counters,
  count,
  emptyCounters,
  type Within,
} from '../../../../../shared/domain/policies/returns/counters.ts';
import { type Life, type Sign, spellsOf } from '../../../../../shared/domain/policies/returns/life.ts';
import { returnCurve, wilson } from '../../../../../shared/domain/policies/returns/report.ts';
import { landmark, type ReturnTally, tallySpell } from '../../../../../shared/domain/policies/returns/tally.ts';
import cases from '../../../../cases/domain/returns.json' with { type: 'json' };

const { today } = cases;

interface Person {
  readonly seen: readonly number[];
  readonly withdrawn?: number;
  readonly created?: number;
}

function lifeOf({ seen, withdrawn, created }: Person): Life {
  const signs: Sign[] = seen.map((day) => ({ day, is: 'seen' }));
  if (withdrawn !== undefined) signs.push({ day: withdrawn, is: 'withdrawn' });
  return { watchedFrom: created ?? 0, createdOn: created ?? null, signs };
}

const people = Object.values(cases.people as Record<string, Person>).map((person) => spellsOf(lifeOf(person), today));
const spells = people.flatMap(({ seen }) => seen);
const counters = emptyCounters();
const tally: ReturnTally = new Map();
for (const spell of spells) {
  count(counters, spell);
  tallySpell(tally, spell, today);
}

const agesIn = (kind: keyof Counters) => [...counters[kind]].flatMap((count, age) => Array(count).fill(age));

const fraction = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const [above = 0, below = 1] = text.split('/').map(Number);
  return above / below;
};

describe('ten people, worked out by hand', () => {
  it('counts each return, withdrawal, open spell and late entry at its age', () => {
    for (const [kind, ages] of Object.entries(cases.counted))
      expect(agesIn(kind as keyof Counters), kind).toEqual(ages);
  });

  it('counts the person who was never seen apart', () => {
    expect(people.flatMap(({ neverSeen }) => neverSeen)).toEqual([
      { start: 300, from: 0, to: 100, ends: 'open', sightings: [] },
    ]);
  });

  it('knows how many were watched at each age', () => {
    const n = atRisk(counters);
    for (const [age, count] of Object.entries(cases.at_risk)) expect(n[Number(age)], age).toBe(count);
  });

  it.each(cases.returns)('of people quiet for $quiet days, within $within', (row) => {
    const found = returnCurve(counters)(row.quiet, row.within);
    const share = fraction(row.share);
    if (share === null) expect(found).toEqual({ share: null, interval: null });
    else expect(found.share).toBeCloseTo(share, 12);
    expect(landmark(tally, row.quiet, row.within as Within)).toEqual({ returned: row.returned, cases: row.cases });
  });

  it('is unknown, and not 0, for longer than anybody was quiet', () => {
    expect(returnCurve(counters)(400, 30)).toEqual({ share: null, interval: null });
  });
});

describe('the interval of a plain count', () => {
  const percent = (share: number) => (share === 0 ? '0' : (share * 100).toFixed(1));

  it.each(cases.intervals)('$returned of $cases: $interval', ({ returned, cases: n, interval }) => {
    const { low, high } = wilson(returned, n) ?? { low: 1, high: 0 };
    expect(`${percent(low)}–${percent(high)} %`).toBe(interval);
  });

  it('is none without a case', () => expect(wilson(0, 0)).toBeNull());

  it('never leaves 0 to 1', () => {
    expect(wilson(7, 7)).toMatchObject({ high: 1 });
    expect(wilson(1, 1)?.low).toBeGreaterThan(0);
  });
});
