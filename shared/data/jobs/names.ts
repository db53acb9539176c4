import type { WorkspaceId } from '../../domain/ids.ts';
import type { Job } from '../../domain/jobs/job.ts';
import { kindOf } from '../../domain/jobs/kinds/index.ts';
import type { JobNames } from '../../domain/jobs/summary/summary.ts';
import type { Assets } from '../../domain/workspace.ts';
import type { Data } from '../dynamo/index.ts';
import { readActorNames, readFlow, readFlowHead } from '../workspace/index.ts';
import { readJob } from './store.ts';

/** The names that some jobs need: 1 read unit a flow, 1 a job that is undone, and a query for names of callers. */
export async function readJobNames(
  data: Data,
  workspace: WorkspaceId,
  jobs: readonly Job[],
  { groups, fields, policies }: Assets,
): Promise<JobNames> {
  const targets = jobs.map(targetOf);
  const undone = await each(
    targets.map(({ job }) => job),
    (uuid) => readJob(data, workspace, uuid),
  );
  const named = [...targets, ...undone.map(targetOf)].map(({ flow }) => flow);
  const flows = await each(named, async (uuid) => {
    const head = await readFlowHead(data, workspace, uuid);
    // Of a flow that an earlier release has saved, only its definition tells what it sets.
    return head === null || head.sets ? head : readFlow(data, workspace, uuid);
  });
  return {
    groups,
    fields,
    ...(policies && { policies }),
    flows: new Map(flows.map((flow) => [flow.uuid, flow])),
    jobs: new Map(undone.map((job) => [job.uuid, job])),
    actors: jobs.some(isNameless) ? await readActorNames(data, workspace) : new Map<string, string>(),
  };
}

const targetOf = ({ work }: Job) => kindOf({ work }).target(work);

/** Each that is named and there, read once. */
async function each<Id, Found>(
  ids: readonly (Id | undefined)[],
  read: (id: Id) => Promise<Found | null>,
): Promise<Found[]> {
  const named = new Set(ids.filter((id) => id !== undefined));
  const found = await Promise.all([...named].map(read));
  return found.filter((one) => one !== null);
}

const isNameless = ({ createdBy, creator }: Job): boolean => creator === null && createdBy !== 'system';
