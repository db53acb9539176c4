import type { WorkCosts } from '../../costs/estimate.ts';
import type { Leaving } from '../../selection/exclusions.ts';
import type { AnyWork, Job, Origin } from '../job.ts';
import { addToGroup } from './add-to-group.ts';
import { clearGroup } from './clear-group.ts';
import { exportContacts, isExport } from './export.ts';
import { flagDormant } from './flag-dormant.ts';
import { importRows, isImport } from './import.ts';
import { BY_DEFAULT, type DeclaredKind, type Kind, type PublicBody } from './kind.ts';
import { moveToGroup } from './move-to-group.ts';
import type { NoOperation, Operation } from './operation.ts';
import { policyStage } from './policy-stage.ts';
import { populateGroup } from './populate-group.ts';
import { deletion, purgeArchived } from './purge-archived.ts';
import { removeFromGroup } from './remove-from-group.ts';
import { repairGroups } from './repair-groups.ts';
import { setField } from './set-field.ts';
import { setLanguage } from './set-language.ts';
import { setStatus } from './set-status.ts';
import { isStart, start } from './start.ts';
import { turnGroups } from './turn-groups.ts';
import { undo } from './undo.ts';
import { isUnknown, UnknownKindError, unknown } from './unknown.ts';

export type { ClearGroup } from './clear-group.ts';
export { type Export, isExport } from './export.ts';
export { type ImportRows, importWork, isImport } from './import.ts';
export type { PublicBody } from './kind.ts';
export type { DeleteContact, ModifyContacts, Operation, Seen, StartFlow, UndoJob, Working } from './operation.ts';
export { isRepair, NEXT_REPAIR, repairOf } from './repair-groups.ts';
export { isStart, type Start } from './start.ts';
export { isUnknown, UnknownKindError };

/** Every kind of job, as descriptions that others apply: to look one up needs no flow engine in a bundle. */
const KINDS = [
  start,
  addToGroup,
  removeFromGroup,
  moveToGroup,
  setField,
  setLanguage,
  deletion,
  setStatus,
  flagDormant,
  clearGroup,
  policyStage,
  populateGroup,
  purgeArchived,
  turnGroups,
  repairGroups,
  importRows,
  exportContacts,
  undo,
  unknown,
] as const;

type WorkOfKind<K> = K extends DeclaredKind<infer W> ? W : never;

/** What a job does to each contact. */
export type Work = WorkOfKind<(typeof KINDS)[number]>;
export type WorkType = Work['type'];
export const WORK_TYPES: readonly WorkType[] = KINDS.map(({ type }) => type);

const BY_TYPE: ReadonlyMap<string, Kind> = new Map(
  KINDS.map((kind) => [kind.type, { ...BY_DEFAULT, ...(kind as DeclaredKind<AnyWork>) }]),
);

/** The kind of a job, only for that job's work. */
export const kindOf = <W extends AnyWork>({ work }: Pick<Job<W>, 'work'>): Kind<W> =>
  (BY_TYPE.get(work.type) ?? BY_TYPE.get(unknown.type)) as Kind<W>;

/** What a job's work leaves out of its manifest, besides the selection's exclusions. */
export const leavingOf = (work: AnyWork): Pick<Leaving, 'startedPreviously'> =>
  (kindOf({ work }).skipsStartedIn?.(work) ?? null) === null ? {} : { startedPreviously: true };

export type KnownOperation = Exclude<Operation, NoOperation>;

export const originOf = (work: AnyWork): Origin => (kindOf({ work }).via === 'sweep' ? 'sweep' : 'service');

/** What a job does to each contact. Throws UnknownKindError for a job of an unknown kind. */
export function operationOf(job: Job): KnownOperation {
  const { operation } = kindOf(job);
  if (operation.type === 'none') throw new UnknownKindError(job);
  return operation;
}

/** What matters for the cost of a job besides its contacts. */
export const workCostsOf = (job: Pick<Job, 'work'>): WorkCosts => ({
  on: isImport(job) ? 'import' : isExport(job) ? 'export' : 'tables',
  runsFlow: isStart(job),
});

/** The bodies of POST jobs.json, by public type. */
export const PUBLIC_BODIES: ReadonlyMap<string, PublicBody<Work>> = new Map(
  [...BY_TYPE.values()].flatMap(({ type, body, publicType = type }) =>
    body === null ? [] : [[publicType, body as PublicBody<Work>] as const],
  ),
);

export const typeOf = (job: Pick<Job, 'work'>): string =>
  isUnknown(job) ? job.work.stored : (kindOf(job).publicType ?? job.work.type);

/** Stored work, perhaps of a release with other kinds. */
export const readWork = (stored: { readonly type: string }): Work =>
  BY_TYPE.has(stored.type) ? (stored as Work) : { type: 'unknown', stored: stored.type };
