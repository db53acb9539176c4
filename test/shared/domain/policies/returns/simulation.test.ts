import { expect, it } from 'vitest';
import type { Life, Sign } from '../../../../../shared/domain/policies/returns/life.ts';
import { type Played, playLives } from '../../../../../shared/domain/policies/returns/simulation.ts';
import { totalOf } from '../../../../../shared/domain/policies/returns/tally.ts';
import cases from '../../../../cases/domain/returns.json' with { type: 'json' };

const { today } = cases;
const played = (life: Life): Played => ({ life, clock: { type: 'last_seen' } });
const seen = (...days: number[]): Sign[] => days.map((day) => ({ day, is: 'seen' }));
const person = (...days: number[]): Life => ({ watchedFrom: 0, createdOn: null, signs: seen(...days) });

const trial = (lives: readonly Life[], days: number, until = today) =>
  playLives(lives.map(played), [days], until).trials.find((one) => one.days === days)?.months ?? [];

it('takes a person on the night after the last of the days, and not when the person writes on it', () => {
  expect(totalOf(trial([person(0, 90)], 90, 100)).taken).toBe(0);
  expect(totalOf(trial([person(0, 91)], 90, 100))).toEqual({
    taken: 1,
    wrote_within: { 30: 1, 90: 1, 365: 1 },
    wrote_ever: 1,
  });
});

it('says null, and not 0, of people who came here with a past, by each clock', () => {
  const came = (...days: number[]): Life => ({ watchedFrom: 300, createdOn: 0, signs: seen(...days) });
  const trials = (life: Life, clock: Played['clock'] = { type: 'last_seen' }) =>
    new Map(playLives([{ life, clock }], [], 300).trials.map(({ days, unknown, total }) => [days, { unknown, total }]));
  // Quiet for 100 days when the list came: 90 is unknown, and after 105 nobody was taken yet.
  expect(trials(came(200)).get(90)).toEqual({ unknown: 1, total: null });
  expect(trials(came(200)).get(105)).toMatchObject({ unknown: 0, total: { taken: 0 } });
  expect(trials(came()).get(270)).toEqual({ unknown: 1, total: null });
  expect(trials(came(200), { type: 'day', day: 250 }).get(45)).toEqual({ unknown: 1, total: null });
  expect(trials(came(200), { type: 'day', day: 250 }).get(60)).toMatchObject({ unknown: 0, total: { taken: 0 } });
  const archived: Life = { ...came(), signs: [{ day: 100, is: 'withdrawn', as: 'archived' }] };
  expect(trials(archived, { type: 'status', status: 'archived' }).get(150)).toEqual({ unknown: 1, total: null });
  // Who was here all the time is known: nobody was taken in the days that are shown.
  expect(trials(came(200, 290)).get(105)).toMatchObject({ unknown: 0, total: { taken: 0 } });
  // No life is known for so long, so nobody taken tells nothing.
  expect(trials(person(0)).get(365)).toEqual({ unknown: 0, total: null });
});

it('counts whom it knows beside those of whom it does not', () => {
  const came: Life = { watchedFrom: 300, createdOn: 0, signs: seen(100) };
  const [trial] = playLives([played(came), played(person(0))], [], 300).trials;
  expect(trial).toMatchObject({ days: 7, unknown: 1, total: { taken: 1 } });
});

it('says when those wrote again whom a stage would have taken', () => {
  const within = (days: number) => totalOf(trial([person(0, 90 + days)], 90, 100 + days)).wrote_within;
  expect(within(30)).toEqual({ 30: 1, 90: 1, 365: 1 });
  expect(within(31)).toEqual({ 30: 0, 90: 1, 365: 1 });
  expect(within(91)).toEqual({ 30: 0, 90: 0, 365: 1 });
});

it('takes people who were never seen by the day of their creation, as a night does', () => {
  const life: Life = { watchedFrom: 300, createdOn: 300, signs: [] };
  expect(totalOf(trial([life], 90)).taken).toBe(1);
  expect(playLives([played(life)], [90], today)).toMatchObject({
    neverSeen: { open: 1, wrote: 0 },
  });
});

it('regrets a person who wrote again after an opt-out, although the return curve ends with it', () => {
  const life: Life = {
    watchedFrom: 0,
    createdOn: null,
    signs: [...seen(0), { day: 120, is: 'withdrawn', as: 'stopped' }, ...seen(150)],
  };
  expect(totalOf(trial([life], 90, 200))).toMatchObject({ taken: 1, wrote_ever: 1 });
  expect(playLives([played(life)], [], today).returns[90].returned[90 - 7]).toBe(0);
});

it('answers for each number of days from 7 to the longest quiet, with unknown where nobody was watched longer', () => {
  const { returns } = playLives([played(person(0, 40))], [], today);
  // Quiet since day 40, for 360 days today; nobody can be more than 359 days quiet and watched for another day.
  for (const column of Object.values(returns[30])) expect(column).toHaveLength(359 - 7 + 1);
  expect(returns[30].share.at(0)).toBe(0);
  expect(returns[30].share.at(30 - 7)).toBe(0.5);
  expect(returns[30].share.at(-1)).toBeNull();
  expect(returns[365].cases.at(-1)).toBe(0);
});

it('answers nothing, and not 0, where nobody was quiet for a week', () => {
  const { returns } = playLives([played(person(398))], [], today);
  for (const column of Object.values(returns[90])) expect(column).toEqual([]);
});
