import { endFileChecks, putRemovedFile } from '../../data/erasures/index.ts';
import { noteImportFiles, readImport } from '../../data/imports/index.ts';
import { type JobRecord, noteExportFile, readJob } from '../../data/jobs/index.ts';
import type { RemovedFile } from '../../domain/erasures/removed-file.ts';
import { exportFolder, exportsFolder } from '../../domain/exports/file.ts';
import { type ImportId, type JobId, parseUuid, type WorkspaceId } from '../../domain/ids.ts';
import { type Import, importFolder, importsFolder } from '../../domain/imports/plan.ts';
import type { Instant } from '../../domain/instant.ts';
import { isExport } from '../../domain/jobs/kinds/index.ts';
import { asOf, hasEnded } from '../../domain/jobs/lifecycle.ts';
import type { FileRuntime } from '../runtime.ts';
import { erasedIn, type People, peopleInExport, peopleInImport, standingOf } from './people-in-files.ts';

/** What became of a file: a job still needs it, so that it is looked at again later; or it is done with for now. */
type Looked = 'busy' | 'done';

/**
 * Removes the files of a workspace with people who were deleted for good, and those of jobs that ended without using
 * them. Safe to repeat. Files that a job is using are left for a later check, which the watchdog asks for.
 */
export async function checkFiles(runtime: FileRuntime, workspace: WorkspaceId): Promise<void> {
  const { files } = runtime;
  const begun = runtime.now();
  const looks = [
    ...(await files.folders(exportsFolder(workspace))).map((uuid) => () => checkExport(runtime, workspace, uuid)),
    ...(await files.folders(importsFolder(workspace))).map((uuid) => () => checkImport(runtime, workspace, uuid)),
  ];
  const failures: unknown[] = [];
  let isBusy = false;
  for (const look of looks)
    await look().then(
      (looked) => {
        isBusy ||= looked === 'busy';
      },
      (error: unknown) => failures.push(error),
    );
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} files could not be checked`);
  if (!isBusy) await endFileChecks(runtime.data, workspace, begun);
}

async function checkExport(runtime: FileRuntime, workspace: WorkspaceId, name: string): Promise<Looked> {
  const { data, files } = runtime;
  const folder = exportFolder(workspace, name);
  const job = await readJob(data, workspace, name as JobId);
  if (job !== null && !hasEnded(asOf(job, runtime.now()))) return 'busy';
  if (job === null || !isExport(job) || job.file === null) return remove(files, folder);
  const { uuid, file } = job;
  return settle(runtime, workspace, {
    kind: 'export',
    uuid,
    folder,
    erasedOn: file.erasedOn,
    since: file.checkedOn,
    people: peopleInExport(runtime, job, file),
    note: (noted) => noteExportFile(data, job, noted),
  });
}

async function checkImport(runtime: FileRuntime, workspace: WorkspaceId, name: string): Promise<Looked> {
  const { data, files } = runtime;
  const folder = importFolder(workspace, name);
  const imported = await readImport(data, workspace, name as ImportId);
  if (imported === null) return remove(files, folder);
  const { uuid, erasedOn, createdOn, checkedOn: since = createdOn } = imported;
  const jobs = await jobsOf(runtime, workspace, imported);
  // Nobody has read it yet, so nobody knows who is in it.
  if (jobs.length === 0 && erasedOn === undefined) return 'done';
  if (jobs.some((job) => !hasEnded(asOf(job, runtime.now())))) return 'busy';
  return settle(runtime, workspace, {
    kind: 'import',
    uuid,
    folder,
    erasedOn,
    since,
    people: () => concat(jobs.map((job) => peopleInImport(runtime, imported, job, since))),
    note: (noted) => noteImportFiles(data, workspace, imported, noted),
  });
}

interface Checked extends Omit<RemovedFile, 'on'> {
  readonly folder: string;
  /** When it was given up, if an earlier check could not end. */
  readonly erasedOn: Instant | undefined;
  readonly since: Instant;
  readonly people: People;
  /** False when it is another file by now. */
  readonly note: (noted: { readonly checkedOn: Instant } | { readonly erasedOn: Instant }) => Promise<boolean>;
}

/** No link leads to the file from the note on; then receipts can name it, and then it goes. */
async function settle(runtime: FileRuntime, workspace: WorkspaceId, checked: Checked): Promise<Looked> {
  const { data, files } = runtime;
  const { kind, uuid, folder, erasedOn, since, people, note } = checked;
  const on = erasedOn ?? runtime.now();
  if (erasedOn === undefined) {
    const standing = await standingOf(data, workspace, people, { since, batches: Number.POSITIVE_INFINITY });
    if (standing === 'whole') return (await note({ checkedOn: on })) ? 'done' : 'busy';
    if (!(await note({ erasedOn: on }))) return 'busy';
  }
  await putRemovedFile(data, workspace, { kind, uuid, on }, erasedIn(data, workspace, people, since));
  return remove(files, folder);
}

/** The jobs that have read an import's files: its last preview, and earlier ones. */
async function jobsOf(
  { data, files }: FileRuntime,
  workspace: WorkspaceId,
  { uuid, job: last }: Import,
): Promise<readonly JobRecord[]> {
  const named = (await files.folders(importFolder(workspace, uuid))).flatMap((name) => parseUuid<JobId>(name) ?? []);
  const jobs = await Promise.all(
    [...new Set([...named, ...(last === null ? [] : [last])])].map((job) => readJob(data, workspace, job)),
  );
  return jobs.filter((job) => job !== null);
}

async function* concat(all: readonly People[]) {
  for (const people of all) yield* people();
}

async function remove(files: FileRuntime['files'], folder: string): Promise<Looked> {
  await files.removeAll(folder);
  return 'done';
}
