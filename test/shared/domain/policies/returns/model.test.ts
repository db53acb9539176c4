/** Returns, landmarks and what stages would have taken are exactly those of a model that looks at each day. */
import { expect, it } from 'vitest';
import { atRisk, count, emptyCounters, WITHIN } from '../../../../../shared/domain/policies/returns/counters.ts';
import { type Life, spellsOf } from '../../../../../shared/domain/policies/returns/life.ts';
import { returnCurve } from '../../../../../shared/domain/policies/returns/report.ts';
import {
  landmark,
  type ReturnTally,
  takenByMonth,
  tallySpell,
} from '../../../../../shared/domain/policies/returns/tally.ts';
import { atNight } from '../../../../support/night.ts';
import { FIRST_DAY, randomBy, randomLives, TODAY } from './lives.ts';
import { lookAhead, walk } from './model.ts';

const PEOPLE = atNight(3_000, { byDay: 300 });
const SEED = Number(process.env['SEED'] ?? 29);
/** Imported people were seen up to 400 days before. */
const FROM = FIRST_DAY - 400;
const ASKED = [0, 1, 7, 30, 90, 91, 180, 365, 720];

const lives = randomLives(PEOPLE, randomBy(SEED));
const walks = lives.map((life) => walk(life, FROM, TODAY));

const countAges = (kind: 'seen' | 'neverSeen', which: (walked: ReturnType<typeof walk>, day: number) => boolean) => {
  const ages = new Map<number, number>();
  for (const walked of walks)
    walked.mornings.forEach((morning, day) => {
      if (morning?.kind !== kind || !which(walked, day)) return;
      ages.set(morning.age, (ages.get(morning.age) ?? 0) + 1);
    });
  return ages;
};

const monthOf = (day: number) => new Date((FROM + day) * 86_400_000).toISOString().slice(0, 7);

const ofKind = (kind: 'seen' | 'neverSeen', some: readonly Life[] = lives) =>
  some.flatMap((life) => spellsOf(life, TODAY)[kind]);

function tallied(some: readonly Life[]): ReturnTally {
  const tally: ReturnTally = new Map();
  for (const spell of ofKind('seen', some)) tallySpell(tally, spell, TODAY);
  return tally;
}

function countersOf(kind: 'seen' | 'neverSeen') {
  const counters = emptyCounters();
  for (const spell of ofKind(kind)) count(counters, spell);
  return counters;
}

it.each(['seen', 'neverSeen'] as const)('knows who was watched, and who returned, at each age: %s', (kind) => {
  const counters = countersOf(kind);
  const n = atRisk(counters);
  const watched = countAges(kind, () => true);
  const ends = (end: string) => countAges(kind, (walked, day) => walked.ends[day] === end);
  const [returned, prompted, withdrawn] = [ends('returned'), ends('prompted'), ends('withdrawn')];
  for (let age = 1; age <= 1_000; age++) {
    expect(n[age], `watched at ${age}`).toBe(watched.get(age) ?? 0);
    expect(counters.returned[age], `returned at ${age}`).toBe(returned.get(age) ?? 0);
    expect(counters.prompted[age], `prompted at ${age}`).toBe(prompted.get(age) ?? 0);
    expect(counters.withdrawn[age], `withdrawn at ${age}`).toBe(withdrawn.get(age) ?? 0);
  }
});

it('gives the shares of the model, and says unknown where somebody is missing at an age', () => {
  const curve = returnCurve(countersOf('seen'));
  const watched = countAges('seen', () => true);
  const back = countAges('seen', ({ ends }, day) => ends[day] === 'returned');
  for (const quiet of ASKED)
    for (const within of WITHIN) {
      let remains = 1;
      for (let age = quiet + 1; age <= quiet + within; age++)
        remains *= 1 - (back.get(age) ?? 0) / (watched.get(age) ?? Number.NaN);
      const { share } = curve(quiet, within);
      if (Number.isNaN(remains)) expect(share, `${quiet} ${within}`).toBeNull();
      else expect(share, `${quiet} ${within}`).toBeCloseTo(1 - remains, 10);
    }
});

it('counts by month whom a stage would have taken, who wrote again, and the plain cases', () => {
  const tally = tallied(lives);
  for (const quiet of ASKED) {
    const taken = new Map<string, { taken: number; wrote_within: Record<number, number>; wrote_ever: number }>();
    const cases = new Map(WITHIN.map((within) => [within, { returned: 0, cases: 0 }]));
    for (const walked of walks)
      walked.mornings.forEach((morning, day) => {
        if (morning?.kind !== 'seen' || morning.age !== quiet + 1) return;
        const { [monthOf(day)]: at = { taken: 0, wrote_within: { 30: 0, 90: 0, 365: 0 }, wrote_ever: 0 } } =
          Object.fromEntries(taken);
        at.taken += 1;
        for (const within of WITHIN) {
          const { wrote, outcome } = lookAhead(walked, day, within);
          if (wrote !== null && wrote <= within) at.wrote_within[within] = (at.wrote_within[within] ?? 0) + 1;
          if (wrote !== null && within === 365) at.wrote_ever += 1;
          const sum = cases.get(within);
          if (sum && outcome !== null) sum.cases += 1;
          if (sum && outcome) sum.returned += 1;
        }
        taken.set(monthOf(day), at);
      });
    const counted = takenByMonth(tally, quiet).filter((month) => month.taken > 0);
    expect(Object.fromEntries(counted.map(({ month, ...numbers }) => [month, numbers]))).toEqual(
      Object.fromEntries(taken),
    );
    for (const within of WITHIN) expect(landmark(tally, quiet, within)).toEqual(cases.get(within));
  }
});
