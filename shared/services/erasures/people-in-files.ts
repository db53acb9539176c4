import { readContacts, unpackUuids } from '../../data/contacts/index.ts';
import { chunks, type Data } from '../../data/dynamo/index.ts';
import { erasedSince } from '../../data/erasures/index.ts';
import { type JobRecord, readManifests } from '../../data/jobs/index.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import { type ExportFile, exportPeopleFolder } from '../../domain/exports/file.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Import, partKey } from '../../domain/imports/plan.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { sliceNumbersOf } from '../../domain/jobs/slice-numbers.ts';
import type { Files } from '../../messages/files.ts';
import { readAhead } from '../exports/read-ahead.ts';
import { readPlan } from '../packed-parts.ts';

type Reading = { readonly data: Data; readonly files: Pick<Files, 'read'> };

/** Contacts in a file, in batches. */
export type People = () => AsyncIterable<readonly ContactId[]>;

/** Slices whose manifests are read together. */
const SLICES = 50;
/** Contacts that are looked at together. */
const LOOKS = 100;

/** The people in an export's file: of its lists, or of its manifest when one is gone. */
export const peopleInExport = ({ data, files }: Reading, job: JobRecord, { attempt, people }: ExportFile): People =>
  async function* () {
    const read = (list: number) => files.read(`${exportPeopleFolder(job.workspace, job.uuid, attempt)}${list}`);
    for await (const packed of readAhead(people, read)) {
      if (packed === null) return yield* peopleOfManifest(data, job)();
      yield unpackUuids(packed);
    }
  };

/** The contacts of a job. 1 read unit for 500. */
const peopleOfManifest = (data: Data, job: JobRecord): People =>
  async function* () {
    const { workspace, uuid } = job;
    const all = sliceNumbersOf(job).map((slice) => ({ job: uuid, slice }));
    for (const some of chunks(all, SLICES))
      for (const manifest of (await readManifests(data, workspace, some)).values()) yield manifest.uuids;
  };

/**
 * The people in an import's files, as one of its jobs has read them: those of its manifest, and those whom refused rows
 * name. Anybody who was deleted since, if the files were not read, or a list of them is gone.
 */
export const peopleInImport = (
  { data, files }: Reading,
  { uuid }: Pick<Import, 'uuid'>,
  job: JobRecord,
  since: Instant,
): People =>
  async function* () {
    const { workspace } = job;
    const anybody = async function* () {
      for await (const candidates of erasedSince(data, workspace, since)) yield [...candidates];
    };
    const by = { workspace, uuid, job: job.uuid };
    const plan = await readPlan(files, by);
    if (plan === null) return yield* anybody();
    for (let list = 0; list < plan.named; list++) {
      const named = await files.read(partKey(by, plan, 'named', list));
      if (named === null) return yield* anybody();
      yield unpackUuids(named);
    }
    yield* peopleOfManifest(data, job)();
  };

interface Standing {
  readonly since: Instant;
  /** Batches of deletions that are looked at. */
  readonly batches: number;
  /** Whoever was deleted before is not in it; left out: its people say who is. */
  readonly unless?: Instant;
}

/**
 * Whether somebody in a file was deleted for good since a time, as of now. `unsure`: too many were deleted to say so
 * at once. 0.5 read units when nobody was; else the file's lists are read.
 */
export async function standingOf(
  data: Data,
  workspace: WorkspaceId,
  people: People,
  { since, batches, unless }: Standing,
): Promise<'whole' | 'erased' | 'unsure'> {
  let looked = 0;
  for await (const candidates of erasedSince(data, workspace, since)) {
    if (looked++ === batches) return 'unsure';
    if (await isAnyErased(data, workspace, within(people, candidates), unless)) return 'erased';
  }
  return 'whole';
}

/** Those of a file who were being deleted since a time. */
export async function* erasedIn(data: Data, workspace: WorkspaceId, people: People, since: Instant) {
  for await (const candidates of erasedSince(data, workspace, since)) yield* within(people, candidates);
}

async function* within(people: People, candidates: ReadonlySet<ContactId>): AsyncGenerator<readonly ContactId[]> {
  for await (const some of people()) {
    const found = some.filter((uuid) => candidates.has(uuid));
    if (found.length > 0) yield found;
  }
}

/** A deletion may have been refused, or not have happened yet. 1 read unit each, up to the first who is gone. */
async function isAnyErased(
  data: Data,
  workspace: WorkspaceId,
  noted: AsyncIterable<readonly ContactId[]>,
  unless = instant(0),
): Promise<boolean> {
  for await (const uuids of noted)
    for (const some of chunks(uuids, LOOKS)) {
      const read = await readContacts(data, workspace, some, { consistent: true });
      const isGone = (item: ReturnType<typeof read.get>) =>
        item === undefined || (isTombstone(item) && item.modifiedOn >= unless);
      if (some.some((uuid) => isGone(read.get(uuid)))) return true;
    }
  return false;
}
