/**
 * Rechecks: decisions about groups to check once more, because functions in progress may still change contacts by the
 * state before. Written with the decision, so that a crash loses nothing; a later decision replaces it.
 *
 *   W#again   <workspace>#<group, or `repair`>   { id, workspace, group, look, since, seenOn?, job? }
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
  /** `clear`: no contact may be a member any more. `evaluate`: check contacts modified since against the new query. */
  readonly look: 'clear' | 'evaluate';
  /** When it was decided; null for `clear`, which checks all members. */
  readonly since: Instant | null;
  /** When it was first seen: work in progress at the decision had begun by then. */
  readonly seenOn?: Instant;
  readonly job?: JobId;
}

/** `id` tells this decision from a later one about the same group. */
interface Stored extends GroupRecheck {
  readonly pk: string;
  readonly sk: string;
  readonly id: string;
}

const AGAIN_PK = 'W#again';

const keyOf = (workspace: WorkspaceId, group: GroupId) => ({ pk: AGAIN_PK, sk: `${workspace}#${group}` });

const putRecheck = (recheck: GroupRecheck): Write =>
  put('workspace', { ...keyOf(recheck.workspace, recheck.group), id: randomUUID(), ...recheck });

/** Written with the deletion of a group, or when it becomes invalid. */
export const clearAgain = (workspace: WorkspaceId, group: GroupId): Write =>
  putRecheck({ workspace, group, look: 'clear', since: null });

/** Written with the query of a smart group, whose members are found by a job made at that time. */
export const evaluateAgain = (workspace: WorkspaceId, group: GroupId, job: JobId): Write =>
  putRecheck({ workspace, group, look: 'evaluate', since: timeOfUuid(job) });

/** Written when queries are read differently from now on: one recheck for all repaired groups of a workspace. */
export const rereadAgain = (workspace: WorkspaceId, since: Instant): Write =>
  putRecheck({ workspace, group: NEXT_REPAIR as string as GroupId, look: 'evaluate', since });

/** Open rechecks of all workspaces, beginning where the last round stopped. */
export const groupRechecks = (data: Data): AsyncGenerator<GroupRecheck> => nextRound<Stored>(data, AGAIN_PK);

/** Stores the progress of a recheck; does nothing when a later decision about the group has replaced it. */
export async function noteGroupRecheck(
  data: Data,
  look: GroupRecheck,
  noted: Partial<Pick<GroupRecheck, 'seenOn' | 'job'>>,
): Promise<void> {
  await write(data, update('workspace', keyOf(look.workspace, look.group), { set: noted }, isStill(look)));
}

/** The same, at its end: the decision is true of all contacts. */
export async function endGroupRecheck(data: Data, look: GroupRecheck): Promise<void> {
  await write(data, remove('workspace', keyOf(look.workspace, look.group), isStill(look)));
}

const isStill = (look: GroupRecheck) => equals('id', (look as Stored).id);
