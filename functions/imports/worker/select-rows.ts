import { consumedSince } from '../../../shared/data/dynamo/index.ts';
import { readImport } from '../../../shared/data/imports/index.ts';
import { failJob, freezePage, type JobRecord } from '../../../shared/data/jobs/index.ts';
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
import { readPart } from '../../../shared/services/packed-parts.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { openListings } from './open-listings.ts';
import { makePlan } from './plan/make-plan.ts';
import { FileError, isFileError, naming, tooCostly } from './read/limits.ts';
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
  const key = planKey(workspace, work.import, uuid);
  if ((await files.read(key)) === null) {
    const imported = await readImport(data, workspace, work.import);
    try {
      if (imported === null) throw new FileError({ code: 'import_gone' });
      if (deaths >= MOST_DEATHS) throw naming(imported.files[0]?.name ?? '', tooCostly('spent_tries'));
      const start = data.meter.read();
      const made = await readFiles(runtime, { imported, job, reader });
      const plan: Plan = { ...made, readUnits: consumedSince(data.meter, start).readUnits };
      const undecided = blockOf(plan);
      // Without a preview, as when it is repeated, nobody would be asked.
      if (undecided !== null && !job.preview) throw new FileError(undecided);
      await files.writeNew(key, JSON.stringify(plan));
    } catch (error) {
      if (!isFileError(error)) throw error;
      await files.write(problemKey(workspace, work.import, uuid), JSON.stringify({ problem: error.refusal }));
      await failJob(data, job, 'unreadable', runtime.now());
      return null;
    }
  }
  const plan = JSON.parse(String(await files.read(key))) as Plan;
  return freeze(runtime, job, plan);
}

async function readFiles(
  runtime: FileRuntime,
  { imported, job, reader }: { readonly imported: Import; readonly job: Record; readonly reader: Reader },
): Promise<Plan> {
  const listings = await openListings(runtime, reader, imported, job);
  const assets = await loadAssets(runtime.data, job.workspace);
  const types = new Map(listings.flatMap((listing) => [...listing.types]));
  const pulled = await pulledWith(runtime, imported, job);
  return makePlan(runtime, { imported, job, listings, assets, types, pulled, now: runtime.now() });
}

/** What the source of a pulled import has besides contacts. */
async function pulledWith(
  { files }: FileRuntime,
  { uuid, pull }: Import,
  { workspace }: Record,
): Promise<SourceAssets | null> {
  if (pull === undefined) return null;
  const stored = await files.read(sourceKey(workspace, uuid));
  if (stored === null) throw new FileError({ code: 'pulled_gone' });
  return JSON.parse(String(stored)) as SourceAssets;
}

const NO_PART: Part = { contacts: [], rows: [] };

/** Freezes the remaining slices. Null when another delivery does, or the job was interrupted. */
async function freeze(runtime: FileRuntime, pending: Record, plan: Plan): Promise<JobRecord | null> {
  const { workspace, uuid, work } = pending;
  const { workersAtOnce: workers } = runtime.config ?? {};
  let job: JobRecord = pending;
  const undecided = blockOf(plan);
  for (let slice = job.slices.total; slice < Math.max(1, plan.parts); slice++) {
    const part =
      plan.parts === 0
        ? NO_PART
        : await readPart<Part>(runtime.files, partKey(workspace, work.import, uuid, plan.attempt, slice));
    if (part === null) throw new Error(`The part ${slice} of import ${work.import} is gone`);
    const isLast = slice + 1 >= plan.parts;
    const cursor = isLast ? null : { part: 0, shard: 0, after: String(slice + 1) };
    const capacity = { readUnits: slice === 0 ? (plan.readUnits ?? 0) : 0, writeUnits: 0 };
    const seen = sumOfForeseen(
      part.foreseen ?? NOTHING_FORESEEN,
      slice === 0 ? foreseenOfAssets(plan) : NOTHING_FORESEEN,
    );
    const sighted = { ...NOTHING_SEEN, ...seen };
    const page = { uuids: part.contacts, cursor, capacity, sighted, now: runtime.now() };
    const frozen = await freezePage(runtime.data, job, { ...page, workers, ...(isLast && { undecided }) });
    if (frozen === null) return null;
    job = frozen;
  }
  return job;
}
