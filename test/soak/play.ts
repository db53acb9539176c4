import { sideBySide } from '../support/api/client.ts';
import { type Random, randomOf } from '../support/random.ts';
import { anyAct, createPerson, MARKING_FLOW } from './acts/index.ts';
import type { Trouble } from './inject-faults.ts';
import { CALM, type Ground } from './killable-service.ts';
import { newMemory } from './memory.ts';
import { openAsk } from './requests.ts';
import type { World } from './world.ts';

export interface Size {
  /** Contacts that are there before the first fault. */
  readonly contacts: number;
  /** Acts of all editors together. */
  readonly acts: number;
  /** Editors at work at the same time. */
  readonly editors: number;
}

const GROUPS = ['Everybody', 'Left', 'Right'];
const CREATORS = 6;

/** A workspace with people, before anything goes wrong. */
export async function prepareWorld(ground: Ground, seed: number, { contacts }: Size): Promise<World> {
  const { token, workspace } = await ground.newWorkspace();
  const ask = openAsk(ground, token);
  const post = async (path: string, body: object) => {
    const { is, body: answer, status } = await ask('POST', path, body);
    if (is !== 'done') throw new Error(`POST ${path} answered ${status}: ${JSON.stringify(answer)}`);
    return answer;
  };
  await post('settings.json', { api_rates: { v2: 1_000_000, 'v2.contacts': 1_000_000 }, confirm_above: 1_000_000 });
  for (const [name, type] of [
    ['Plan', 'text'],
    ['Remark', 'text'],
    ['Marks', 'text'],
    ['Hits', 'number'],
  ])
    await post('fields.json', { name, type });
  const groups: string[] = [];
  for (const name of GROUPS) groups.push((await post('groups.json', { name })).uuid);
  await post('flows.json', MARKING_FLOW);
  let n = 0;
  const next = () => ++n;
  const later: World['later'] = [];
  const world: World = {
    ground,
    ask,
    memory: newMemory(),
    workspace,
    groups,
    next,
    later,
    followers: new Set(),
    done: 0,
    closing: new AbortController(),
  };
  const everyone = Array.from({ length: contacts }, (_, index) => randomOf(seed, index));
  await sideBySide(everyone, (random) => createPerson(world, random), CREATORS);
  return world;
}

/** Acts of each editor. */
const each = ({ acts, editors }: Size): number => Math.ceil(acts / editors);

/** Acts of all editors of so many worlds. */
export const actsOf = (size: Size, worlds: number): number => each(size) * size.editors * worlds;

/** All editors do what the seed says, one act after the other each; resolves when the last is done. */
export async function playActs(world: World, seed: number, size: Size): Promise<void> {
  const lanes = Array.from({ length: size.editors }, (_, lane) => randomOf(seed, 1_000_000 + lane));
  const lane = async (random: Random) => {
    for (let act = 0; act < each(size); act += 1) {
      const failed = (error: unknown) => void world.memory.problems.push(`an act failed: ${error}`);
      await anyAct(random)(world, random).catch(failed);
      world.done += 1;
    }
  };
  await Promise.all(lanes.map(lane));
}

const MINUTE_MS = 60_000;
/** What is done while functions may hold old groups, stuck jobs and taken keys is done again some minutes later. */
const ROUNDS = 4;
const ROUND_MINUTES = 5;
const NIGHTS = 2;

/**
 * Without faults: everything comes to its end, the watchdog runs a few times, and a day passes with its nightly work.
 */
export async function letADayPass(
  ground: Ground,
  worlds: readonly World[],
  { again }: Pick<Trouble, 'again'>,
): Promise<void> {
  await ground.setFaults(CALM);
  await settle(ground);
  for (let round = 0; round < ROUNDS; round += 1) {
    await ground.advance(ROUND_MINUTES * MINUTE_MS);
    for (const { later } of worlds) for (const act of later.splice(0)) if (again) await act();
    await ground.local('POST', 'schedules/watchdog/run');
    await settle(ground);
  }
  for (const world of worlds) {
    world.closing.abort();
    await Promise.all(world.followers);
  }
  const { schedules } = await ground.local('GET', 'info');
  await ground.advance(24 * 60 * MINUTE_MS);
  await ground.local('POST', 'ttl/run');
  for (let night = 0; night < NIGHTS; night += 1) {
    // Not after the last one: a day that begins between it and the check has had no sweep.
    await ground.advance(ROUND_MINUTES * MINUTE_MS);
    for (const schedule of schedules) {
      await ground.local('POST', `schedules/${schedule}/run`);
      await settle(ground);
    }
  }
}

const SETTLE_SECONDS = 600;

async function settle(ground: Ground): Promise<void> {
  await ground.local('GET', `idle?timeout=${SETTLE_SECONDS}`);
}
