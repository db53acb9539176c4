/** Reads tables of people in this process, like the preview of an import; reports the peak of held memory. */
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openListings } from '../../functions/imports/worker/open-listings.ts';
import { findRowContacts } from '../../functions/imports/worker/plan/find-contacts.ts';
import { makePlan } from '../../functions/imports/worker/plan/make-plan.ts';
import {
  areRanged,
  beginRanges,
  rangedSoFar,
  readNextRange,
  readOn,
} from '../../functions/imports/worker/ranges/index.ts';
import { readHere } from '../../functions/imports/worker/read/reading.ts';
import { uploadKey } from '../../shared/domain/imports/plan.ts';
import { currentInstant } from '../../shared/lambda/runtime.ts';
import type { FilesMessage } from '../../shared/messages/jobs.ts';
import { assets } from '../../test/shared/domain/contacts/world.ts';
import { csvOf, peopleFrom } from './people.ts';

/** Megabytes while a table is read. */
export interface ImportMemory {
  readonly rows: number;
  readonly how: 'as a whole' | 'in ranges';
  readonly heap: number;
  /** Outside the heap. */
  readonly buffers: number;
}

const MEGABYTE = 1024 * 1024;
const SOME = 500;

/** Empty tables: only the reading is measured. */
const data = {
  documents: { send: async () => ({ Responses: {} }) },
  hmacKey: async () => 'bench',
  meter: { read: () => ({ readUnits: 0, writeUnits: 0 }) },
  contactsTable: 'c',
  workspaceTable: 'w',
};

/** Files in a folder. Memory is looked at after each eighth that is written, after garbage collection. */
function filesIn(folder: string, peak: { heap: number; buffers: number }) {
  let written = 0;
  const at = (key: string) => join(folder, key);
  const write = async (key: string, content: Buffer | string) => {
    await mkdir(dirname(at(key)), { recursive: true });
    await writeFile(at(key), content);
    if (written++ % 8 !== 0) return;
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    peak.heap = Math.max(peak.heap, heapUsed / MEGABYTE);
    peak.buffers = Math.max(peak.buffers, arrayBuffers / MEGABYTE);
  };
  const size = async (key: string) => (await stat(at(key)).catch(() => null))?.size ?? null;
  return {
    ...{ write, size },
    read: (key: string) => readFile(at(key)).catch(() => null),
    open: async (key: string, bytes?: { from: number; to: number }) =>
      createReadStream(at(key), bytes && { start: bytes.from, end: bytes.to }),
    async writeNew(key: string, content: Buffer | string) {
      if ((await size(key)) !== null) return false;
      await write(key, content);
      return true;
    },
  };
}

const IMPORTED = {
  ...{ uuid: 'import', files: [{ name: 'people.csv' }], format: null, encoding: null },
  ...{ mapping: {}, dismissed: {}, optedOut: {}, group: null, country: null, values: {} },
};

async function measure(rows: number): Promise<ImportMemory> {
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  try {
    const table = join(folder, uploadKey('w', 'import', 0));
    await mkdir(dirname(table), { recursive: true });
    for (let from = 0; from < rows; from += SOME) {
      const text = csvOf(peopleFrom(from, Math.min(SOME, rows - from)));
      await appendFile(table, from === 0 ? text : text.slice(text.indexOf('\n')));
    }
    const peak = { heap: 0, buffers: 0 };
    const { how, plan } = await planOf(filesIn(folder, peak));
    if (plan.created !== rows) throw new Error(`${plan.created} of ${rows} rows were taken`);
    return { rows, how, ...peak };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The plan of a table, by messages as the service has them. */
async function planOf(files: ReturnType<typeof filesIn>) {
  const messages: FilesMessage[] = [];
  const queues = { send: async (_: string, sent: FilesMessage[]) => messages.push(...sent) };
  const runtime = { data, files, queues, now: currentInstant } as never;
  const job = { workspace: 'w', uuid: 'job', turn: 0, work: { type: 'import', import: 'import' } } as never;
  const [reader, imported] = [readHere(), IMPORTED as never];
  const find = (batch: never) => findRowContacts(data as never, 'w' as never, 'job' as never, batch);
  const of = { imported, job, find: find as never, touch: async () => true };
  const listings = await openListings(runtime, reader, imported, job);
  if (!areRanged(listings, undefined)) {
    const whole = { ...of, listings, assets, types: new Map(), pulled: null, now: currentInstant() };
    return { how: 'as a whole', plan: await makePlan(runtime, whole) } as const;
  }
  let plan = await readOn(runtime, beginRanges(runtime, { ...of, listings, assets }));
  for (let next = messages.shift(); next !== undefined && plan === null; next = messages.shift()) {
    const part = 'part' in next ? next.part : undefined;
    if (part !== undefined) await readNextRange(runtime, { ...of, reader }, part);
    else plan = await readOn(runtime, (await rangedSoFar(runtime, { ...of, reader })) as never);
  }
  if (plan === null) throw new Error('The table was not read to its end.');
  return { how: 'in ranges', plan } as const;
}

const measured: ImportMemory[] = [];
for (const rows of process.argv.slice(2).map(Number)) measured.push(await measure(rows));
process.send?.(measured);
