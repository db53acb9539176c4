/**
 * Decisions about groups that must be looked at once more, because functions under way may still change contacts by what the workspace
 * was before them.
 *
 *   W#again   <workspace>#<group, or `repair`>   { id, workspace, group, look, since, seenOn?, job? }
 *
 * The item is written together with the decision, so that a crash after it loses nothing. A later decision about the group takes its place.
 */
import { randomUUID } from 'node:crypto';
import { type GroupId, type JobId, timeOfUuid, type WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { NEXT_REPAIR } from '../../domain/jobs/kinds/index.ts';
import { type Data, equals, put, remove, update, type Write, write } from '../dynamo/index.ts';
import { nextRound } from '../paging/index.ts';

export interface GroupRecheck {
  readonly workspace: WorkspaceId;
  readonly group: GroupId;
  /** `clear`: no contact may be a member any more. `evaluate`: contacts modified since may be members, or not, by another query. */
  readonly look: 'clear' | 'evaluate';
  /** When it was decided; null for `clear`, which looks at all members. */
  readonly since: Instant | null;
  /** When it was seen first: all that was under way at the decision was under way then. */
  readonly seenOn?: Instant;
  /** The job that looks. */
  readonly job?: JobId;
}

/** The decision that a look belongs to: another one about the same group has another id. */
interface Stored extends GroupRecheck {
  readonly pk: string;
  readonly sk: string;
  readonly id: string;
}

const AGAIN_PK = 'W#again';

const keyOf = (workspace: WorkspaceId, group: GroupId) => ({ pk: AGAIN_PK, sk: `${workspace}#${group}` });

/** Written with the deletion of a group, or when it becomes invalid. */
export const clearAgain = (workspace: WorkspaceId, group: GroupId): Write =>
  put('workspace', {
    ...keyOf(workspace, group),
    ...{ id: randomUUID(), workspace, group, look: 'clear', since: null },
  });

/** Written with the query of a smart group; its members are found by a job that was made at that time. */
export const evaluateAgain = (workspace: WorkspaceId, group: GroupId, job: JobId): Write =>
  put('workspace', {
    ...keyOf(workspace, group),
    ...{ id: randomUUID(), workspace, group, look: 'evaluate', since: timeOfUuid(job) },
  });

/** Written when queries are read otherwise from now on: the second look at all groups that are repaired for it, one in each workspace. */
export const rereadAgain = (workspace: WorkspaceId, now: Instant): Write => {
  const group = NEXT_REPAIR as string as GroupId;
  return put('workspace', {
    ...keyOf(workspace, group),
    ...{ id: randomUUID(), workspace, group, look: 'evaluate', since: now },
  });
};

/** Looks of all workspaces that are not done, beginning where the last round stopped. */
export const groupRechecks = (data: Data): AsyncGenerator<GroupRecheck> => nextRound<Stored>(data, AGAIN_PK);

/** Notes how far a look is; does nothing when another decision about the group has taken its place. */
export async function noteGroupRecheck(
  data: Data,
  look: GroupRecheck,
  noted: Partial<Pick<GroupRecheck, 'seenOn' | 'job'>>,
): Promise<void> {
  await write(data, update('workspace', keyOf(look.workspace, look.group), { set: noted }, isStill(look)));
}

/** The same: what was decided is true of all contacts. */
export async function endGroupRecheck(data: Data, look: GroupRecheck): Promise<void> {
  await write(data, remove('workspace', keyOf(look.workspace, look.group), isStill(look)));
}

const isStill = (look: GroupRecheck) => equals('id', (look as Stored).id);
