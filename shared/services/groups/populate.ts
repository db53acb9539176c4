import type { Data } from '../../data/dynamo/index.ts';
import { readJob } from '../../data/jobs/index.ts';
import { changeGroup } from '../../data/workspace/index.ts';
import type { GroupId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { hasEnded } from '../../domain/jobs/lifecycle.ts';
import { type Group, isPopulating } from '../../domain/workspace.ts';
import { submitJob } from '../jobs/submit.ts';
import type { JobRuntime } from '../runtime.ts';

export interface Population {
  readonly group: Group;
  /** The job that the group, as stored, waits for. */
  readonly job: JobId;
  /** Token id, or `system`. */
  readonly by: string;
  readonly now: Instant;
}

/**
 * Sends the job on its way that asks every active contact: members and those who may become some. From the moment the
 * group is stored, whoever changes is asked as well, so nobody falls between the two. Answers the group as it then is.
 */
export async function populate(
  runtime: Omit<JobRuntime, 'now'>,
  workspace: WorkspaceId,
  { group, job, by, now }: Population,
): Promise<Group> {
  await submitJob(runtime, workspace, {
    uuid: job,
    work: { type: 'populate_group', group: group.uuid },
    selection: { folder: 'active' },
    preview: false,
    createdBy: by,
    now,
  });
  return group.status === 'initializing' ? evaluating(runtime.data, workspace, group) : group;
}

/** The job is under way, or even done. */
async function evaluating(data: Data, workspace: WorkspaceId, group: Group): Promise<Group> {
  const result = await changeGroup(data, workspace, group.uuid, ({ status }) =>
    status === 'initializing' ? { status: 'evaluating' } : {},
  );
  return result.ok ? result.group : group;
}

/** Takes the members out of a group that was deleted or is about to be invalid. */
export const clear = (
  runtime: Omit<JobRuntime, 'now'>,
  workspace: WorkspaceId,
  { group, by, now }: { group: GroupId; by: string; now: Instant },
) =>
  submitJob(runtime, workspace, {
    work: { type: 'clear_group', group },
    selection: { groups: [group], contacts: [], activeOnly: false },
    preview: false,
    createdBy: by,
    now,
  });

/** Whether nobody works on making a group ready any more: its job ended otherwise than well, or was never written down. */
export async function isAbandoned(data: Data, workspace: WorkspaceId, group: Group): Promise<boolean> {
  if (!isPopulating(group)) return false;
  const job = group.job === undefined ? null : await readJob(data, workspace, group.job);
  return job === null || hasEnded(job);
}
