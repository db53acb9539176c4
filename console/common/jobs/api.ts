import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Api, Refusal } from '../api/client.ts';
import { useRefresh } from '../api/refresh.ts';
import { useSession } from '../api/session.ts';
import type { Body, Job } from '../api/types.ts';
import { useMutation } from '../api/use-mutation.ts';
import type { Selection } from '../contacts/contact-place.ts';
import { isEnded, isRunning } from './job.ts';

/** What jobs.json takes. Its kinds and steps are more than every version of the document names. */
export interface JobBody extends Omit<Body<'jobs'>, 'type' | 'action' | 'selection'> {
  readonly type?: string;
  readonly action?: string;
  readonly group?: string;
  readonly flow?: string;
  readonly reason?: string;
  readonly selection?: Selection;
}

/** Milliseconds between two looks at a job that runs, and at one that waits for somebody. */
const LOOK_MS = 500;
const WAITING_MS = 5_000;

/** Asks for a job; a repetition of the same request by the network makes no second one. */
export const startJob = (api: Api, body: JobBody): Promise<Job> =>
  api.post('jobs', body as Body<'jobs'>, {}, { 'Idempotency-Key': crypto.randomUUID() });

/** Takes a step of a job: runs a preview, pauses, resumes, interrupts, undoes. */
export const changeJob = (api: Api, uuid: string, body: JobBody): Promise<Job> =>
  api.post('jobs', body as Body<'jobs'>, { uuid });

/** Runs a preview on exactly those that it has shown. */
export const runBody = ({ token, total }: Job): JobBody => ({
  action: 'run',
  ...(token !== undefined && { token }),
  ...(total !== null && { count: total }),
});

/** A job as it is; a 404 when there is none. */
export async function readJob(api: Api, uuid: string): Promise<Job> {
  const { results } = await api.get('jobs', { uuid });
  const [job] = results;
  if (job === undefined) throw new Refusal(404, {});
  return job;
}

/** A job, looked at again while it runs. */
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

/** Reads a job until it is over. */
export async function untilEnded(api: Api, uuid: string): Promise<Job> {
  for (;;) {
    const job = await readJob(api, uuid);
    if (isEnded(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS / 2));
  }
}

/** A step of a job, as a button takes it. */
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

/** Runs a preview that is ready: on exactly those that it has shown, at once or later. */
export function useRunPreview(onDone: (job: Job) => void) {
  const { api } = useSession();
  return useMutation({
    mutationFn: ({ job, begin }: { readonly job: Job; readonly begin: Date | null }) =>
      changeJob(api, job.uuid, { ...runBody(job), ...(begin && { not_before: begin.toISOString() }) }),
    onSuccess: onDone,
  });
}
