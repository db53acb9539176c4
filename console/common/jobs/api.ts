import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Api, type Body, type Job, Refusal, useMutation, useRefresh, useSession } from '../api/index.ts';
import type { Selection } from '../contacts/index.ts';
import { isEnded, isRunning } from './job.ts';

/** What jobs.json takes, with types and actions that the document does not list. */
export interface JobBody extends Omit<Body<'jobs'>, 'type' | 'action' | 'selection'> {
  readonly type?: string;
  readonly action?: string;
  readonly group?: string;
  readonly flow?: string;
  readonly reason?: string;
  readonly selection?: Selection;
}

/** Milliseconds between two reads of a job that runs, and of one that waits for somebody. */
const LOOK_MS = 500;
const WAITING_MS = 5_000;
/** Looks at a job before it counts as a long one: some ten seconds. */
const OFTEN = 40;

/** Creates a job; a request that the network repeats creates no second one. */
export const startJob = (api: Api, body: JobBody): Promise<Job> =>
  api.post('jobs', body as Body<'jobs'>, {}, { 'Idempotency-Key': crypto.randomUUID() });

/** Changes a job: runs a preview, pauses, resumes, interrupts, undoes. */
export const changeJob = (api: Api, uuid: string, body: JobBody): Promise<Job> =>
  api.post('jobs', body as Body<'jobs'>, { uuid });

/** The body that runs a preview on exactly the contacts that it has shown. */
export const runBody = ({ token, total }: Job): JobBody => ({
  action: 'run',
  ...(token !== undefined && { token }),
  ...(total !== null && { count: total }),
});

/** Reads a job. Throws a refusal with status 404 when there is none. */
export async function readJob(api: Api, uuid: string): Promise<Job> {
  const { results } = await api.get('jobs', { uuid });
  const [job] = results;
  if (job === undefined) throw new Refusal(404, {});
  return job;
}

/** A job, which is read again while it runs. */
export function useJob(uuid: string | null) {
  const { api } = useSession();
  return useQuery({
    queryKey: ['job', uuid],
    queryFn: () => readJob(api, uuid ?? ''),
    enabled: uuid !== null,
    refetchInterval: ({ state: { data } }) => {
      if (data === undefined || isRunning(data)) return LOOK_MS;
      return isEnded(data) ? false : WAITING_MS;
    },
  });
}

/**
 * Reads a job until it has ended, or waits for a second person.
 * @param patient - whether it may take hours: it is looked at less often, also over failures of the network
 */
export async function untilEnded(api: Api, uuid: string, { patient = false } = {}): Promise<Job> {
  for (let looks = 0; ; looks += 1) {
    const job = await readJob(api, uuid).catch((error: unknown) => {
      if (patient && !(error instanceof Refusal && error.status >= 400 && error.status < 500)) return null;
      throw error;
    });
    if (job !== null && (isEnded(job) || job.status === 'awaiting_approval')) return job;
    const pause = patient && looks > OFTEN ? WAITING_MS : LOOK_MS / 2;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

export function useChangeJob() {
  const { api } = useSession();
  const refresh = useRefresh();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ uuid, ...body }: { readonly uuid: string } & JobBody) => changeJob(api, uuid, body),
    onSuccess(job) {
      queries.setQueryData(['job', job.uuid], job);
      return refresh();
    },
  });
}

/** Runs a preview that is ready, at once or at `begin`. */
export function useRunPreview(onDone: (job: Job) => void) {
  const { api } = useSession();
  return useMutation({
    mutationFn: ({ job, begin }: { readonly job: Job; readonly begin: Date | null }) =>
      changeJob(api, job.uuid, { ...runBody(job), ...(begin && { not_before: begin.toISOString() }) }),
    onSuccess: onDone,
  });
}
