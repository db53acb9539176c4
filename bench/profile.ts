/** Processor time of each thread of the service. `npm run bench -- profile [--contacts 3000]` */
import { cpus, loadavg } from 'node:os';
import { Worker } from 'node:worker_threads';
import { keepProcessor } from './model/processor.ts';
import { perContact, readUsed, type Used } from './support/processor.ts';
import { timesOfChanges, WORKS, type Work } from './support/profiled.ts';
import { startRunning } from './support/running.ts';
import { table } from './support/table.ts';

interface Measured {
  readonly work: Work;
  readonly count: number;
  /** Milliseconds of processor time of each thread, a unit of the work. */
  readonly used: Used;
}

/** Otherwise most messages would wait for their turn, and cost what waiting costs (`inboundMessageRate`). */
const UNBOUNDED = { CDK_CONTEXT_JSON: JSON.stringify({ inboundMessageRate: 1_000_000 }) };

/** Does each work once to warm up, and once to measure, in the same threads. The model is told of the times. */
export async function measureProfile(count: number): Promise<Measured[]> {
  const running = await startRunning(UNBOUNDED);
  const measured: Measured[] = [];
  try {
    for (const work of WORKS) {
      await (await work.prepare(running, count))();
      const act = await work.prepare(running, count);
      await running.service.idle(600);
      const before = await readUsed(running.service.pid);
      await act();
      await running.service.idle(600);
      measured.push({ work, count, used: perContact(before, await readUsed(running.service.pid), count) });
    }
  } finally {
    await running.service.stop();
  }
  await keepProcessor(
    measured.map(({ work: { name, unit }, used }) => ({ name, unit, used: Object.fromEntries(used) })),
  );
  return measured;
}

function tableOf({ work, count, used }: Measured): string {
  const all = [...used].filter(([name]) => name !== 'client');
  const shown = all.filter(([, ms]) => ms >= 0.01).sort(([, one], [, other]) => other - one);
  const node = all.reduce((sum, [name, ms]) => sum + (name === 'engine' ? 0 : ms), 0);
  return `**${work.name}** (${count} times): milliseconds a ${work.unit}, ${node.toFixed(2)} of Node and ${(used.get('engine') ?? 0).toFixed(2)} of the engine

${table([['', 'milliseconds'], ...shown.map(([name, ms]) => [name, ms.toFixed(2)])])}`;
}

/** Threads that work all the time beside the service. */
const BUSY = [0, 2];
const CHANGES = 1_000;

/** How long a change takes, one after the other, as rows of a table. */
export async function measureWaits(): Promise<string[][]> {
  const running = await startRunning(UNBOUNDED);
  try {
    await timesOfChanges(running, CHANGES);
    const rows: string[][] = [];
    for (const count of BUSY) {
      const loops = Array.from({ length: count }, () => new Worker('for (;;);', { eval: true }));
      const times = await timesOfChanges(running, CHANGES);
      await Promise.all(loops.map((loop) => loop.terminate()));
      const [median = 0, slow = 0] = [0.5, 0.99].map((part) => times[Math.floor(part * CHANGES)] ?? 0);
      rows.push([String(count), median.toFixed(1), slow.toFixed(1), (slow / median).toFixed(1)]);
    }
    return rows;
  } finally {
    await running.service.stop();
  }
}

export const profileTable = (
  measured: readonly Measured[],
  waits: readonly string[][],
): string => `## Where the time goes

\`npm run bench -- profile\`: processor time of each thread (functions by name, the runner without them, V8's own threads), warm. The engine is a program of its own.
On ${new Date().toISOString().slice(0, 10)}, at a load of ${Math.round(loadavg()[0] ?? 0)} on ${cpus().length} processors, with its own threads: beside other work all figures are too large.

${measured.map(tableOf).join('\n\n')}

**One change after another, by the clock** (${CHANGES} times): the aim is a ratio of 3 at most

${table([['busy threads beside', 'median, ms', '99 of 100, ms', 'ratio'], ...waits])}`;
