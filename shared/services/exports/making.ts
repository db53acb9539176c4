import { randomUUID } from 'node:crypto';
import type { Consumed } from '../../data/dynamo/index.ts';
import type { JobRecord } from '../../data/jobs/index.ts';
import { loadAssets } from '../../data/workspace/index.ts';
import { exportMakingFolder } from '../../domain/exports/file.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Export } from '../../domain/jobs/kinds/index.ts';
import type { Assets, Field, Group } from '../../domain/workspace.ts';
import type { Files } from '../../messages/files.ts';
import { errorNamed } from '../../query/error-named.ts';
import type { FileRuntime } from '../runtime.ts';
import type { Fragment } from './forms/form.ts';
import { isCounted } from './forms/index.ts';
import { readAhead } from './read-ahead.ts';

/** Slices of a part, 50,000 contacts: some seconds of work. */
const SLICES = 100;
/** Parts of a file at most: S3 joins 10,000 pieces. */
const MOST_PARTS = 3_000;
/** Rises when what is noted of a part changes its meaning. */
const FORM = 1;

/** How the file of an export is made, and of what, since a workspace may change meanwhile. */
export interface FilePlan {
  readonly form: number;
  readonly attempt: string;
  /** Nobody in the file was deleted before. */
  readonly checkedOn: Instant;
  readonly parts: number;
  /** Slices of each part but the last. */
  readonly slices: number;
  readonly anon: boolean;
  readonly timezone: string;
  readonly fields: readonly Field[];
  readonly groups: readonly Group[];
}

export type ExportJob = JobRecord<Export>;

/** A part of an export's file, by its number. */
export interface PartOf {
  readonly job: ExportJob;
  readonly making: FilePlan;
  readonly part: number;
}

/** What was read of a slice, or made of it, is gone: the export ran or was paused longer than parts are kept. */
export class PartGoneError extends errorNamed('PartGoneError') {}

/** What was counted of a part. */
export interface CountedPart {
  readonly rows: number;
  readonly schemes: readonly (readonly [scheme: string, most: number])[];
  readonly capacity: Consumed;
}

/** All that was counted: the contacts before each part, and addresses of a scheme. */
export interface ExportCounts {
  readonly before: readonly number[];
  readonly schemes: CountedPart['schemes'];
  readonly capacity: Consumed;
}

const NOTHING_USED: Consumed = { readUnits: 0, writeUnits: 0 };
const NOTHING_COUNTED: ExportCounts = { before: [], schemes: [], capacity: NOTHING_USED };

export const consumedInAll = (all: readonly { readonly capacity: Consumed }[]): Consumed =>
  all.reduce(
    (sum, { capacity }) => ({
      readUnits: sum.readUnits + capacity.readUnits,
      writeUnits: sum.writeUnits + capacity.writeUnits,
    }),
    NOTHING_USED,
  );

/** A part that is written. */
export interface MadePart extends Fragment {
  /** Contacts deleted since their slice was read, who are not in it. */
  readonly deleted: number;
  readonly capacity: Consumed;
}

/** Files beside an export's file while it is made: `plan`, and for each attempt what `makingKeys` says. */
export const makingKeys = ({ workspace, uuid }: JobRecord, { attempt }: Pick<FilePlan, 'attempt'>) => {
  const folder = `${exportMakingFolder(workspace, uuid)}${attempt}/`;
  return {
    counted: (part: number) => `${folder}counted/${part}`,
    allCounted: `${folder}counted/all`,
    made: (part: number) => `${folder}made/${part}`,
    /** Several deliveries may write a part, and one of them counts. */
    fragment: (part: number) => `${folder}fragments/${part}-${randomUUID()}`,
  };
};

/** How the file is made: the plan of the first who asked holds for everybody. */
export async function planOf(runtime: FileRuntime, job: JobRecord): Promise<FilePlan> {
  const { data, files, now, config } = runtime;
  const key = `${exportMakingFolder(job.workspace, job.uuid)}plan`;
  const found = await readNote<FilePlan>(files, key);
  if (found !== null && found.form !== FORM) throw new PartGoneError(`Export ${job.uuid} is made by another release`);
  if (found !== null) return found;
  const checkedOn = now();
  const { settings, fields, groups } = await loadAssets(data, job.workspace);
  const slices = config?.slicesAPart ?? Math.max(SLICES, Math.ceil(job.slices.total / MOST_PARTS));
  const making: FilePlan = {
    form: FORM,
    attempt: randomUUID(),
    checkedOn,
    slices,
    anon: settings.anon,
    timezone: settings.timezone,
    parts: Math.max(1, Math.ceil(job.slices.total / slices)),
    fields: [...fields.values()],
    groups: [...groups.values()],
  };
  return (await files.writeNew(key, JSON.stringify(making))) ? making : planOf(runtime, job);
}

/** The workspace as it was when the file was begun. */
export async function assetsOf({ data }: FileRuntime, { workspace }: JobRecord, making: FilePlan): Promise<Assets> {
  const assets = await loadAssets(data, workspace);
  return {
    ...assets,
    settings: { ...assets.settings, anon: making.anon, timezone: making.timezone },
    fields: new Map(making.fields.map((field) => [field.key, field])),
    groups: new Map(making.groups.map((group) => [group.uuid, group])),
  };
}

/** What was counted of all parts; null before that, and nothing for a format that needs no numbers. */
export async function countedOf(
  files: Pick<Files, 'read'>,
  job: ExportJob,
  making: FilePlan,
): Promise<ExportCounts | null> {
  return isCounted(job.work) ? readNote(files, makingKeys(job, making).allCounted) : NOTHING_COUNTED;
}

async function readNote<Note>(files: Pick<Files, 'read'>, key: string): Promise<Note | null> {
  const stored = await files.read(key);
  return stored && (JSON.parse(String(stored)) as Note);
}

/** The notes of all parts; null when one is missing, which is usually among the last. */
export async function allNotes<Note>(
  files: Pick<Files, 'read'>,
  { parts }: FilePlan,
  keyOf: (part: number) => string,
): Promise<readonly Note[] | null> {
  const notes: Note[] = [];
  for await (const note of readAhead(parts, (part) => readNote<Note>(files, keyOf(parts - 1 - part)))) {
    if (note === null) return null;
    notes.push(note);
  }
  return notes.reverse();
}
