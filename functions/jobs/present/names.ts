import { readActorNames, readFlowHead } from '../../../shared/data/workspace/index.ts';
import type { FlowId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { kindOf } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Assets } from '../../../shared/domain/workspace.ts';
import type { RequestContext } from '../../../shared/lambda/http/endpoint.ts';

/** The present names of what jobs are for, and of who caused them, if the jobs do not keep them. */
export interface JobNames extends Pick<Assets, 'groups'> {
  readonly flows: ReadonlyMap<FlowId, string>;
  readonly actors: ReadonlyMap<string, string>;
}

/** The names that some jobs need: 1 read unit a flow, and a query for names when a job lacks one. */
export async function readJobNames(
  jobs: readonly Job[],
  { runtime: { data }, caller: { workspace }, assets }: Pick<RequestContext, 'runtime' | 'caller' | 'assets'>,
): Promise<JobNames> {
  const flows = new Set(jobs.flatMap((job) => kindOf(job).target(job.work).flow ?? []));
  const heads = await Promise.all([...flows].map((uuid) => readFlowHead(data, workspace, uuid)));
  const actors = jobs.some(isNameless) ? await readActorNames(data, workspace) : new Map<string, string>();
  return {
    groups: assets.groups,
    flows: new Map(heads.flatMap((head) => (head === null ? [] : [[head.uuid, head.name] as const]))),
    actors,
  };
}

const isNameless = ({ createdBy, creator }: Job): boolean => creator === null && createdBy !== 'system';
