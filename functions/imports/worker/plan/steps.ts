/** Reads the files of an import in ranges, each a short call. */
import type { Format, Plan } from '../../../../shared/domain/imports/plan.ts';
import type { FilesMessage } from '../../../../shared/messages/jobs.ts';
import { readAhead } from '../../../../shared/services/exports/read-ahead.ts';
import { areAllNoted, FILE_LANES, nextOfLane } from '../../../../shared/services/file-lanes.ts';
import { packPart, readPart } from '../../../../shared/services/packed-parts.ts';
import type { FileRuntime } from '../../../../shared/services/runtime.ts';
import { openListings } from '../open-listings.ts';
import { FileError } from '../read/limits.ts';
import type { Listing } from '../read/listing.ts';
import type { Reader } from '../read/reading.ts';
import { decideNames } from './decide-names.ts';
import {
  type DecidedNames,
  type ImportJob,
  lastScanned,
  packScanned,
  rangeKeys,
  readNote,
  type Scanned,
} from './notes.ts';
import { planOfRanges } from './plan-of.ts';
import { everyOf, scanOn } from './ranges.ts';
import { makeRange, type Ranged, readRowsOf } from './read-range.ts';
import { hashedColumns } from './recall.ts';

interface Reading extends Omit<Ranged, 'listings' | 'scanned'> {
  readonly reader: Reader;
}

/** What a workspace has at the beginning, the source of a pull, and how files with these columns were read before. */
type Begin = (columnsKey: string | null) => Promise<Pick<Scanned, 'imported' | 'assets' | 'pulled'>>;

/**
 * Does the next step of reading an import: finds its ranges, decides about the people of several, puts the plan
 * together. Null while more is to be done, of which it has sent the messages. Small files are one range, and one step.
 * Safe to repeat. Throws FileError.
 */
export async function planOn(runtime: FileRuntime, reading: Reading, begin: Begin): Promise<Plan | null> {
  const so = await readSoFar(runtime, reading);
  return readOn(runtime, so ?? { ...(await begun(runtime, reading, begin)), step: 0 });
}

/** The import as far as it was read before; null: it was not, or it is a small one. */
async function readSoFar(runtime: FileRuntime, { reader, ...of }: Reading) {
  const last = await lastScanned(runtime.files, of.job);
  if (last === null) return null;
  const { imported, encoded } = last.scanned;
  const listings = await openListings(runtime, reader, imported, of.job, encoded);
  return { ...of, imported, listings, ...last };
}

async function begun(runtime: FileRuntime, { reader, ...of }: Reading, begin: Begin): Promise<Ranged> {
  const listings = await openListings(runtime, reader, of.imported, of.job);
  const columnsKey = await columnsKeyOf(listings);
  const known = await begin(columnsKey);
  const encoded = listings.flatMap(({ ranged }) => ranged ?? []);
  const every = runtime.config?.rowsARange ?? everyOf(listings);
  const scanned = { ...known, now: runtime.now(), columnsKey, every, encoded };
  const { imported } = known;
  return { ...of, imported, listings, scanned: { ...scanned, starts: [], records: 0, columns: null, done: false } };
}

/** Formats whose columns somebody has chosen. */
const OF_SOMEBODY: ReadonlySet<Format> = new Set(['csv', 'xlsx', 'jsonl']);

/** Names the columns of all files, by the first record of each; null: one of them says by itself what they are. */
async function columnsKeyOf(listings: readonly Listing[]): Promise<string | null> {
  const names: string[] = [];
  for (const { format, own, pulled, records } of listings) {
    if (own || pulled || !OF_SOMEBODY.has(format)) return null;
    for await (const { headings, cells = [] } of records()) {
      names.push(...(headings ?? cells.map(([column]) => column)));
      break;
    }
  }
  return hashedColumns(names);
}

async function readOn(runtime: FileRuntime, { step, ...of }: Ranged & { readonly step: number }): Promise<Plan | null> {
  const { job, scanned } = of;
  const { files } = runtime;
  if (!scanned.done) {
    const next = await scanOn(scanned, of.listings, of.imported);
    if (next.done && next.starts.length === 1) return planOfOne(runtime, { ...of, scanned: next });
    const isFirst = await files.writeNew(rangeKeys(job).scanned(step), packScanned(next));
    if (isFirst && (await of.touch())) await sendOn(runtime, job);
    return null;
  }
  const all = [...scanned.starts.keys()];
  if (await hasBegunLanes(runtime, job, all, false)) return null;
  const { again } = await decided(runtime, of);
  if (await hasBegunLanes(runtime, job, again, true)) return null;
  const keys = rangeKeys(job);
  const isAgain = new Set(again);
  return planOfRanges(
    of,
    readAhead(all.length, (range) => readNote(files, keys.made(range, isAgain.has(range)))),
  );
}

async function planOfOne(runtime: FileRuntime, of: Ranged): Promise<Plan> {
  return planOfRanges(of, [await readRowsOf(runtime, of, 0, { elsewhere: null, names: null })]);
}

/**
 * Reads the next range of a lane, from `part` on, and sends the message of the one after it. Of deliveries at once the
 * one goes on that noted the range.
 */
export async function readNextRange(runtime: FileRuntime, reading: Reading, part: number): Promise<void> {
  const { files } = runtime;
  const { job } = reading;
  const so = await readSoFar(runtime, reading);
  if (!so?.scanned.done) return;
  const known = await readDecided(runtime, job);
  const ranges = known?.again ?? [...so.scanned.starts.keys()];
  const again = known !== null;
  const keyOf = madeKeys(job, ranges, again);
  let at = await nextOfLane(files, part, ranges.length, keyOf);
  if (at < ranges.length) {
    const isFirst = await makeRange(runtime, so, ranges[at] ?? 0, again);
    if (!isFirst || !(await so.touch())) return;
    at += FILE_LANES;
  }
  if (at < ranges.length) await sendPart(runtime, job, at);
  else if (await areAllNoted(files, ranges.length, keyOf))
    await sendOnce(files, rangeKeys(job).ended(again, job.turn), () => sendOn(runtime, job));
}

/** Notes what was sent afterwards, so that nothing is lost with who dies between. */
async function sendOnce(files: FileRuntime['files'], key: string, send: () => Promise<void>): Promise<void> {
  if ((await files.size(key)) !== null) return;
  await send();
  await files.write(key, '1');
}

/** Begins the lanes unless all of these ranges are made. */
async function hasBegunLanes(
  runtime: FileRuntime,
  job: ImportJob,
  ranges: readonly number[],
  again: boolean,
): Promise<boolean> {
  if (await areAllNoted(runtime.files, ranges.length, madeKeys(job, ranges, again))) return false;
  await sendOnce(runtime.files, rangeKeys(job).begun(again, job.turn), async () => {
    for (let lane = 0; lane < Math.min(FILE_LANES, ranges.length); lane++) await sendPart(runtime, job, lane);
  });
  return true;
}

const madeKeys = (job: ImportJob, ranges: readonly number[], again: boolean) => (at: number) =>
  rangeKeys(job).made(ranges[at] ?? 0, again);

const readDecided = ({ files }: FileRuntime, job: ImportJob): Promise<DecidedNames | null> =>
  readPart<DecidedNames>(files, rangeKeys(job).decided);

/** Which ranges are to be read once more, as was decided once all were read. */
async function decided(runtime: FileRuntime, { job, scanned: { starts } }: Ranged): Promise<DecidedNames> {
  const known = await readDecided(runtime, job);
  if (known !== null) return known;
  const { files } = runtime;
  const keys = rangeKeys(job);
  const notes: { attempt: string; names: number }[] = [];
  for await (const note of readAhead(starts.length, (range) => readNote(files, keys.made(range, false)))) {
    if (note === null) throw new FileError({ code: 'import_gone' });
    if ('problem' in note) throw new FileError(note.problem);
    notes.push({ attempt: note.attempt, names: note.names });
  }
  const names = {
    starts,
    count: notes.reduce((sum, note) => sum + note.names, 0),
    async read(range: number) {
      return (await files.read(keys.names(notes[range]?.attempt ?? ''))) ?? gone();
    },
  };
  const again: number[] = [];
  for await (const [range, elsewhere] of decideNames(names)) {
    await files.write(keys.elsewhere(range), packPart(elsewhere));
    again.push(range);
  }
  await files.writeNew(keys.decided, packPart({ again } satisfies DecidedNames));
  return { again };
}

function gone(): never {
  throw new FileError({ code: 'import_gone' });
}

const sendOn = ({ queues }: FileRuntime, { workspace, uuid }: ImportJob): Promise<void> =>
  queues.send('files', [{ workspace, job: uuid } satisfies FilesMessage], workspace);

const sendPart = ({ queues }: FileRuntime, { workspace, uuid, turn }: ImportJob, part: number): Promise<void> =>
  queues.send('files', [{ workspace, job: uuid, part, turn } satisfies FilesMessage], workspace);
