import { createHmac } from 'node:crypto';
import { shown, violationsOf } from '../support/checker/checker.ts';
import { readTablesAt } from '../support/checker/tables.ts';
import { injectFaults, type Trouble } from './inject-faults.ts';
import { judge } from './judge.ts';
import { type Ground, openGround } from './killable-service.ts';
import { actsOf, letADayPass, playActs, prepareWorld, type Size } from './play.ts';
import { wrongSearches } from './searches.ts';

export interface Round {
  readonly seeds: readonly number[];
  readonly faults: Readonly<Record<string, number>>;
  readonly requests: number;
  readonly slowestMs: number;
  /** Requests that waited for 29 seconds or more. */
  readonly late: number;
  readonly contacts: number;
  /** Contacts that each seed began with. */
  readonly begunWith: number;
  readonly seconds: number;
  /** By what they are about, in words. */
  readonly violations: readonly string[];
  readonly log: readonly string[];
}

interface Playing {
  readonly say?: (line: string) => void;
  /** The service to play on, which is stopped in the end; a new one when left out. */
  readonly ground?: Promise<Ground>;
  /** Is called when all that is left to do needs one processor. */
  readonly nearEnd?: () => void;
}

/** Plays some seeds at the same time, each in a workspace of its own, on one service. */
export async function playRound(
  seeds: readonly number[],
  size: Size,
  trouble: Trouble,
  { say = () => undefined, ground: opening = openGround(seeds[0] ?? 0), nearEnd = () => undefined }: Playing = {},
): Promise<Round> {
  const begun = performance.now();
  const ground = await opening;
  try {
    const worlds = await Promise.all(seeds.map((seed) => prepareWorld(ground, seed, size)));
    say('playing');
    const done = () => worlds.reduce((sum, world) => sum + world.done, 0) / actsOf(size, worlds.length);
    const playing = worlds.map((world, index) => playActs(world, seeds[index] ?? 0, size));
    await Promise.all([injectFaults(ground, seeds, trouble, done), ...playing]);
    say(`played for ${Math.round((performance.now() - begun) / 1_000)} s`);
    const faults = await ground.happened();
    say('a day passes');
    nearEnd();
    await letADayPass(ground, worlds, trouble);
    const { violations, bySnapshot } = await violationsAt(ground, worlds);
    const heard = worlds.map(({ ask }) => ask.heard);
    return {
      seeds,
      faults: { ...faults, ...(bySnapshot > 0 && { [BY_SNAPSHOT]: bySnapshot }) },
      requests: heard.reduce((sum, { requests }) => sum + requests, 0),
      slowestMs: Math.max(...heard.map(({ slowestMs }) => slowestMs)),
      late: heard.reduce((sum, { late }) => sum + late, 0),
      begunWith: size.contacts,
      contacts: worlds.reduce((sum, { memory }) => sum + memory.people.length, 0),
      seconds: (performance.now() - begun) / 1_000,
      violations: [...violations, ...heard.flatMap(({ problems }) => problems.map((problem) => `answer: ${problem}`))],
      log: await ground.log(),
    };
  } finally {
    await ground.stop();
  }
}

/** Stands beside the faults: what the round has met. */
const BY_SNAPSHOT = 'searches by a snapshot';

async function violationsAt(ground: Ground, worlds: Awaited<ReturnType<typeof prepareWorld>>[]) {
  const tables = await readTablesAt(await ground.place());
  const hash = (text: string) => createHmac('sha256', ground.key()).update(text).digest('base64url');
  const check = { now: ground.now(), hash, afterNight: true };
  const { wrong, bySnapshot } = await wrongSearches(ground, worlds, tables);
  const violations = worlds.flatMap((world) => [
    ...judge(world, tables).map(({ wrong, text }) => `${wrong}: ${text}`),
    ...shown(violationsOf(tables, { ...check, workspace: world.workspace })),
  ]);
  return { violations: [...wrong, ...violations], bySnapshot };
}
