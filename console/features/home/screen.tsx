import { Box } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useCounts, useSession } from '../../common/api/index.ts';
import { FailedScreen, Loading, Screen, Section } from '../../common/components/index.ts';
import { useNewestJobs } from '../../common/jobs/index.ts';
import { useTexts, wallOf } from '../../common/texts/index.ts';
import { FolderTiles } from './folder-tiles.tsx';
import './home.css';
import { nextSteps } from './next-steps.ts';
import { StepCards } from './step-cards.tsx';

/** Imports that are looked through for those that wait. */
const NEWEST = '10';

/** Home: the state of the list, its year, and what to do next. */
export default function HomeScreen() {
  const { home: texts, shell } = useTexts();
  const { api, me, may } = useSession();
  const counts = useCounts();
  const jobs = useNewestJobs();
  const admin = { enabled: may('administer'), staleTime: 60_000 };
  const days = useQuery({ queryKey: ['daily'], queryFn: () => api.get('daily_counts'), staleTime: 600_000 });
  const imports = useQuery({
    queryKey: ['imports', 'newest'],
    queryFn: () => api.get('imports', { limit: NEWEST }),
    ...admin,
  });
  const webhooks = useQuery({ queryKey: ['webhooks'], queryFn: () => api.get('webhooks'), ...admin });
  if (counts.error && !counts.data) return <FailedScreen error={counts.error} retry={() => void counts.refetch()} />;
  if (!counts.data) return <Loading />;
  const { folders } = counts.data;
  const steps = nextSteps({
    counts: folders,
    jobs: jobs.data?.results ?? [],
    imports: imports.data?.results ?? [],
    webhooks: webhooks.data?.results ?? [],
    may,
  });
  const [today = ''] = wallOf(new Date(), me.workspace.timezone).split('T');
  return (
    <Screen title={shell.yourList} description={texts.hint}>
      {days.data?.results.length === 0 && <Box color="text-body-secondary">{texts.lineBegins}</Box>}
      <FolderTiles counts={folders} days={days.data?.results ?? []} today={today} />
      <Section title={texts.next}>
        <StepCards steps={steps} />
      </Section>
    </Screen>
  );
}
