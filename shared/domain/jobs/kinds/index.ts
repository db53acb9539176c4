import type { Leaving } from '../exclusions.ts';
import type { Job, Origin, Work, WorkOf, WorkType } from '../job.ts';
import { addToGroup } from './add-to-group.ts';
import { clearGroup } from './clear-group.ts';
import { deletion } from './delete.ts';
import { exportContacts } from './export.ts';
import { flagDormant } from './flag-dormant.ts';
import { importRows } from './import.ts';
import type { Kind, NoOperation, Operation, PublicBody } from './kind.ts';
import { populateGroup } from './populate-group.ts';
import { purgeArchived } from './purge-archived.ts';
import { removeFromGroup } from './remove-from-group.ts';
import { repairGroups } from './repair-groups.ts';
import { setField } from './set-field.ts';
import { setStatus } from './set-status.ts';
import { start } from './start.ts';
import { turnGroups } from './turn-groups.ts';
import { undo } from './undo.ts';
import { UnknownKindError, unknown } from './unknown.ts';

export type { ClearGroup } from './clear-group.ts';
export type { Export } from './export.ts';
export type { ImportRows } from './import.ts';
export type { DeleteContact, Modify, Operation, PublicBody, Seen, StartFlow, UndoJob } from './kind.ts';
export { NEXT_REPAIR, repairOf } from './repair-groups.ts';
export { isStart, type Start } from './start.ts';
export { isUnknown, UnknownKindError } from './unknown.ts';

/**
 * Every kind of job, by the type of its work. A type without a kind, or with that of another, does not compile.
 *
 * Kinds are descriptions: they say which modifiers or which flow, and applying and running lie elsewhere. So every function
 * may look a kind up without carrying the flow engine in its bundle.
 */
const KINDS = {
  start,
  add_to_group: addToGroup,
  remove_from_group: removeFromGroup,
  set_field: setField,
  delete: deletion,
  set_status: setStatus,
  flag_dormant: flagDormant,
  clear_group: clearGroup,
  populate_group: populateGroup,
  purge_archived: purgeArchived,
  turn_groups: turnGroups,
  repair_groups: repairGroups,
  import: importRows,
  export: exportContacts,
  undo,
  unknown,
} satisfies { readonly [T in WorkType]: Kind<WorkOf<T>> };

/** The kind of a job; to be given that job's work only. */
export const kindOf = ({ work }: Pick<Job, 'work'>): Kind => KINDS[work.type];

/** Whom the work of a job leaves out of its manifest, beside what its selection says. */
export const leavingOf = (work: Work): Pick<Leaving, 'startedPreviously'> =>
  (kindOf({ work }).skipsStartedIn?.(work) ?? null) === null ? {} : { startedPreviously: true };

export type KnownOperation = Exclude<Operation, NoOperation>;

/** The origin of a job that the service makes by itself. */
export const originOf = (work: Work): Origin => (kindOf({ work }).via === 'sweep' ? 'sweep' : 'service');

/** What a job does to each of its contacts. Throws UnknownKindError for a job that this release cannot carry out. */
export function operationOf(job: Job): KnownOperation {
  const { operation } = kindOf(job);
  if (operation.type === 'none') throw new UnknownKindError(job);
  return operation;
}

/** What POST jobs.json takes, by the type that callers know. */
export const PUBLIC_BODIES: ReadonlyMap<string, PublicBody> = new Map(
  Object.entries<Kind>(KINDS).flatMap(([type, { body, publicType = type }]) =>
    body === null ? [] : [[publicType, body] as const],
  ),
);

/** The type by which callers know a job. */
export const typeOf = ({ work }: Pick<Job, 'work'>): string =>
  work.type === 'unknown' ? work.stored : (kindOf({ work }).publicType ?? work.type);

/** Work as it was stored, perhaps by a release that knows other kinds than this one. */
export const readWork = (stored: { readonly type: string }): Work =>
  Object.hasOwn(KINDS, stored.type) ? (stored as Work) : { type: 'unknown', stored: stored.type };
