import { noteSeen, readImport, recallColumns } from '../../../shared/data/imports/index.ts';
import { failJob, freezePage, type JobRecord, touchJob } from '../../../shared/data/jobs/index.ts';
import { loadAssets } from '../../../shared/data/workspace/index.ts';
import { foreseenOfAssets, NOTHING_FORESEEN, sumOfForeseen } from '../../../shared/domain/costs/forecast.ts';
import {
  blockOf,
  type Import,
  type Part,
  type Plan,
  partKey,
  planKey,
  problemKey,
  sourceKey,
} from '../../../shared/domain/imports/plan.ts';
import type { SourceAssets } from '../../../shared/domain/imports/textit/source-assets.ts';
import { NOTHING_SEEN } from '../../../shared/domain/jobs/freeze-check.ts';
import type { ImportRows } from '../../../shared/domain/jobs/kinds/index.ts';
import type { FilesMessage } from '../../../shared/messages/jobs.ts';
import { readAhead } from '../../../shared/services/exports/read-ahead.ts';
import { packPart, readPart, readPlan } from '../../../shared/services/packed-parts.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { findRowContacts } from './plan/find-contacts.ts';
import { planOn, readNextRange } from './plan/index.ts';
import type { NumberedRow } from './plan/row-contacts.ts';
import { FileError, naming, tooCostly } from './read/limits.ts';
import type { Reader } from './read/reading.ts';

type Record = JobRecord<ImportRows>;

/** Deliveries that may die while they read the same files: one by a deployment, say, but not always. */
const MOST_DEATHS = 2;

/**
 * Selects the contacts of an import: reads its files and freezes a slice for each part. Of several deliveries the first
 * to finish counts. A file that cannot be imported ends the job, and its import says why.
 */
export async function selectRows(
  runtime: FileRuntime,
  job: Record,
  { reader, deaths }: { readonly reader: Reader; readonly deaths: number },
): Promise<JobRecord | null> {
  const { files, data } = runtime;
  const { workspace, uuid, work } = job;
  const by = { workspace, uuid: work.import, job: uuid };
  if ((await files.size(planKey(by))) === null) {
    const imported = await importOf(runtime, job);
    try {
      if (imported === null) throw new FileError({ code: 'import_gone' });
      if (deaths >= MOST_DEATHS) throw naming(imported.files[0]?.name ?? '', tooCostly('spent_tries'));
      const plan = await readFiles(runtime, { imported, job, reader });
      if (plan === null) return null;
      const undecided = blockOf(plan);
      // Without a preview, as when it is repeated, nobody would be asked.
      if (undecided !== null && !job.preview) throw new FileError(undecided);
      await files.writeNew(planKey(by), packPart(plan));
      if (imported.savedAs !== undefined && plan.asking === null)
        await noteSeen(data, workspace, imported.savedAs, { ...plan.seen });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await files.write(problemKey(by), packPart({ problem: error.refusal }));
      await failJob(data, job, 'unreadable', runtime.now());
      return null;
    }
  }
  const plan = await readPlan(files, by);
  if (plan === null) throw new Error(`The plan of import ${work.import} is gone`);
  return freeze(runtime, job, plan);
}

/** The import as this job was told to read it: somebody may have declared anew who wants no messages since. */
async function importOf({ data }: FileRuntime, { workspace, work }: Record): Promise<Import | null> {
  const imported = await readImport(data, workspace, work.import);
  const declared = work.declared ?? null;
  const isSame = imported?.declared?.on === declared?.on;
  return imported && { ...imported, declared: isSame ? imported.declared : declared };
}

/** The plan of the files; null while further messages read them. */
function readFiles(
  runtime: FileRuntime,
  { imported, job, reader }: { readonly imported: Import; readonly job: Record; readonly reader: Reader },
): Promise<Plan | null> {
  return planOn(runtime, { ...readingOf(runtime, imported, job), reader }, async (columnsKey) => ({
    imported: { ...imported, recalled: await recall(runtime, job, columnsKey) },
    assets: await loadAssets(runtime.data, job.workspace),
    pulled: await pulledWith(runtime, imported, job),
  }));
}

/** How the last import with these columns was read. */
const recall = ({ data }: FileRuntime, { workspace }: Record, columnsKey: string | null) =>
  columnsKey === null ? null : recallColumns(data, workspace, columnsKey);

/** What reading files needs of the workspace. Its code has no tables of its own, since it is in a companion. */
const readingOf = ({ data, now }: FileRuntime, imported: Import, job: Record) => ({
  imported,
  job,
  find: (rows: readonly NumberedRow[]) => findRowContacts(data, job.workspace, job.uuid, rows),
  touch: async () => (await touchJob(data, job, now(), ['pending'])) !== null,
});

/** What the source of a pulled import has besides contacts. */
async function pulledWith(
  { files }: FileRuntime,
  { uuid, pull }: Import,
  { workspace }: Record,
): Promise<SourceAssets | null> {
  if (pull === undefined) return null;
  const stored = await readPart<SourceAssets>(files, sourceKey(workspace, uuid));
  if (stored === null) throw new FileError({ code: 'pulled_gone' });
  return stored;
}

const NO_PART: Part = { contacts: [], rows: [], foreseen: NOTHING_FORESEEN };

/** Slices that one call freezes: a million contacts. */
const SLICES_A_CALL = 2_000;

/** Freezes the next slices. Null when another delivery does, or goes on, or the job was interrupted. */
async function freeze(runtime: FileRuntime, pending: Record, plan: Plan): Promise<JobRecord | null> {
  const { workspace, uuid, work } = pending;
  const { workersAtOnce: workers } = runtime.config ?? {};
  let job: JobRecord = pending;
  const by = { workspace, uuid: work.import, job: uuid };
  const undecided = blockOf(plan);
  const first = job.slices.total;
  const last = Math.min(Math.max(1, plan.parts), first + SLICES_A_CALL);
  const partAt = async (at: number) =>
    plan.parts === 0 ? NO_PART : readPart<Part>(runtime.files, partKey(by, plan, 'parts', first + at));
  let slice = first - 1;
  for await (const part of readAhead(last - first, partAt)) {
    slice++;
    if (part === null) throw new Error(`The part ${slice} of import ${work.import} is gone`);
    const isLast = slice + 1 >= plan.parts;
    const cursor = isLast ? null : { part: 0, shard: 0, after: String(slice + 1) };
    const capacity = { readUnits: slice === 0 ? plan.readUnits : 0, writeUnits: 0 };
    const seen = sumOfForeseen(part.foreseen, slice === 0 ? foreseenOfAssets(plan) : NOTHING_FORESEEN);
    const { found, notFound } = plan.optOuts;
    const warned =
      slice === 0 ? { ...(found > 0 && { opt_outs: found }), ...(notFound > 0 && { opt_outs_lost: notFound }) } : {};
    const sighted = { ...NOTHING_SEEN, ...seen, warned };
    const page = { uuids: part.contacts, cursor, capacity, sighted, now: runtime.now() };
    const frozen = await freezePage(runtime.data, job, { ...page, workers, ...(isLast && { undecided }) });
    if (frozen === null) return null;
    job = frozen;
  }
  if (slice + 1 >= plan.parts) return job;
  await runtime.queues.send('files', [{ workspace, job: uuid } satisfies FilesMessage], workspace);
  return null;
}

/** Reads a range of a large file, and sends the message of the next in its lane. */
export async function selectRange(runtime: FileRuntime, job: Record, part: number, reader: Reader): Promise<void> {
  const imported = await importOf(runtime, job);
  if (imported !== null) await readNextRange(runtime, { ...readingOf(runtime, imported, job), reader }, part);
}
