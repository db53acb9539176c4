import SpaceBetween from '@cloudscape-design/components/space-between';
import { Link } from 'wouter';
import { bodyOfAnswer } from '../api/client.ts';
import { usePages } from '../api/pages.ts';
import type { Job } from '../api/types.ts';
import { When } from '../contacts/when.tsx';
import { useSession } from '../session/session.tsx';
import { ListTable } from '../shell/list-table.tsx';
import { More } from '../shell/more.tsx';
import { useFormats } from '../texts/format.ts';
import { useTexts } from '../texts/texts.tsx';
import { isRunning } from './job.ts';
import { JobActions } from './job-actions.tsx';
import { Status } from './status.tsx';
import { titleOf } from './title.ts';

const PAGE = '50';
const BUSY_MS = 2_000;

/** Every job, the newest first; those that run are followed. */
export default function JobsScreen() {
  const { api } = useSession();
  const texts = useTexts();
  const { number } = useFormats();
  const list = usePages({
    queryKey: ['jobs', 'all'],
    page: (place) =>
      bodyOfAnswer(
        api.GET('/api/v2/jobs.json', {
          params: { query: { limit: PAGE, ...place } },
        }),
      ),
    again: (newest) => (newest.some(isRunning) ? BUSY_MS : false),
  });
  return (
    <ListTable<Job>
      title={texts.jobs.title}
      description={texts.jobs.hint}
      items={list.items}
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
        { id: 'status', header: texts.jobs.status, cell: (job) => <Standing job={job} /> },
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
      footer={<More list={list} />}
    />
  );
}

/** How a job stands; one that waits can be cancelled from the list. */
const Standing = ({ job }: { readonly job: Job }) => (
  <SpaceBetween direction="horizontal" size="s" alignItems="center">
    <Status job={job} />
    {job.status === 'waiting' && <JobActions job={job} />}
  </SpaceBetween>
);
