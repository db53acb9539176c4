import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { Refusal } from '../api/client.ts';
import type { Job } from '../api/types.ts';
import { useJob } from '../jobs/api.ts';
import { JobContacts } from '../jobs/contacts.tsx';
import { JobActions } from '../jobs/job-actions.tsx';
import { Outcomes } from '../jobs/outcomes.tsx';
import { Progress } from '../jobs/progress.tsx';
import { useSession } from '../session/session.tsx';
import { Failed } from '../shell/failed.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { Waiting } from '../shell/waiting.tsx';
import { Said } from '../texts/problems.tsx';
import { said } from '../texts/said.ts';
import { useTexts } from '../texts/texts.tsx';
import { type Import, type Preview, useImport } from './api.ts';
import { Columns } from './columns.tsx';
import { Found } from './found.tsx';
import { Pulled } from './pulled.tsx';
import { Refused } from './refused.tsx';
import { ReportButton } from './report.tsx';
import { Run } from './run.tsx';

/** One import: what its files would do, then how far that is, then what became of it. */
export default function ImportScreen({ uuid }: { readonly uuid: string }) {
  const found = useImport(uuid);
  const job = useJob(found.data?.job?.uuid ?? null);
  if (found.error instanceof Refusal && found.error.status === 404) return <NotFound />;
  const error = found.error ?? job.error;
  if (error && !(found.data && job.data))
    return <Failed error={error} retry={() => void found.refetch().then(() => job.refetch())} />;
  if (!found.data || (found.data.job !== null && !job.data)) return <Waiting />;
  const imported = found.data;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={<bdi>{imported.files.map(({ name }) => name).join(', ')}</bdi>}
        // A preview is run below, after its number was typed, or left to end by itself.
        {...(job.data &&
          job.data.started_on !== null && {
            actions: (
              <SpaceBetween direction="horizontal" size="xs">
                {imported.preview && <ReportButton uuid={uuid} />}
                <JobActions job={job.data} />
              </SpaceBetween>
            ),
          })}
      >
        <bdi>{imported.name}</bdi>
      </Header>
      {job.data ? <Stage imported={imported} job={job.data} /> : <Before imported={imported} />}
    </SpaceBetween>
  );
}

/** By the status of its job: being read, to be decided on, under way, over. */
function Stage({ imported, job }: { readonly imported: Import; readonly job: Job }) {
  const { imports: texts, jobs } = useTexts();
  const { preview = null } = imported;
  if (job.status === 'pending')
    return (
      <LiveRegion>
        <StatusIndicator type="loading">{texts.reading}</StatusIndicator>
      </LiveRegion>
    );
  if (imported.problem !== null)
    return (
      <Unread imported={imported}>
        <Said text={imported.problem} code={imported.codes?.problem} />
      </Unread>
    );
  const isPreview = job.status === 'ready' || isExpired(job);
  if (isPreview && preview !== null)
    return <Previewed key={job.uuid} imported={imported} job={job} preview={preview} />;
  if (job.status === 'failed')
    return <Unread imported={imported}>{said(jobs.failures, job.reason ?? '') ?? jobs.statuses.failed}</Unread>;
  return (
    <SpaceBetween size="l">
      <Progress job={job} />
      <Outcomes job={job} />
      {job.total !== null && job.total > 0 && <JobContacts job={job} />}
      {preview === null && <StatusIndicator type="info">{texts.gone}</StatusIndicator>}
      {preview !== null && preview.refused.length > 0 && (
        <Refused preview={preview} codes={imported.codes?.preview?.refused} />
      )}
    </SpaceBetween>
  );
}

interface PreviewedProps {
  readonly imported: Import;
  readonly job: Job;
  readonly preview: Preview;
}

/** What was found, to be run as it is or read in another way. */
function Previewed({ imported, job, preview }: PreviewedProps) {
  const { imports: texts } = useTexts();
  const { may } = useSession();
  const [isChanged, setChanged] = useState(false);
  return (
    <SpaceBetween size="l">
      {isExpired(job) && <Alert type="info">{texts.expired}</Alert>}
      <Found preview={preview} codes={imported.codes?.preview?.warnings} />
      {job.status === 'ready' && may('administer') && <Run imported={imported} job={job} isOld={isChanged} />}
      <Columns imported={imported} preview={preview} onChange={() => setChanged(true)} />
      {preview.refused.length > 0 && (
        <Refused
          preview={preview}
          codes={imported.codes?.preview?.refused}
          actions={<ReportButton uuid={imported.uuid} />}
        />
      )}
    </SpaceBetween>
  );
}

/** Whether a preview was not run in time. */
const isExpired = ({ status, reason }: Job): boolean => status === 'interrupted' && reason === 'expired';

/** There is no job yet: people are fetched from elsewhere, or files were not sent. */
function Before({ imported }: { readonly imported: Import }) {
  const { pull } = imported;
  return pull === null ? <NotSent /> : <Pulled imported={imported} pull={pull} />;
}

function NotSent() {
  const { imports: texts } = useTexts();
  return <Unread imported={null}>{texts.notSentHint}</Unread>;
}

/** Why there is no preview, and the way on. */
function Unread({ imported, children }: { readonly imported: Import | null; readonly children: ReactNode }) {
  const { imports: texts } = useTexts();
  const { may } = useSession();
  const [, navigate] = useLocation();
  return (
    <div role="alert">
      <Alert
        type={imported === null ? 'warning' : 'error'}
        action={may('administer') && <Button onClick={() => navigate('/imports/new')}>{texts.begin}</Button>}
      >
        <bdi>{children}</bdi>
      </Alert>
    </div>
  );
}
