import { useQuery } from '@tanstack/react-query';
import { type Item, useSession } from '../../common/api/index.ts';

type Start = Item<'flow_starts'>;

/** The last start of a flow with runs, and the paths of these runs; null when there was none in 90 days. */
export function useLastStart(flow: string) {
  const { api } = useSession();
  return useQuery({
    // The key begins with `jobs`, so that it is read again when a job has ended.
    queryKey: ['jobs', 'last start', flow],
    queryFn: async (): Promise<Start | null> => {
      const runs = await api.get('runs', { flow, limit: '1' });
      const uuid = runs.results[0]?.start.uuid;
      if (uuid === undefined) return null;
      const starts = await api.get('flow_starts', { uuid, paths: 'true' });
      return starts.results[0] ?? null;
    },
  });
}

export interface Traffic {
  readonly through: (node: string) => number;
  readonly along: (from: string, to: string) => number;
}

export function trafficOf({ paths }: Pick<Start, 'paths'>): Traffic {
  const segments = paths?.segments ?? [];
  const sum = (some: typeof segments) => some.reduce((all, { runs }) => all + runs, 0);
  return {
    through: (node) => sum(segments.filter(({ to }) => to === node)),
    along: (from, to) => sum(segments.filter((one) => one.from === from && one.to === to)),
  };
}
