import { Link } from 'wouter';
import { type Job, usePages } from '../../common/api/index.ts';
import { ListTable, MoreButton, RelativeTime } from '../../common/components/index.ts';
import { isRunning, JobStatus, useSpeech, whatOf } from '../../common/jobs/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';

const PAGE = '50';
const BUSY_MS = 2_000;

/** Every job, the newest first; the list is read again while jobs run. A job is decided on its own page only. */
export default function JobsScreen() {
  const texts = useTexts();
  const speech = useSpeech();
  const { number } = useFormats();
  const list = usePages('jobs', {
    queryKey: ['jobs', 'all'],
    query: { limit: PAGE },
    again: (newest) => (newest.some(isRunning) ? BUSY_MS : false),
  });
  return (
    <ListTable<Job>
      title={texts.shell.jobs}
      description={texts.jobs.hint}
      items={list.items}
      read={list}
      // Pages that are not read yet could be neither found nor sorted.
      {...(!list.hasNextPage && { find: (job: Job) => `${whatOf(job, speech)} ${job.created_by?.name ?? ''}` })}
      trackBy="uuid"
      columns={[
        {
          id: 'what',
          header: texts.jobs.what,
          isRowHeader: true,
          cell: (job) => (
            <Link href={`/jobs/${job.uuid}`} className="cell-text">
              <bdi>{whatOf(job, speech)}</bdi>
            </Link>
          ),
        },
        { id: 'status', header: texts.jobs.status, cell: (job) => <JobStatus job={job} /> },
        {
          id: 'total',
          header: texts.words.contacts,
          sortingField: 'total',
          cell: ({ total }) => (total === null ? '' : number(total)),
        },
        {
          id: 'who',
          header: texts.jobs.who,
          cell: ({ created_by }) => <bdi>{created_by?.name ?? texts.jobs.origins.service}</bdi>,
        },
        {
          id: 'when',
          header: texts.jobs.when,
          sortingField: 'created_on',
          cell: ({ created_on }) => <RelativeTime at={created_on} />,
        },
      ]}
      narrow={['what', 'status']}
      empty={texts.jobs.none}
      footer={<MoreButton list={list} />}
    />
  );
}
