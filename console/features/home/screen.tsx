import { Box } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useCounts, useSession } from '../../common/api/index.ts';
import { FailedScreen, Loading, Screen, Section } from '../../common/components/index.ts';
import { useNewestJobs } from '../../common/jobs/index.ts';
import { useFormats, useTexts, wallOf } from '../../common/texts/index.ts';
import './home.css';
import { Link } from 'wouter';
import { nextSteps } from './next-steps.ts';
import { StepCards } from './step-cards.tsx';
import { changeOf, type Day, type Folders, type Kept, lineOf } from './trend.ts';
import { YearLine } from './year-line.tsx';

const TILES = ['active', 'dormant', 'stopped', 'blocked', 'archived', 'deleted'] as const satisfies readonly Kept[];

interface Props {
  readonly counts: Folders;
  readonly days: readonly Day[];
  /** Today in the workspace, as `2026-11-28`. */
  readonly today: string;
}

/** Imports that are looked through for those that wait. */
const NEWEST = '10';

const DAY_MS = 86_400_000;
const isOfToday = ({ created_on }: { readonly created_on: string }): boolean =>
  Date.now() - Date.parse(created_on) < DAY_MS;

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
  const policies = useQuery({
    queryKey: ['policies'],
    queryFn: async () => (await api.get('policies')).results,
    ...admin,
  });
  // A night that has passed knows who is quiet, unless people came since. Each count costs money.
  const isNew = days.data?.results.length === 0 || imports.data?.results.some(isOfToday) === true;
  const dormancy = useQuery({
    queryKey: ['dormancy', 'home'],
    queryFn: () => api.get('dormancy'),
    enabled: isNew && may('edit'),
    staleTime: 60_000,
  });
  if (counts.error && !counts.data) return <FailedScreen error={counts.error} retry={() => void counts.refetch()} />;
  if (!counts.data) return <Loading />;
  const { folders } = counts.data;
  const steps = nextSteps({
    counts: folders,
    dormancy: dormancy.data,
    jobs: jobs.data?.results ?? [],
    imports: imports.data?.results ?? [],
    webhooks: webhooks.data?.results ?? [],
    policies: policies.data ?? [],
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

/** How many people are in each state, by how many that changed this month, and the line of a year. */
function FolderTiles({ counts, days, today }: Props) {
  const { home: texts } = useTexts();
  const { number } = useFormats();
  return (
    <ul className="your-list">
      {TILES.map((folder) => {
        const line = lineOf(days, folder, counts, today);
        const name = texts.tiles[folder];
        return (
          <li key={folder}>
            <span>{folder === 'deleted' ? name : <Link href={`/contacts/${folder}`}>{name}</Link>}</span>
            <span className="number">{number(counts[folder])}</span>
            {days.length > 0 && (
              <>
                <Change line={line} />
                <YearLine line={line} name={name} />
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Change({ line }: { readonly line: ReturnType<typeof lineOf> }) {
  const { home: texts } = useTexts();
  const { number, day } = useFormats();
  const change = changeOf(line);
  if (change === null) return null;
  const since = day(`${change.since}T12:00:00Z`);
  return (
    <span className="quiet">
      {change.by === 0
        ? texts.same({ since })
        : texts.changed({ more: change.by > 0, shown: number(Math.abs(change.by)), since })}
    </span>
  );
}
