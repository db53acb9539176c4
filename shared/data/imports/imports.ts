/**
 * Imports in the workspace table. They expire after 90 days, their files after one.
 *
 *   J#<workspace>   IMPORT#<uuid7>       an import as it was planned (domain/imports/plan.ts)
 *   J#<workspace>   COLUMNS#<hash>       how the last one with these columns was read (domain/imports/recalled.ts)
 *   W#<workspace>   MAPPING#<name>       { name, mapping, declared, seen }: a saved mapping of columns
 */
import type { ImportId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Import, Reading } from '../../domain/imports/plan.ts';
import type { Recalled } from '../../domain/imports/recalled.ts';
import type { Declared, StandingCells } from '../../domain/imports/refusals.ts';
import type { Report } from '../../domain/imports/report.ts';
import type { TargetText } from '../../domain/imports/target.ts';
import type { Instant } from '../../domain/instant.ts';
import { addDays } from '../../domain/instant.ts';
import {
  allOf,
  type Data,
  equals,
  getItem,
  isAbsent,
  isPresent,
  type Key,
  put,
  queryAll,
  remove,
  update,
  write,
} from '../dynamo/index.ts';
import { justAbove, type Neighbours, pageItems } from '../paging/index.ts';

const PREFIX = 'IMPORT#';
const KEPT_DAYS = 90;
const pk = (workspace: WorkspaceId): string => `J#${workspace}`;
const importKey = (workspace: WorkspaceId, uuid: ImportId) => ({ pk: pk(workspace), sk: `${PREFIX}${uuid}` });

const keptUntil = (now: Instant): number => Math.floor(addDays(now, KEPT_DAYS) / 1_000_000);

/** Stores a new import; false when its uuid exists. 1 write unit for a KB. */
export const createImport = (data: Data, workspace: WorkspaceId, made: Import): Promise<boolean> =>
  write(
    data,
    put('workspace', { ...importKey(workspace, made.uuid), ...made, ttl: keptUntil(made.createdOn) }, isAbsent),
  );

/** The import as of now, or null. 1 read unit for 4 KB. */
export async function readImport(data: Data, workspace: WorkspaceId, uuid: ImportId): Promise<Import | null> {
  const item = await getItem<Key & Stored>(data, 'workspace', importKey(workspace, uuid), { consistent: true });
  return item && fromItem(item);
}

/** How an import is read, and the job of that preview. */
type ImportPatch = Reading & { readonly job: JobId; readonly savedAs?: string };

/** Changes how an import is read; false when another preview was requested since it was read. */
export const changeImport = (
  data: Data,
  workspace: WorkspaceId,
  { uuid, job }: Pick<Import, 'uuid' | 'job'>,
  patch: ImportPatch,
): Promise<boolean> =>
  write(data, update('workspace', importKey(workspace, uuid), { set: patch }, allOf(isPresent, equals('job', job))));

/** Gives an import its pulled files and the job that previews them; false when it has some already. */
export const endPull = (
  data: Data,
  workspace: WorkspaceId,
  uuid: ImportId,
  { files, job }: Pick<Import, 'files' | 'job'>,
): Promise<boolean> =>
  write(
    data,
    update('workspace', importKey(workspace, uuid), { set: { files, job } }, allOf(isPresent, equals('job', null))),
  );

/** A page of imports, newest first. Throws CursorError for a cursor that it never gave out. */
export async function listImports(
  data: Data,
  workspace: WorkspaceId,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | null | undefined },
): Promise<Neighbours & { readonly imports: readonly Import[] }> {
  const range = { pk: pk(workspace), from: PREFIX, to: justAbove(PREFIX) };
  const from = { table: 'workspace' as const, consistent: true, ...range };
  const { items, ...beside } = await pageItems<Key & Stored>(data, from, { limit, cursor, keep: () => true });
  return { imports: items.map(fromItem), ...beside };
}

type Stored = Import & { readonly ttl: number };

/** One of an earlier release declares nothing. */
const fromItem = ({ pk: _, sk: __, ttl: ___, ...made }: Key & Stored): Import => ({
  ...made,
  declared: made.declared ?? null,
});

/** Records that a report was requested; false when another was since the import was read. 1 write unit for a KB. */
export const askForReport = (
  data: Data,
  workspace: WorkspaceId,
  { uuid, report: before }: Pick<Import, 'uuid' | 'report'>,
  report: Report,
): Promise<boolean> => {
  const asRead = allOf(isPresent, equals('report', before));
  return write(data, update('workspace', importKey(workspace, uuid), { set: { report } }, asRead));
};

/** Records how a report ended, unless another was requested since, or it ended before. */
export const endReport = (
  data: Data,
  workspace: WorkspaceId,
  uuid: ImportId,
  report: Report,
  ended: Pick<Report, 'file' | 'problem'>,
): Promise<boolean> => {
  const set = { report: { ...report, ...ended } };
  return write(data, update('workspace', importKey(workspace, uuid), { set }, equals('report', report)));
};

/**
 * Records that its files were checked or removed, and then forgets cells that were read as others. False when another
 * preview was requested since it was read.
 */
export const noteImportFiles = (
  data: Data,
  workspace: WorkspaceId,
  { uuid, job }: Pick<Import, 'uuid' | 'job'>,
  noted: Pick<Import, 'checkedOn' | 'erasedOn'>,
): Promise<boolean> => {
  const set = { ...noted, ...(noted.erasedOn !== undefined && { values: {} }) };
  return write(data, update('workspace', importKey(workspace, uuid), { set }, allOf(isPresent, equals('job', job))));
};

export interface SavedMapping {
  readonly name: string;
  readonly mapping: Readonly<Record<string, TargetText>>;
  readonly declared: Declared | null;
  /** What the files had for which that was declared, once it is known. */
  readonly seen?: StandingCells;
}

const MAPPING = 'MAPPING#';
const settingsPk = (workspace: WorkspaceId): string => `W#${workspace}`;

/** Saves a mapping under its name, replacing an earlier one. */
export async function saveMapping(data: Data, workspace: WorkspaceId, saved: SavedMapping): Promise<void> {
  await write(
    data,
    put('workspace', { pk: settingsPk(workspace), sk: `${MAPPING}${saved.name.toLowerCase()}`, ...saved }),
  );
}

/** Notes what the files of a mapping have, unless it is gone. */
export async function noteSeen(data: Data, workspace: WorkspaceId, name: string, seen: StandingCells): Promise<void> {
  const key = { pk: settingsPk(workspace), sk: `${MAPPING}${name.toLowerCase()}` };
  await write(data, update('workspace', key, { set: { seen } }, isPresent));
}

/** The mappings of a workspace, by name. 0.5 read units for 4 KB. */
export async function listMappings(data: Data, workspace: WorkspaceId): Promise<SavedMapping[]> {
  const found: SavedMapping[] = [];
  const query = { table: 'workspace' as const, partition: settingsPk(workspace), sort: { prefix: MAPPING } };
  // One of an earlier release declares nothing.
  for await (const { name, mapping, declared = null, seen = {} } of queryAll<SavedMapping>(data, query))
    found.push({ name, mapping, declared, seen });
  return found;
}

const COLUMNS = 'COLUMNS#';
/** Files of a year come again, too. */
const RECALLED_DAYS = 400;
/** Sets of columns that a workspace recalls: the last ones. */
const MOST_RECALLED = 50;
const columnsKey = (workspace: WorkspaceId, columns: string) => ({ pk: pk(workspace), sk: `${COLUMNS}${columns}` });

/** How the last import with these columns was read, or null. 1 read unit for 8 KB. */
export async function recallColumns(data: Data, workspace: WorkspaceId, columns: string): Promise<Recalled | null> {
  const item = await getItem<Key & { readonly recalled: Recalled }>(data, 'workspace', columnsKey(workspace, columns), {
    consistent: false,
  });
  return item?.recalled ?? null;
}

/** Keeps how an import was read, and forgets all but the last 50. 1 query, and 1 write unit for a KB. */
export async function keepColumns(data: Data, workspace: WorkspaceId, columns: string, recalled: Recalled) {
  const ttl = Math.floor(addDays(recalled.on, RECALLED_DAYS) / 1_000_000);
  await write(data, put('workspace', { ...columnsKey(workspace, columns), recalled, ttl }));
  const all: { readonly sk: string; readonly on: Instant }[] = [];
  const query = { table: 'workspace' as const, partition: pk(workspace), sort: { prefix: COLUMNS } };
  for await (const {
    sk,
    recalled: { on },
  } of queryAll<Key & { readonly recalled: Recalled }>(data, query))
    all.push({ sk, on });
  for (const { sk } of all.toSorted((one, other) => other.on - one.on).slice(MOST_RECALLED))
    await write(data, remove('workspace', { pk: pk(workspace), sk }));
}
