import { Readable } from 'node:stream';
import { packUuids, readContacts, unpackUuids } from '../../data/contacts/index.ts';
import { consumedSince } from '../../data/dynamo/index.ts';
import { type JobRecord, readSlice } from '../../data/jobs/index.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import { exportPartKey, exportPeopleFolder } from '../../domain/exports/file.ts';
import { type ExportPart, type ExportRow, ROW_FORM } from '../../domain/exports/row.ts';
import type { ContactId } from '../../domain/ids.ts';
import { sliceAt } from '../../domain/jobs/slice-numbers.ts';
import { sumOfTally } from '../../domain/jobs/totals.ts';
import { readPart } from '../packed-parts.ts';
import type { FileRuntime } from '../runtime.ts';
import { exportForm, schemesIn } from './forms/index.ts';
import {
  assetsOf,
  type CountedPart,
  type ExportCounts,
  type MadePart,
  makingKeys,
  PartGoneError,
  type PartOf,
} from './making.ts';
import { measured, readAhead } from './read-ahead.ts';

/** Counts the contacts of a part, for formats that need it before a part is written. */
export async function countPart(runtime: FileRuntime, of: PartOf): Promise<void> {
  const start = runtime.data.meter.read();
  const people = await peopleOf(runtime, of);
  const schemes = await schemesIn(without(rowsOfPart(runtime, of), people));
  const capacity = consumedSince(runtime.data.meter, start);
  const note: CountedPart = { rows: people.size, schemes: [...schemes], capacity };
  await runtime.files.writeNew(makingKeys(of.job, of.making).counted(of.part), JSON.stringify(note));
}

/** Writes a part of the file. Of several deliveries, the first to note it counts. */
export async function makePart(runtime: FileRuntime, of: PartOf, counted: ExportCounts): Promise<void> {
  const { data, files } = runtime;
  const { job, making, part } = of;
  const start = data.meter.read();
  const people = await peopleOf(runtime, of);
  const assets = await assetsOf(runtime, job, making);
  const form = exportForm({ ...job.work, assets, schemes: new Map(counted.schemes) });
  const keys = makingKeys(job, making);
  const key = keys.fragment(part);
  const seen = { read: 0, bytes: 0, noted: null as unknown };
  async function* content() {
    seen.noted = yield* form.fragment(without(rowsOfPart(runtime, of), people, seen), counted.before[part] ?? 0);
  }
  await files.writeStream(key, Readable.from(measured(content(), seen)), 'application/octet-stream');
  const { read, bytes, noted } = seen;
  const capacity = consumedSince(data.meter, start);
  const made: MadePart = { key, bytes, rows: people.size, noted, deleted: read - people.size, capacity };
  if (!(await files.writeNew(keys.made(part), JSON.stringify(made)))) await files.removeAll(key);
}

/**
 * The people in a part, those deleted by now left out. The first delivery to look decides, and lists them for good
 * before anything is written of them: so the lists beside a file name everybody in it, whatever dies or comes twice.
 */
async function peopleOf(runtime: FileRuntime, of: PartOf): Promise<ReadonlySet<ContactId>> {
  const { files } = runtime;
  const { job, making, part } = of;
  const key = `${exportPeopleFolder(job.workspace, job.uuid, making.attempt)}${part}`;
  const listed = await files.read(key);
  if (listed !== null) return new Set(unpackUuids(listed));
  const people: ContactId[] = [];
  for await (const rows of rowsOfPart(runtime, of)) people.push(...(await stillThere(runtime, job, rows)));
  const isFirst = await files.writeNew(key, Buffer.from(packUuids(people)));
  return isFirst ? new Set(people) : peopleOf(runtime, of);
}

async function* without(
  batches: ReturnType<typeof rowsOfPart>,
  people: ReadonlySet<ContactId>,
  seen: { read: number } = { read: 0 },
) {
  for await (const rows of batches) {
    seen.read += rows.length;
    yield rows.filter(({ uuid }) => people.has(uuid));
  }
}

/** The contacts of a part in the order of the manifest, without slices that were given up. */
function rowsOfPart(runtime: FileRuntime, { job, making, part }: PartOf): AsyncGenerator<readonly ExportRow[]> {
  const first = part * making.slices;
  const count = Math.min(making.slices, job.slices.total - first);
  return readAhead(count, (place) => rowsOfSlice(runtime, job, sliceAt(job, first + place)));
}

async function rowsOfSlice({ data, files }: FileRuntime, job: JobRecord, slice: number): Promise<readonly ExportRow[]> {
  const { workspace, uuid, totals } = job;
  if (sumOfTally(totals.failed) > 0 && (await readSlice(data, workspace, uuid, slice))?.state === 'failed') return [];
  const part = await readPart<ExportPart>(files, exportPartKey(workspace, uuid, slice));
  if (part === null) throw new PartGoneError(`The rows of slice ${slice} of export ${uuid} are gone`);
  if (part.form !== ROW_FORM) throw new PartGoneError(`The rows of slice ${slice} of ${uuid} are of another release`);
  return part.rows;
}

/** The contacts that still exist: a file made now has no person who was deleted since. 1 read unit each. */
async function stillThere(
  { data }: FileRuntime,
  { workspace }: JobRecord,
  rows: readonly ExportRow[],
): Promise<readonly ContactId[]> {
  const uuids = rows.map(({ uuid }) => uuid);
  const read = await readContacts(data, workspace, uuids, { consistent: true });
  return uuids.filter((uuid) => {
    const item = read.get(uuid);
    return item !== undefined && !isTombstone(item);
  });
}
