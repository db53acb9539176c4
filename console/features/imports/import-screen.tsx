import { Alert, Button, LiveRegion, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { type Job, Refusal, useSession } from '../../common/api/index.ts';
import { FailedScreen, Loading, NotFound, Screen, SpokenAlert } from '../../common/components/index.ts';
import { JobActions, JobContacts, JobOutcomes, JobProgress, useJob } from '../../common/jobs/index.ts';
import { ServiceText, textFor, useTexts } from '../../common/texts/index.ts';
import { type Import, type ImportPreview, useImport } from './api.ts';
import { Columns } from './columns.tsx';
import { ImportSummary } from './import-summary.tsx';
import { PullProgress } from './pull-progress.tsx';
import { RefusedRows } from './refused-rows.tsx';
import { ReportButton } from './report-button.tsx';
import { RunImport } from './run-import.tsx';

/** One import: its preview, then its progress, then its outcomes. */
export default function ImportScreen({ uuid }: { readonly uuid: string }) {
  const found = useImport(uuid);
  const job = useJob(found.data?.job?.uuid ?? null);
  if (found.error instanceof Refusal && found.error.status === 404) return <NotFound />;
  const error = found.error ?? job.error;
  if (error && !(found.data && job.data))
    return <FailedScreen error={error} retry={() => void found.refetch().then(() => job.refetch())} />;
  if (!found.data || (found.data.job !== null && !job.data)) return <Loading />;
  const imported = found.data;
  return (
    <Screen
      title={<bdi>{imported.name}</bdi>}
      description={<bdi>{imported.files.map(({ name }) => name).join(', ')}</bdi>}
      // A preview is run below, after its number is typed.
      actions={
        job.data &&
        job.data.started_on !== null && (
          <SpaceBetween direction="horizontal" size="xs">
            {imported.preview && <ReportButton uuid={uuid} />}
            <JobActions job={job.data} />
          </SpaceBetween>
        )
      }
    >
      {job.data ? <Stage imported={imported} job={job.data} /> : <Before imported={imported} />}
    </Screen>
  );
}

/** What an import shows, by the status of its job. */
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
        <ServiceText text={imported.problem} code={imported.codes?.problem} />
      </Unread>
    );
  const isPreview = job.status === 'ready' || isExpired(job);
  if (isPreview && preview !== null)
    return <Previewed key={job.uuid} imported={imported} job={job} preview={preview} />;
  if (job.status === 'failed')
    return <Unread imported={imported}>{textFor(jobs.failures, job.reason ?? '') ?? jobs.statuses.failed}</Unread>;
  return (
    <SpaceBetween size="l">
      <JobProgress job={job} />
      <JobOutcomes job={job} />
      {job.total !== null && job.total > 0 && <JobContacts job={job} />}
      {preview === null && <StatusIndicator type="info">{texts.gone}</StatusIndicator>}
      {preview !== null && preview.refused.length > 0 && (
        <RefusedRows preview={preview} codes={imported.codes?.preview?.refused} />
      )}
    </SpaceBetween>
  );
}

interface PreviewedProps {
  readonly imported: Import;
  readonly job: Job;
  readonly preview: ImportPreview;
}

/** A preview, which the user runs or changes. */
function Previewed({ imported, job, preview }: PreviewedProps) {
  const { imports: texts } = useTexts();
  const { may } = useSession();
  const [isChanged, setChanged] = useState(false);
  return (
    <SpaceBetween size="l">
      {isExpired(job) && <Alert type="info">{texts.expired}</Alert>}
      <ImportSummary preview={preview} codes={imported.codes?.preview?.warnings} />
      {job.status === 'ready' && may('administer') && <RunImport imported={imported} job={job} isOld={isChanged} />}
      <Columns imported={imported} preview={preview} onChange={() => setChanged(true)} />
      {preview.refused.length > 0 && (
        <RefusedRows
          preview={preview}
          codes={imported.codes?.preview?.refused}
          actions={<ReportButton uuid={imported.uuid} />}
        />
      )}
    </SpaceBetween>
  );
}

const isExpired = ({ status, reason }: Job): boolean => status === 'interrupted' && reason === 'expired';

/** An import without a job: contacts are being fetched, or files were not sent. */
function Before({ imported }: { readonly imported: Import }) {
  const { imports: texts } = useTexts();
  if (imported.pull === null) return <Unread imported={null}>{texts.notSentHint}</Unread>;
  return <PullProgress imported={imported} pull={imported.pull} />;
}

/** Why there is no preview, with a button for a new import. */
function Unread({ imported, children }: { readonly imported: Import | null; readonly children: ReactNode }) {
  const { imports: texts } = useTexts();
  const { may } = useSession();
  const [, navigate] = useLocation();
  return (
    <SpokenAlert
      type={imported === null ? 'warning' : 'error'}
      action={may('administer') && <Button onClick={() => navigate('/imports/new')}>{texts.begin}</Button>}
    >
      <bdi>{children}</bdi>
    </SpokenAlert>
  );
}
