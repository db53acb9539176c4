import { Button, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useLocation } from 'wouter';
import { usePages, useSession } from '../../common/api/index.ts';
import { ListTable, MoreButton, nameColumn, RelativeTime } from '../../common/components/index.ts';
import { isRunning, JobStatus } from '../../common/jobs/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Import } from './api.ts';
import { FromTextIt } from './from-textit.tsx';

const PAGE = '50';
const BUSY_MS = 2_000;

/** Every import, the newest first, and the way to import from TextIt. */
export default function ImportsScreen() {
  const { may } = useSession();
  const { shell, words, imports: texts, jobs } = useTexts();
  const { number } = useFormats();
  const [, navigate] = useLocation();
  const list = usePages('imports', {
    queryKey: ['imports', 'all'],
    query: { limit: PAGE },
    again: (newest) => (newest.some(({ job }) => job !== null && isRunning(job)) ? BUSY_MS : false),
  });
  return (
    <SpaceBetween size="l">
      <ListTable<Import>
        title={shell.imports}
        description={may('administer') ? texts.hint : texts.onlyAdministrators}
        actions={
          may('administer') && (
            <Button variant="primary" onClick={() => navigate('/imports/new')}>
              {texts.begin}
            </Button>
          )
        }
        items={list.items}
        read={list}
        // Pages that are not read yet could be neither found nor sorted.
        {...(!list.hasNextPage && { find: textOf })}
        trackBy="uuid"
        columns={[
          nameColumn(words.name, 'imports'),
          { id: 'status', header: jobs.status, cell: ({ job, pull }) => <State job={job} pull={pull} /> },
          { id: 'people', header: words.contacts, cell: ({ job }) => (job?.total == null ? '' : number(job.total)) },
          {
            id: 'files',
            header: texts.files,
            cell: ({ files }) => (
              <span className="cell-text" dir="auto">
                {files.map(({ name }) => name).join(', ')}
              </span>
            ),
          },
          {
            id: 'when',
            header: jobs.when,
            sortingField: 'created_on',
            cell: ({ created_on }) => <RelativeTime at={created_on} />,
          },
        ]}
        narrow={['name', 'status']}
        empty={texts.none}
        footer={<MoreButton list={list} />}
      />
      <FromTextIt />
    </SpaceBetween>
  );
}

const textOf = ({ name, files }: Import): string => `${name} ${files.map((file) => file.name).join(' ')}`;

function State({ job, pull }: Pick<Import, 'job' | 'pull'>) {
  const { imports: texts } = useTexts();
  if (job === null && pull !== null)
    return <StatusIndicator {...PULLS[pull.status]}>{texts.pulls[pull.status]}</StatusIndicator>;
  if (job === null) return <StatusIndicator type="stopped">{texts.notSent}</StatusIndicator>;
  if ((job.status === 'ready' || job.status === 'completed') && job.total === 0)
    return <StatusIndicator type="error">{texts.nobodyImported}</StatusIndicator>;
  return <JobStatus job={{ ...job, failed: {} }} />;
}

const PULLS = { pulling: { type: 'loading' }, done: { type: 'info' }, failed: { type: 'error' } } as const;
