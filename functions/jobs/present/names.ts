import { listTokens, readFlowHead } from '../../../shared/data/workspace/index.ts';
import type { FlowId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { kindOf } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Assets } from '../../../shared/domain/workspace.ts';
import type { RequestContext } from '../../../shared/lambda/endpoint.ts';

/** The present names of what jobs are for, and of the tokens by which they were made, where the jobs do not keep these. */
export interface JobNames extends Pick<Assets, 'groups'> {
  readonly flows: ReadonlyMap<FlowId, string>;
  readonly tokens: ReadonlyMap<string, string>;
}

/**
 * The names that showing some jobs needs: 1 read unit for each flow that they start, and a query for the workspace's tokens when one of them
 * was made in consequence of what a token did.
 */
export async function readJobNames(
  jobs: readonly Job[],
  { runtime: { data }, caller: { workspace }, assets }: Pick<RequestContext, 'runtime' | 'caller' | 'assets'>,
): Promise<JobNames> {
  const flows = new Set(jobs.flatMap((job) => kindOf(job).target(job.work).flow ?? []));
  const heads = await Promise.all([...flows].map((uuid) => readFlowHead(data, workspace, uuid)));
  const tokens = jobs.some(isNameless) ? await listTokens(data, workspace) : [];
  return {
    groups: assets.groups,
    flows: new Map(heads.flatMap((head) => (head === null ? [] : [[head.uuid, head.name] as const]))),
    tokens: new Map(tokens.map(({ id, name }) => [id, name])),
  };
}

const isNameless = ({ createdBy, creator }: Job): boolean => creator === null && createdBy !== 'system';
