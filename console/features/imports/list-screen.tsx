import { Box, Button, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useMutation, usePages, useSession } from '../../common/api/index.ts';
import {
  CommandLine,
  HtmlForm,
  ListTable,
  MoreButton,
  nameColumn,
  Problem,
  RelativeTime,
  Section,
  TextField,
} from '../../common/components/index.ts';
import { isRunning, JobStatus } from '../../common/jobs/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { type Import, pullImport } from './api.ts';
import { TextItToken } from './textit-token.tsx';

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

const TEXTIT = 'https://textit.com';

/** Imports contacts over TextIt's API, and shows the command that also imports flows. */
function FromTextIt() {
  const { imports: texts } = useTexts();
  const { may } = useSession();
  const command = `npm run import -- textit --host ${TEXTIT} --token ${texts.theirToken} --to ${location.origin} --to-token ${texts.yourToken}`;
  return (
    <Section title={texts.fromTextIt}>
      <Box>{texts.fromTextItHint}</Box>
      {may('administer') && <Pull />}
      <Box>{texts.fromTextItCommand}</Box>
      <CommandLine text={command} />
      <Box color="text-body-secondary">{texts.fromTextItRun}</Box>
    </Section>
  );
}

function Pull() {
  const { imports: texts } = useTexts();
  const { api } = useSession();
  const [, navigate] = useLocation();
  const [host, setHost] = useState(TEXTIT);
  const [token, setToken] = useState('');
  const pull = useMutation({
    mutationFn: () => pullImport(api, { name: texts.pullName, textit: { host, token } }),
    onSuccess: ({ uuid }) => navigate(`/imports/${uuid}`),
  });
  return (
    <HtmlForm onSubmit={() => pull.mutate()}>
      <SpaceBetween size="s">
        <TextField label={texts.host} value={host} inputMode="url" onChange={setHost} />
        <TextItToken value={token} onChange={setToken} />
        {pull.error && <Problem error={pull.error} />}
        <Button formAction="submit" disabled={host.trim() === '' || token.trim() === ''} loading={pull.isPending}>
          {texts.pull}
        </Button>
      </SpaceBetween>
    </HtmlForm>
  );
}
