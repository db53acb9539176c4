/** Reads tables of people in this process, like the preview of an import; reports the peak of held heap. */
import { Readable } from 'node:stream';
import { makePlan } from '../../functions/imports/worker/plan/make-plan.ts';
import { listingsIn } from '../../functions/imports/worker/read/listings.ts';
import { currentInstant } from '../../shared/lambda/runtime.ts';
import { assets } from '../../test/shared/domain/contacts/world.ts';
import { csvOf, peopleFrom } from './people.ts';

const MEGABYTE = 1024 * 1024;
const SOME = 500;

/** Empty tables: only the reading is measured. */
const data = {
  documents: { send: async () => ({ Responses: {} }) },
  hmacKey: async () => 'bench',
  contactsTable: 'c',
  workspaceTable: 'w',
};

function* tableOf(rows: number): Generator<Buffer> {
  for (let from = 0; from < rows; from += SOME) {
    const text = csvOf(peopleFrom(from, Math.min(SOME, rows - from)));
    yield Buffer.from(from === 0 ? text : text.slice(text.indexOf('\n')));
  }
}

/** Heap after each written part, after garbage collection. */
async function peakOf(rows: number): Promise<number> {
  let [peak, written] = [0, 0];
  const files = {
    write: async () => {
      if (written++ % 8 !== 0) return;
      globalThis.gc?.();
      peak = Math.max(peak, process.memoryUsage().heapUsed / MEGABYTE);
    },
  };
  const source = { name: 'people.csv', size: 1, open: async () => Readable.from(tableOf(rows)) };
  const listings = await listingsIn(source, { name: source.name }, { format: null, encoding: null });
  const imported = { uuid: 'import', mapping: {}, dismissed: {}, optedOut: {}, group: null, country: null, values: {} };
  const of = {
    imported,
    job: { workspace: 'w', uuid: 'job' },
    listings,
    assets,
    types: new Map(),
    pulled: null,
    now: currentInstant(),
  };
  const plan = await makePlan({ data, files } as never, of as never);
  if (plan.created !== rows) throw new Error(`${plan.created} of ${rows} rows were taken`);
  return peak;
}

const heaps: number[] = [];
for (const rows of process.argv.slice(2).map(Number)) heaps.push(await peakOf(rows));
process.send?.(heaps);
