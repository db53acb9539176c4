import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Api, type Job, useSession } from '../api/index.ts';
import { changeJob, isEnded, readJob, startJob } from '../jobs/index.ts';
import type { Exclusions } from './exclusions.ts';
import { jobBodyOf, type Task } from './task.ts';

/** Milliseconds between two reads of a preview that is being made. */
const LOOK_MS = 300;

interface Preview {
  readonly job: Job | null;
  readonly error: Error | null;
  readonly isReady: boolean;
  /** Keeps the preview when the dialog is closed, because it runs. */
  readonly keep: () => void;
}

/**
 * Makes a preview of a task; interrupts it when the dialog closes before it runs or when the task changes.
 * @param target - what the task needs, null when it needs nothing; there is no preview while it is undefined
 */
export function usePreview(task: Task, target: string | null | undefined, exclude: Exclusions | undefined): Preview {
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
  useInterrupted(api, uuid, kept);
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

/** Interrupts a preview that nobody runs, when the dialog is closed. A failure of that harms nobody. */
function useInterrupted(api: Api, uuid: string | undefined, kept: { readonly current: boolean }): void {
  useEffect(() => {
    if (uuid === undefined) return;
    return () => {
      if (!kept.current) changeJob(api, uuid, { action: 'interrupt' }).catch(() => undefined);
    };
  }, [api, uuid, kept]);
}
