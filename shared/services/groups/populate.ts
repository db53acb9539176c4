import type { Data } from '../../data/dynamo/index.ts';
import { openJobsOf, readJob } from '../../data/jobs/index.ts';
import { changeGroup } from '../../data/workspace/index.ts';
import type { GroupId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { NEXT_REPAIR } from '../../domain/jobs/kinds/index.ts';
import { hasEnded } from '../../domain/jobs/lifecycle.ts';
import { type Group, isPopulating } from '../../domain/workspace.ts';
import { submitJob } from '../jobs/submit.ts';
import type { Backend } from '../runtime.ts';

interface Population {
  readonly group: Group;
  readonly job: JobId;
  /** A caller asked for it, so it counts towards the workspace's limit of open jobs. */
  readonly asked?: true;
  /** Token id, or `system`. */
  readonly by: string;
  readonly now: Instant;
}

/** Starts a smart group's first job, over every active contact; later changes evaluate it themselves. */
export async function submitPopulateGroup(
  backend: Backend,
  workspace: WorkspaceId,
  { group, job, asked, by, now }: Population,
): Promise<Group> {
  await submitJob(backend, workspace, {
    uuid: job,
    ...(asked && { asked }),
    work: { type: 'populate_group', group: group.uuid },
    selection: { folder: 'active' },
    preview: false,
    createdBy: by,
    now,
  });
  return group.status === 'initializing' ? evaluating(backend.data, workspace, group) : group;
}

/** The job runs, or is already done. */
async function evaluating(data: Data, workspace: WorkspaceId, group: Group): Promise<Group> {
  const result = await changeGroup(data, workspace, group.uuid, ({ status }) =>
    status === 'initializing' ? { status: 'evaluating' } : {},
  );
  return result.ok ? result.item : group;
}

interface Clearing extends Pick<Population, 'asked' | 'by' | 'now'> {
  readonly uuid?: JobId;
  readonly group: GroupId;
}

/** Starts the job that removes the members of a group that was deleted or becomes invalid. */
export const submitClearGroup = (backend: Backend, workspace: WorkspaceId, { group, by, now, ...given }: Clearing) =>
  submitJob(backend, workspace, {
    ...given,
    work: { type: 'clear_group', group },
    selection: { groups: [group], contacts: [], activeOnly: false },
    preview: false,
    createdBy: by,
    now,
  });

/** Whether a group waits for a job that will never make it ready: one that has ended, or was never stored. */
export async function isAbandoned(data: Data, workspace: WorkspaceId, group: Group): Promise<boolean> {
  if (!isPopulating(group)) return false;
  if (group.job === NEXT_REPAIR) return (await openJobsOf(data, workspace, 'repair_groups')).length === 0;
  const job = group.job === undefined ? null : await readJob(data, workspace, group.job);
  return job === null || hasEnded(job);
}
