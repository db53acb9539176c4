import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Api } from '../api/client.ts';
import { useSession } from '../api/session.ts';
import type { Job } from '../api/types.ts';
import { changeJob, readJob, startJob } from '../jobs/api.ts';
import { isEnded } from '../jobs/job.ts';
import type { Exclusions } from './exclusions.ts';
import { jobBodyOf, type Task } from './task.ts';

/** Milliseconds between two looks at a preview that is being made. */
const LOOK_MS = 300;

/** A preview that may run: the service counts exactly whom, and freezes them. */
export interface Preview {
  readonly job: Job | null;
  readonly error: Error | null;
  /** Whether it says exactly whom. */
  readonly isReady: boolean;
}

/**
 * Makes a preview of a task; one that is not run, because its sheet is closed or it has changed, is taken back.
 * @param target - the group that it needs, null where it needs none; undefined while none is chosen, and nothing is previewed
 * @param exclude - whom of the selection it leaves out
 */
export function usePreview(
  task: Task,
  target: string | null | undefined,
  exclude: Exclusions | undefined,
): Preview & { readonly keep: () => void } {
  const { api } = useSession();
  const kept = useRef(false);
  const asked = useQuery({
    queryKey: ['preview', task, target, exclude],
    queryFn: () => startJob(api, { ...jobBodyOf(task, target ?? null), ...(exclude && { exclude }), preview: true }),
    enabled: target !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnReconnect: false,
  });
  const uuid = asked.data?.uuid;
  useTakenBack(api, uuid, kept);
  const seen = useQuery({
    queryKey: ['preview', 'job', uuid],
    queryFn: () => readJob(api, uuid ?? ''),
    enabled: uuid !== undefined,
    gcTime: 0,
    refetchInterval: ({ state }) =>
      state.data && (state.data.status === 'ready' || isEnded(state.data)) ? false : LOOK_MS,
  });
  const job = seen.data ?? null;
  const keep = () => {
    kept.current = true;
  };
  return { job, error: asked.error ?? seen.error, isReady: job?.status === 'ready', keep };
}

/** A preview that nobody will run waits for nothing: it is ended when the sheet is closed, and nobody needs to hear when that fails. */
function useTakenBack(api: Api, uuid: string | undefined, kept: { readonly current: boolean }): void {
  useEffect(() => {
    if (uuid === undefined) return;
    return () => {
      if (!kept.current) changeJob(api, uuid, { action: 'interrupt' }).catch(() => undefined);
    };
  }, [api, uuid, kept]);
}
