import type { JobRecord } from '../../../../shared/data/jobs/index.ts';
import { type Import, type RangeFiles, rangesFolder } from '../../../../shared/domain/imports/plan.ts';
import type { CountedProblem } from '../../../../shared/domain/imports/problems.ts';
import type { SourceAssets } from '../../../../shared/domain/imports/textit/source-assets.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { ImportRows } from '../../../../shared/domain/jobs/kinds/index.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import type { Files } from '../../../../shared/messages/files.ts';
import { packPart, readPart } from '../../../../shared/services/packed-parts.ts';
import type { Begun, Cut } from '../read/cuts.ts';
import type { ClaimsElsewhere } from './claims.ts';
import type { MetColumns } from './columns.ts';
import type { NewAssets } from './new-assets.ts';
import type { OutElsewhere } from './opted-out.ts';
import type { WrittenRows } from './write-rows.ts';

export type ImportJob = JobRecord<ImportRows>;

/** Where a range begins. It ends where the next one does, perhaps in another file, or with the last file. */
export interface RangeStart {
  readonly file: number;
  /** Null: with its file. */
  readonly from: Cut | null;
  /** Records of the file before it. */
  readonly before: number;
}

/** How far the files were read for ranges and columns, by import and workspace as they were at the beginning. */
export interface Scanned {
  readonly imported: Import;
  readonly assets: Assets;
  /** What the source of a pull has besides contacts; null: the files were uploaded. */
  readonly pulled: SourceAssets | null;
  readonly now: Instant;
  /** Names all columns together; null: their files say by themselves what they are. */
  readonly columnsKey: string | null;
  /** Records of a range. */
  readonly every: number;
  readonly encoded: readonly Begun[];
  /** The records from the last one on are still to be read, unless `done`. */
  readonly starts: readonly RangeStart[];
  /** Records that were read. */
  readonly records: number;
  readonly columns: MetColumns | null;
  readonly done: boolean;
}

/** What was written of a range. */
export interface MadeRange extends WrittenRows, RangeFiles {
  readonly problems: readonly CountedProblem[];
  readonly newFields: NewAssets['fields'];
  readonly newGroups: readonly string[];
  readonly smart: readonly string[];
  /** How many names its rows have. */
  readonly names: number;
  readonly readUnits: number;
}

/** A range, or why its file cannot be imported. */
export type RangeNote = MadeRange | { readonly problem: Refusal };

/** What earlier ranges, and opt-outs of all others, mean for a range. */
export interface Elsewhere extends OutElsewhere {
  readonly claims: ClaimsElsewhere;
}

/** Which ranges are read once more, because others have their people. */
export interface DecidedNames {
  readonly again: readonly number[];
}

/** The keys of what is noted beside the rows of an import while its ranges are read. */
export const rangeKeys = ({ workspace, uuid, work }: ImportJob) => {
  const folder = rangesFolder(workspace, work.import, uuid);
  return {
    scanned: (step: number) => `${folder}scanned/${step}`,
    /** `again`: with what others mean for it. */
    made: (range: number, again: boolean) => `${folder}${again ? 'again' : 'made'}/${range}`,
    names: (attempt: string) => `${folder}names/${attempt}`,
    elsewhere: (range: number) => `${folder}elsewhere/${range}`,
    decided: `${folder}decided`,
    /** Messages that were sent, once for each of these: more of them would do no harm. */
    begun: (again: boolean, turn: number) => `${folder}begun/${again}-${turn}`,
    ended: (again: boolean, turn: number) => `${folder}ended/${again}-${turn}`,
  };
};

/** The last of the notes that the files were read so far; null: none. Steps are few. */
export async function lastScanned(
  files: Pick<Files, 'read' | 'size'>,
  job: ImportJob,
): Promise<{ readonly step: number; readonly scanned: Scanned } | null> {
  const keys = rangeKeys(job);
  let step = 0;
  while ((await files.size(keys.scanned(step))) !== null) step++;
  const stored = step === 0 ? null : await readPart<PackedScanned>(files, keys.scanned(step - 1));
  return stored && { step, scanned: { ...stored, assets: unpacked(stored.assets) } };
}

export const packScanned = (scanned: Scanned): Buffer =>
  packPart({ ...scanned, assets: packed(scanned.assets) } satisfies PackedScanned);

/** A range that was made; null: it was not. */
export const readNote = (files: Pick<Files, 'read'>, key: string): Promise<RangeNote | null> =>
  readPart<RangeNote>(files, key);

type PackedScanned = Omit<Scanned, 'assets'> & { readonly assets: ReturnType<typeof packed> };

/** What a workspace has, without maps. */
const packed = ({ groups, fields, archivedFields = new Map(), globals = new Map(), ...assets }: Assets) => ({
  ...assets,
  groups: [...groups],
  fields: [...fields],
  archivedFields: [...archivedFields],
  globals: [...globals],
});

const unpacked = ({ groups, fields, archivedFields, globals, ...assets }: ReturnType<typeof packed>): Assets => ({
  ...assets,
  groups: new Map(groups),
  fields: new Map(fields),
  archivedFields: new Map(archivedFields),
  globals: new Map(globals),
});
