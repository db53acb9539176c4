/** Processor time of the engine, of each thread of the runner (named by function), and of this process. Linux only. */
import { readdir, readFile } from 'node:fs/promises';

/** Milliseconds of processor time, by user. */
export type Used = ReadonlyMap<string, number>;

const MS_A_TICK = 10;

/** The name and milliseconds of a process or thread; null when it has ended. */
async function read(path: string): Promise<{ name: string; ms: number; parent: number } | null> {
  const stat = await readFile(`${path}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  const rest = stat.slice(stat.lastIndexOf(')') + 2);
  const fields = rest.split(' ').map(Number);
  return { name, ms: ((fields[11] ?? 0) + (fields[12] ?? 0)) * MS_A_TICK, parent: fields[1] ?? 0 };
}

/** V8's threads that serve the whole process: compilation and garbage collection. */
const isOfV8 = (thread: string): boolean => thread === 'V8Worker' || thread.startsWith('DelayedTask');

const nameOf = (thread: string): string =>
  isOfV8(thread) ? 'V8' : thread === 'MainThread' || thread === 'node' ? 'runner' : thread;

/** The use so far by a runner, its engine and this process, without ended threads. */
export async function readUsed(runner: number): Promise<Used> {
  const used = new Map<string, number>();
  const add = (name: string, ms: number): void => void used.set(name, (used.get(name) ?? 0) + ms);
  for (const thread of await readdir(`/proc/${runner}/task`)) {
    const one = await read(`/proc/${runner}/task/${thread}`);
    if (one !== null) add(nameOf(one.name), one.ms);
  }
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const one = await read(`/proc/${pid}`);
    if (one?.parent === runner) add(one.name === 'dynoxide' || one.name === 'java' ? 'engine' : 'guard', one.ms);
  }
  const { user, system } = process.cpuUsage();
  add('client', (user + system) / 1_000);
  return used;
}

/** Milliseconds a contact, between two readings. */
export const perContact = (before: Used, after: Used, contacts: number): Used =>
  new Map([...after].map(([name, ms]) => [name, Math.max(0, ms - (before.get(name) ?? 0)) / contacts]));
