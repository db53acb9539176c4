/** Random lives over two years: chatty and quiet people, late ones, opt-outs and returns, notices, imports. */
import type { Life, Sign } from '../../../../../shared/domain/policies/returns/life.ts';

/** A small generator of numbers from 0 to 1 by a seed (mulberry32). */
export function randomBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const FIRST_DAY = 20_000;
const DAYS = 730;
export const TODAY = FIRST_DAY + DAYS;

export const randomLives = (count: number, random: () => number): Life[] =>
  Array.from({ length: count }, () => randomLife(random));

function randomLife(random: () => number): Life {
  const isOld = random() < 0.4;
  const created = isOld ? FIRST_DAY : FIRST_DAY + Math.floor(random() * DAYS);
  const imported = !isOld && random() < 0.3;
  const signs: Sign[] = imported ? [{ day: created - Math.floor(random() * 400), is: 'seen' }] : [];
  const everyDays = [2, 10, 40, 150, 500][Math.floor(random() * 5)] ?? 40;
  const leaving = random() < 0.3 ? 0.004 : 0.0004;
  for (let day = created; day <= TODAY; day++) {
    // Several things may happen on one day, in any order.
    for (let more = true; more; more = random() < 0.1) {
      const chance = random();
      if (chance < 1 / everyDays) signs.push({ day, is: 'seen' });
      else if (chance > 1 - leaving) signs.push({ day, is: 'withdrawn', as: random() < 0.5 ? 'archived' : 'stopped' });
      else if (chance > 1 - 3 * leaving) signs.push({ day, is: 'restored' });
      else if (chance > 0.99) signs.push({ day, is: 'prompted' });
    }
  }
  return { watchedFrom: created, createdOn: isOld ? null : created, signs };
}
