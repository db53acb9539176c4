/** Reads large files of an import in ranges, each a short call. The result is that of reading them as a whole. */
import type { Plan } from '../../../../shared/domain/imports/plan.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import type { FilesMessage } from '../../../../shared/messages/jobs.ts';
import { readAhead } from '../../../../shared/services/exports/read-ahead.ts';
import { areAllNoted, FILE_LANES, nextOfLane } from '../../../../shared/services/file-lanes.ts';
import { packPart } from '../../../../shared/services/packed-parts.ts';
import type { FileRuntime } from '../../../../shared/services/runtime.ts';
import { openListings } from '../open-listings.ts';
import { FileError, MOST_WHOLE_BYTES, naming, unreadable } from '../read/limits.ts';
import type { Listing } from '../read/listing.ts';
import type { Reader } from '../read/reading.ts';
import { decideNames } from './decide-names.ts';
import { mergedPlan } from './merged-plan.ts';
import { type DecidedNames, type ImportJob, lastScanned, packScanned, rangeKeys, readNote } from './notes.ts';
import { makeRange, type Ranged } from './read-range.ts';
import { scanOn } from './scan.ts';

/** Records of a range: some seconds of work. */
const EVERY = 50_000;
/** Bytes of all files from which they are read in ranges: some 300,000 people. */
const LEAST_BYTES = 50_000_000;

/** Whether files are read in ranges, as far as this can be: plain CSV and JSON Lines, when they are large. */
export function areRanged(listings: readonly Listing[], rowsARange: number | undefined): boolean {
  const bytes = listings.reduce((sum, { ranged }) => sum + (ranged?.bytes ?? 0), 0);
  const can = listings.every((one) => one.ranged && one.endpoints === undefined);
  if (can) return bytes >= LEAST_BYTES || rowsARange !== undefined;
  const large = listings.find(({ ranged }) => (ranged?.bytes ?? 0) > MOST_WHOLE_BYTES);
  if (large === undefined) return false;
  throw naming(large.name, unreadable({ code: 'file_too_large', most: MOST_WHOLE_BYTES / 1_000_000_000 }));
}

interface Reading extends Omit<Ranged, 'listings' | 'scanned'> {
  readonly reader: Reader;
}

/** The import as far as it was read in ranges before; null: it was not. */
export async function rangedSoFar(
  runtime: FileRuntime,
  { reader, ...of }: Reading,
): Promise<(Ranged & { readonly step: number }) | null> {
  const last = await lastScanned(runtime.files, of.job);
  if (last === null) return null;
  const { imported, encoded } = last.scanned;
  const listings = await openListings(runtime, reader, imported, of.job, encoded);
  return { ...of, imported, listings, ...last };
}

/** Begins to read files in ranges. */
export function beginRanges(
  { now, config }: FileRuntime,
  { assets, ...of }: Omit<Ranged, 'scanned'> & { readonly assets: Assets },
): Ranged & { readonly step: number } {
  const encoded = of.listings.flatMap(({ ranged }) => ranged ?? []);
  const scanned = { imported: of.imported, assets, now: now(), every: config?.rowsARange ?? EVERY, encoded };
  return { ...of, step: 0, scanned: { ...scanned, starts: [], records: 0, columns: null, done: false } };
}

/**
 * Does the next step of what concerns all ranges: finds them, decides about the people of several, puts the plan
 * together. Null while more is to be done, of which it has sent the messages. Safe to repeat. Throws FileError.
 */
export async function readOn(
  runtime: FileRuntime,
  { step, ...of }: Ranged & { readonly step: number },
): Promise<Plan | null> {
  const { job, scanned } = of;
  if (!scanned.done) {
    const next = await scanOn(scanned, of.listings, of.imported);
    const isFirst = await runtime.files.writeNew(rangeKeys(job).scanned(step), packScanned(next));
    if (isFirst && (await of.touch())) await sendOn(runtime, job);
    return null;
  }
  const all = [...scanned.starts.keys()];
  if (await hasBegunLanes(runtime, job, all, false)) return null;
  const { again } = await decided(runtime, of);
  if (await hasBegunLanes(runtime, job, again, true)) return null;
  return mergedPlan(runtime, of, new Set(again));
}

/**
 * Reads the next range of a lane, from `part` on, and sends the message of the one after it. Of deliveries at once the
 * one goes on that noted the range.
 */
export async function readNextRange(runtime: FileRuntime, reading: Reading, part: number): Promise<void> {
  const { files } = runtime;
  const { job } = reading;
  const so = await rangedSoFar(runtime, reading);
  if (!so?.scanned.done) return;
  const known = await readDecided(runtime, job);
  const [ranges, again] = [known?.again ?? [...so.scanned.starts.keys()], known !== null];
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

async function readDecided({ files }: FileRuntime, job: ImportJob): Promise<DecidedNames | null> {
  const stored = await files.read(rangeKeys(job).decided);
  return stored && (JSON.parse(String(stored)) as DecidedNames);
}

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
  await files.writeNew(keys.decided, JSON.stringify({ again } satisfies DecidedNames));
  return { again };
}

function gone(): never {
  throw new FileError({ code: 'import_gone' });
}

const sendOn = ({ queues }: FileRuntime, { workspace, uuid }: ImportJob): Promise<void> =>
  queues.send('files', [{ workspace, job: uuid } satisfies FilesMessage], workspace);

const sendPart = ({ queues }: FileRuntime, { workspace, uuid, turn }: ImportJob, part: number): Promise<void> =>
  queues.send('files', [{ workspace, job: uuid, part, turn } satisfies FilesMessage], workspace);
