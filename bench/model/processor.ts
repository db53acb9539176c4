/** Processor time by function as `npm run bench -- profile` measured it last: the one place of these figures. */
import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import processor from './processor.json' with { type: 'json' };

interface Used {
  /** A work of `bench/support/profiled.ts`. */
  readonly name: string;
  readonly unit: string;
  /** Milliseconds a unit, by thread: functions, `runner`, `engine`, and `V8` for all of them. */
  readonly used: Readonly<Record<string, number>>;
}

/** Threads that a deployment does not have, or that work for all functions. */
const NO_FUNCTIONS: ReadonlySet<string> = new Set(['engine', 'V8', 'runner', 'guard', 'client']);

export const WORKS_MEASURED: readonly Used[] = processor.works;

/** The functions of a work, with their milliseconds a unit. */
export const functionsOf = ({ used }: Used): readonly (readonly [name: string, ms: number])[] =>
  Object.entries(used).filter(([name]) => !NO_FUNCTIONS.has(name));

/** Milliseconds a unit of a function, with its part of what V8 does beside all threads: compilation and garbage. */
export function processorOf(fn: string, work: string): number {
  const used = measuredOf(work);
  const { engine: _, client: __, V8: v8 = 0, ...threads } = used;
  const sum = Object.values(threads).reduce((all, ms) => all + ms, 0);
  return (used[fn] ?? 0) * (1 + v8 / sum);
}

function measuredOf(work: string): Used['used'] {
  const measured = WORKS_MEASURED.find(({ name }) => name === work);
  if (measured === undefined) throw new Error(`No work has the name ${work}`);
  return measured.used;
}

/** Keeps what was measured; `npm run model` then writes the tables that follow from it. */
export async function keepProcessor(works: readonly Used[]): Promise<void> {
  const rounded = works.map(({ used, ...work }) => ({
    ...work,
    used: Object.fromEntries(Object.entries(used).map(([name, ms]) => [name, Number(ms.toFixed(2))])),
  }));
  const kept = { date: new Date().toISOString().slice(0, 10), load: Math.round(loadavg()[0] ?? 0), works: rounded };
  await writeFile(join(import.meta.dirname, 'processor.json'), `${JSON.stringify(kept, null, 2)}\n`);
}
