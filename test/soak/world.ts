import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiAnswer } from '../support/api/api.ts';
import type { Random } from '../support/random.ts';
import type { Ground } from './killable-service.ts';
import type { Memory } from './memory.ts';
import { type Answered, type Ask, insist, insistUnlessHeld } from './requests.ts';

/** One workspace that is played with, and all that is known of it. */
export interface World {
  readonly ground: Ground;
  readonly ask: Ask;
  readonly memory: Memory;
  readonly workspace: string;
  /** Static groups that stay; the first has everybody. */
  readonly groups: readonly string[];
  /** A number that nothing else has. */
  next(): number;
  /** What is to be done once no fault disturbs any more: requests of which nobody heard the end. */
  readonly later: (() => Promise<void>)[];
  /** Those who wait for the end of jobs. */
  readonly followers: Set<Promise<void>>;
  /** How many acts are done. */
  done: number;
  /** Is aborted when nobody waits for jobs any more. */
  readonly closing: AbortController;
}

/** Something that an editor, a machine or a person does. */
export type Act = (world: World, random: Random) => Promise<void>;

const TRIES = 3;

/**
 * Sends a request under an `Idempotency-Key` until it is done. Without an answer it is kept for later, and sent again.
 * Then `done` is called once, or `refused`; without `refused` a refusal is a violation.
 */
export async function surely(
  { ask, later, memory }: World,
  [method, path, body]: readonly [string, string, unknown],
  key: string,
  done: (body: ApiAnswer['body']) => void,
  refused?: () => void,
): Promise<void> {
  const finish = ({ is, body: answer, status }: Answered): boolean => {
    if (is === 'unknown') return false;
    if (is === 'done') done(answer);
    else if (refused) refused();
    else memory.problems.push(`${method} ${path} was refused: ${status} ${JSON.stringify(answer)}`);
    return true;
  };
  if (finish(await insistUnlessHeld(ask, TRIES, method, path, body, key))) return;
  later.push(async () => {
    if (!finish(await insist(ask, 20, method, path, body, key)))
      memory.problems.push(`${method} ${path}: nothing is heard although there is no fault`);
  });
}

const ENDED = ['completed', 'failed', 'interrupted'];
/** The first look is after so long, later ones are less and less often. */
const LOOK_MS = 200;
const LOOK_AT_LEAST_MS = 1_000;

/** Looks at a job until it has ended, or nobody waits any more. `ready` is called while it waits to be run. */
export function followJob(
  world: World,
  uuid: string,
  { ended, ready }: { readonly ended: () => void; readonly ready?: (job: ApiAnswer['body']) => Promise<void> },
): void {
  const follow = async () => {
    const { signal } = world.closing;
    for (let looks = 1; !signal.aborted; looks += 1) {
      await sleep(Math.min(LOOK_MS * looks, LOOK_AT_LEAST_MS), undefined, { signal }).catch(() => undefined);
      const { is, body } = await world.ask('GET', `jobs.json?uuid=${uuid}`);
      if (is !== 'done') continue;
      const [job] = body.results;
      if (job === undefined) return void world.memory.problems.push(`job ${uuid} was acknowledged and is not there`);
      if (ENDED.includes(job.status)) return ended();
      if (job.status === 'ready') await ready?.(job);
      if (job.status === 'paused') await world.ask('POST', `jobs.json?uuid=${uuid}`, { action: 'resume' });
    }
  };
  const following = follow().finally(() => world.followers.delete(following));
  world.followers.add(following);
}
