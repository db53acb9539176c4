import { type Ground, openGround, type Victim } from './killable-service.ts';
import { playRound, type Round } from './round.ts';

export { reportText } from './report.ts';
export { playRound, type Round } from './round.ts';

export interface Soak {
  readonly seeds: readonly number[];
  readonly contacts: number;
  readonly acts: number;
  readonly editors: number;
  /** How many seeds share a service, each in a workspace of its own. */
  readonly together: number;
  /** No seed is begun after so many. */
  readonly minutes: number;
}

/** How often the faults change for each seed. */
const TURNS = 4;

/** What is killed while so many seeds are played: no programme meets fewer kills than one that is played alone. */
function killsOf(seeds: number): Victim[] {
  const [runner, engine] = [Math.ceil(seeds / 2), Math.max(2, seeds)];
  return [...Array<Victim>(runner).fill('runner'), ...Array<Victim>(engine).fill('engine')];
}

/** A round that came to no end is a violation too. */
const broken = (seeds: readonly number[], begunWith: number, error: unknown): Round => ({
  ...{ seeds, faults: {}, requests: 0, slowestMs: 0, late: 0, contacts: 0, begunWith, seconds: 0, log: [] },
  violations: [`others: the round came to no end: ${error instanceof Error ? error.stack : error}`],
});

/** Plays the seeds, so many at a time, each time on a new service. */
export async function playSeeds(
  { seeds, together, minutes, ...size }: Soak,
  say: (line: string) => void,
): Promise<readonly Round[]> {
  const until = Date.now() + minutes * 60_000;
  const rounds: Round[] = [];
  let next: Promise<Ground> | null = null;
  for (let from = 0; from < seeds.length && Date.now() < until; from += together) {
    const some = seeds.slice(from, from + together);
    const ground: Promise<Ground> = next ?? openGround(some[0] ?? 0);
    next = null;
    // The next service starts beside the schedules of a day, which run one after the other.
    const nearEnd = () => {
      const seed = seeds[from + together];
      next = seed === undefined ? null : openGround(seed);
      // It is told when its turn comes.
      next?.catch(() => undefined);
    };
    const trouble = { turns: TURNS * some.length, kills: killsOf(some.length), again: true };
    const round = await playRound(some, size, trouble, { ground, nearEnd }).catch((error) =>
      broken(some, size.contacts, error),
    );
    rounds.push(round);
    const { seconds, requests, violations } = round;
    say(
      `seed ${round.seeds.join(', ')}: ${Math.round(seconds)} s, ${requests} requests, ${violations.length} violations`,
    );
    for (const violation of violations) say(`  ${violation}`);
  }
  // Its time was over before the next one began.
  await (next as Promise<Ground> | null)?.then((ground) => ground.stop());
  return rounds;
}
