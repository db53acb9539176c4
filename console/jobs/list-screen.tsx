import Button from '@cloudscape-design/components/button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { bodyOfAnswer } from '../api/client.ts';
import { cursorOf } from '../api/queries.ts';
import type { Job } from '../api/types.ts';
import { When } from '../contacts/when.tsx';
import { useSession } from '../session/session.tsx';
import { ListTable } from '../shell/list-table.tsx';
import { useFormats } from '../texts/format.ts';
import { useTexts } from '../texts/texts.tsx';
import { isRunning } from './job.ts';
import { Status } from './status.tsx';
import { titleOf } from './title.ts';

const PAGE = '50';
const BUSY_MS = 2_000;

/** Every job, the newest first; those that run are followed. */
export default function JobsScreen() {
  const { api } = useSession();
  const texts = useTexts();
  const { number } = useFormats();
  const list = useInfiniteQuery({
    queryKey: ['jobs', 'all'],
    queryFn: ({ pageParam }) =>
      bodyOfAnswer(
        api.GET('/api/v2/jobs.json', {
          params: { query: { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => cursorOf(next),
    refetchInterval: ({ state }) => (state.data?.pages[0]?.results.some(isRunning) ? BUSY_MS : false),
  });
  const jobs: Job[] = list.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <ListTable<Job>
      title={texts.jobs.title}
      description={texts.jobs.hint}
      items={jobs}
      read={list}
      trackBy="uuid"
      columns={[
        {
          id: 'what',
          header: texts.jobs.what,
          isRowHeader: true,
          cell: (job) => (
            <Link href={`/jobs/${job.uuid}`} className="cell-text">
              {titleOf(job, texts)}
            </Link>
          ),
        },
        { id: 'status', header: texts.jobs.status, cell: (job) => <Status job={job} /> },
        { id: 'total', header: texts.jobs.people, cell: ({ total }) => (total === null ? '' : number(total)) },
        {
          id: 'who',
          header: texts.jobs.who,
          cell: ({ created_by }) => <bdi>{created_by?.name ?? texts.jobs.service}</bdi>,
        },
        { id: 'when', header: texts.jobs.when, cell: ({ created_on }) => <When at={created_on} /> },
      ]}
      narrow={['what', 'status']}
      empty={texts.jobs.none}
      footer={
        list.hasNextPage && (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {texts.shell.more}
          </Button>
        )
      }
    />
  );
}
