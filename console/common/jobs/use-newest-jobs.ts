import { useQuery } from '@tanstack/react-query';
import { useSession } from '../api/index.ts';
import { isRunning } from './job.ts';

/** Milliseconds between two reads, while a job runs and while none does. */
const BUSY_MS = 2_000;
const IDLE_MS = 15_000;
const NEWEST = '50';

/** The newest jobs of the workspace, read again while the page is open. Every part of the page shares one request. */
export function useNewestJobs() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['jobs', 'running'],
    queryFn: () => api.get('jobs', { limit: NEWEST }),
    staleTime: IDLE_MS,
    refetchInterval: ({ state }) => (state.data?.results.some(isRunning) ? BUSY_MS : IDLE_MS),
  });
}
