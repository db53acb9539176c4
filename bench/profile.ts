/** Processor time by layer, from profiles of the threads themselves. `npm run bench -- profile [--contacts 3000]` */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptAssembly } from '../infra/local/assembly/assembly-cache.ts';
import { keepProcessor } from './model/processor.ts';
import { LAYERS, type Layer, openMap, type Profile, sharesOf } from './support/layers.ts';
import { perContact, readUsed, type Used } from './support/processor.ts';
import { WORKS, type Work } from './support/profiled.ts';
import { startRunning } from './support/running.ts';
import { table } from './support/table.ts';

interface Measured {
  readonly work: Work;
  readonly count: number;
  /** Milliseconds of processor time of each thread, a unit of the work, without profiles, which take time. */
  readonly used: Used;
  /** The share of each layer in a thread's time. */
  readonly shares: ReadonlyMap<string, ReadonlyMap<Layer, number>>;
}

/** Measures each work twice: its time without profiles, which the model is told, and then the layers with them. */
export async function measureProfile(count: number): Promise<Measured[]> {
  const plain = await workThrough(count);
  await keepProcessor(plain.map(({ work: { name, unit }, used }) => ({ name, unit, used: Object.fromEntries(used) })));
  const { DORMOUSE_PROFILES: kept } = process.env;
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'profiles-')));
  try {
    const profiled = await workThrough(count, { DORMOUSE_PROFILES: folder });
    return await Promise.all(
      profiled.map(async ({ work, ...window }, index) => ({
        work,
        count,
        used: plain[index]?.used ?? new Map(),
        shares: await sharesIn(folder, window),
      })),
    );
  } finally {
    if (kept === undefined) await rm(folder, { recursive: true, force: true });
  }
}

interface Worked {
  readonly work: Work;
  readonly used: Used;
  /** Microseconds of the machine's monotonic clock. */
  readonly from: number;
  readonly to: number;
}

/** Otherwise most messages would wait for their turn, and cost what waiting costs (`inboundMessageRate`). */
const UNBOUNDED = { CDK_CONTEXT_JSON: JSON.stringify({ inboundMessageRate: 1_000_000 }) };

/** Does each work once to warm up, and once to measure, in the same threads. */
async function workThrough(count: number, env: Readonly<Record<string, string>> = {}): Promise<Worked[]> {
  const running = await startRunning({ ...UNBOUNDED, ...env });
  const worked: Worked[] = [];
  try {
    for (const work of WORKS) {
      await (await work.prepare(running, count))();
      const act = await work.prepare(running, count);
      await running.service.idle(600);
      const before = await readUsed(running.service.pid);
      const from = micros();
      await act();
      await running.service.idle(600);
      const used = perContact(before, await readUsed(running.service.pid), count);
      worked.push({ work, used, from, to: micros() });
    }
  } finally {
    await running.service.stop();
  }
  return worked;
}

const micros = (): number => Number(process.hrtime.bigint() / 1_000n);

/** By the thread's name, of all its threads together. */
async function sharesIn(folder: string, window: { readonly from: number; readonly to: number }) {
  const maps = join(await keptAssembly(), 'bundles/maps');
  const shares = new Map<string, ReadonlyMap<Layer, number>>();
  for (const file of await readdir(folder)) {
    const [name = ''] = file.split('.');
    const profile = JSON.parse(await readFile(join(folder, file), 'utf8')) as Profile;
    const own = sharesOf(profile, window, await openMap(join(maps, `${name}.map`)));
    if (own.size > 0) shares.set(name, own);
  }
  return shares;
}

const two = (ms: number): string => (ms < 0.005 ? '' : ms.toFixed(2));

function tableOf({ work, count, used, shares }: Measured): string {
  const all = [...used].filter(([name]) => name !== 'client');
  const shown = all.filter(([, ms]) => ms >= 0.01).sort(([, one], [, other]) => other - one);
  const node = all.reduce((sum, [name, ms]) => sum + (name === 'engine' ? 0 : ms), 0);
  const rows = shown.map(([name, ms]) => {
    const of = shares.get(name);
    return [name, ...LAYERS.map((layer) => two(ms * (of?.get(layer) ?? 0))), ms.toFixed(2)];
  });
  return `**${work.name}** (${count} times): milliseconds a ${work.unit}, ${node.toFixed(2)} of Node and ${(used.get('engine') ?? 0).toFixed(2)} of the engine

${table([['', ...LAYERS, 'together'], ...rows])}`;
}

export const profileTable = (measured: readonly Measured[]): string => `## Where the time goes

\`npm run bench -- profile\`: processor time of each thread (functions by name, the runner without them, V8's own threads), by layer from profiles of these
threads, warm. The engine is a program of its own. Times are of a run without profiles. \`DORMOUSE_PROFILES=<folder>\` keeps the profiles.
On ${new Date().toISOString().slice(0, 10)}, at a load of ${Math.round(loadavg()[0] ?? 0)} on ${cpus().length} processors, with its own threads: beside other work all figures are too large.

${measured.map(tableOf).join('\n\n')}`;
