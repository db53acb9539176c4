import type { Job } from '../../domain/jobs/job.ts';
import { kindOf } from '../../domain/jobs/kinds/index.ts';
import { isPopulating } from '../../domain/workspace.ts';
import type { Data, Write } from '../dynamo/index.ts';
import { readGroup, setGroup } from './groups.ts';
import { bumpRevision } from './items.ts';

/**
 * What is written together with the end of a job that populated a group: the group is ready. Nothing when it is no longer
 * this job's to say so (the group was deleted, became invalid, or another job populates it), or when contacts failed: then
 * the group stays as it is until `repairGroups` populates it again.
 */
export async function readyItems(data: Data, job: Job): Promise<Write[]> {
  const { work, workspace, uuid, totals } = job;
  const populated = kindOf(job).readies?.(work);
  if (populated === undefined || Object.keys(totals.failed).length > 0) return [];
  const group = await readGroup(data, workspace, populated);
  if (group === null || group.job !== uuid || !isPopulating(group)) return [];
  return [setGroup(workspace, group, { status: 'ready' }), bumpRevision(workspace)];
}
