import { askedJobs } from '../../data/jobs/index.ts';
import type { Config } from '../invocation/config.ts';
import type { RequestContext } from './endpoint.ts';
import { type ApiError, refuse } from './errors.ts';

/** Open jobs of one workspace. Each may be over all contacts, so a programme needs only some at a time. */
const MOST_OPEN_JOBS = 100;
/** Seconds in which a small job ends. */
const WORTH_TRYING_AGAIN = 5;

/** How many open jobs callers of a workspace may have here. */
export const mostOpenJobs = ({ maxOpenJobs = MOST_OPEN_JOBS }: Config): number => maxOpenJobs;

type Asking = Pick<RequestContext, 'runtime' | 'caller'>;

/** Whether the workspace may have another open job. 0.5 read units; `requestJob` settles concurrent requests. */
export async function hasRoomForJob({ runtime: { data, config }, caller: { workspace } }: Asking): Promise<boolean> {
  return (await askedJobs(data, workspace, { consistent: false })).length < mostOpenJobs(config);
}

/** Throws 409 when the workspace has its limit of open jobs. */
export async function requireRoomForJob(asking: Asking): Promise<void> {
  if (!(await hasRoomForJob(asking))) throw tooManyJobs(asking);
}

export const tooManyJobs = ({ runtime: { config } }: Pick<Asking, 'runtime'>): ApiError => {
  const refusal = { code: 'too_many_open_jobs', most: mostOpenJobs(config), body: '{"action": "interrupt"}' } as const;
  return refuse(refusal, 409).with({ 'retry-after': String(WORTH_TRYING_AGAIN) });
};

/** What a new job keeps of its request. */
export const askedBy = ({
  caller,
  client,
  assets,
  change: { hops },
}: Pick<RequestContext, 'caller' | 'client' | 'assets' | 'change'>) => ({
  createdBy: caller.id,
  creator: caller.name,
  ...(caller.owner && { owner: caller.owner }),
  origin: client,
  names: assets,
  ...(hops !== undefined && { hops }),
});
