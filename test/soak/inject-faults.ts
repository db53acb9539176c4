import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, randomOf } from '../support/random.ts';
import type { Ground, Victim } from './killable-service.ts';

export interface Trouble {
  /** How often the faults change. */
  readonly turns: number;
  /** What is killed with `kill -9` meanwhile. */
  readonly kills: readonly Victim[];
  /** Requests of which nobody heard the end are sent again under their keys, when no fault disturbs any more. */
  readonly again: boolean;
}

const LOOK_MS = 50;
/** Sequences of random numbers that no editor has. */
const OWN = 2_000_000;

/**
 * Lets things go wrong while others work, as the seeds say: other faults each turn, and a `kill -9` now and then.
 * @param done - how much of the work is done, from 0 to 1; resolves when all is
 */
export async function injectFaults(
  ground: Ground,
  seeds: readonly number[],
  { turns, kills }: Trouble,
  done: () => number,
): Promise<void> {
  const random = randomOf(seeds[0] ?? 0, OWN);
  const marks = kills.map((victim) => ({ at: random.below(1_000) / 1_000, victim })).sort((a, b) => a.at - b.at);
  for (let turn = 0; done() < 1; await sleep(LOOK_MS)) {
    if (done() >= turn / turns) {
      const seed = seeds[turn % seeds.length] ?? 0;
      await ground.setFaults(faultsOf(randomOf(seed, OWN + 1 + turn)));
      turn += 1;
    }
    while (done() < 1 && marks[0] !== undefined && marks[0].at <= done()) {
      await ground.kill(marks[0].victim);
      marks.shift();
    }
  }
}

/** Faults of every kind in varying number; always some, so that functions need not start again when the first comes. */
const faultsOf = (random: Random): object => ({
  seed: random.below(1_000_000),
  duplicate: random.pick([0, 0.1, 0.3]),
  kill: random.pick([0, 0.02, 0.05, 0.1]),
  throttle: random.pick([0.01, 0.03, 0.05, 0.1]),
  delay_ms: random.pick([0, 50, 300]),
  engine_slow_ms: random.pick([0, 0, 2, 10]),
  index_delay_ms: random.pick([0, 0, 200, 2_000]),
});
