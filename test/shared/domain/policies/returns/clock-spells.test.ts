/** Clocks of a status, of the creation and of a date, against people who are followed day by day. */
import { expect, it } from 'vitest';
import type { Life, Spell } from '../../../../../shared/domain/policies/returns/life.ts';
import { daySpells, statusSpells } from '../../../../../shared/domain/policies/returns/simulation.ts';
import { type ReturnTally, takenByMonth, tallySpell } from '../../../../../shared/domain/policies/returns/tally.ts';
import { atNight } from '../../../../support/night.ts';
import { FIRST_DAY, randomBy, randomLives, TODAY } from './lives.ts';

const random = randomBy(Number(process.env['SEED'] ?? 31));
const lives = randomLives(atNight(3_000, { byDay: 300 }), random);
const ASKED = [0, 1, 30, 90, 365];
const monthOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 7);

/** `start`: since when the clock of a person runs in the morning of a day; null when it does not. */
type Clock = (life: Life, isIn: boolean, inStatus: number | null) => number | null;

function followed(clock: Clock, days: number) {
  const taken = new Map<string, { taken: number; ever: number; in90: number }>();
  for (const life of lives) {
    const byDay = Map.groupBy(life.signs, ({ day }) => day);
    let isIn = true;
    let inStatus: number | null = null;
    for (let day = FIRST_DAY - 400; day <= TODAY; day++) {
      const start = day > life.watchedFrom ? clock(life, isIn, inStatus) : null;
      if (start === day - days - 1) {
        const month = taken.get(monthOf(day)) ?? { taken: 0, ever: 0, in90: 0 };
        const later = life.signs.filter((sign) => sign.is === 'seen' && sign.day >= day && sign.day <= TODAY);
        month.taken += 1;
        if (later.length > 0) month.ever += 1;
        if (later.some((sign) => sign.day < day + 90)) month.in90 += 1;
        taken.set(monthOf(day), month);
      }
      for (const { is, as } of byDay.get(day) ?? []) {
        if (is !== 'withdrawn' && is !== 'restored') continue;
        isIn = is === 'restored';
        inStatus = as === 'stopped' ? day : null;
      }
    }
  }
  return Object.fromEntries([...taken].sort());
}

function counted(spells: readonly Spell[], days: number) {
  const tally: ReturnTally = new Map();
  for (const spell of spells) tallySpell(tally, spell, TODAY);
  return Object.fromEntries(
    takenByMonth(tally, days)
      .filter(({ taken }) => taken > 0)
      .map((one) => [one.month, { taken: one.taken, ever: one.wrote_ever, in90: one.wrote_within[90] }]),
  );
}

it.each(ASKED)('takes whom the model takes after %s days in a status', (days) => {
  const spells = lives.flatMap((life) => statusSpells(life, 'stopped', TODAY));
  expect(counted(spells, days)).toEqual(followed((_, __, inStatus) => inStatus, days));
});

it.each(ASKED)('takes whom the model takes %s days after a date, while active', (days) => {
  const dateOf = ({ watchedFrom }: Life) => watchedFrom - 50 + ((watchedFrom * 7) % 200);
  const spells = lives.flatMap((life) => daySpells(life, dateOf(life), TODAY));
  expect(counted(spells, days)).toEqual(followed((life, isIn) => (isIn ? dateOf(life) : null), days));
});
