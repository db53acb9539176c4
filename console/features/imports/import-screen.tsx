import { SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { type Job, Refusal } from '../../common/api/index.ts';
import { FailedScreen, Loading, NotFound, Screen } from '../../common/components/index.ts';
import { JobActions, JobContacts, JobOutcomes, JobProgress, useJob } from '../../common/jobs/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { type Import, useImport } from './api.ts';
import { ImportWizard } from './import-wizard.tsx';
import { NotImported, ReportButton } from './not-imported.tsx';
import { RefusalsAnswer } from './refusals-answer.tsx';
import { isPreviewing } from './wizard.tsx';

/** One import: the wizard until it is run, then its progress and outcomes. */
export default function ImportScreen({ uuid }: { readonly uuid: string }) {
  const found = useImport(uuid);
  const job = useJob(found.data?.job?.uuid ?? null);
  if (found.error instanceof Refusal && found.error.status === 404) return <NotFound />;
  const error = found.error ?? job.error;
  if (error && !(found.data && job.data))
    return <FailedScreen error={error} retry={() => void found.refetch().then(() => job.refetch())} />;
  if (!found.data || (found.data.job !== null && !job.data)) return <Loading />;
  const { data: imported } = found;
  if (!job.data || isPreviewing(job.data)) return <ImportWizard imported={imported} job={job.data ?? null} />;
  return <Outcome imported={imported} job={job.data} />;
}

/** An import that was run: how far it is, and what became of its rows. */
function Outcome({ imported, job }: { readonly imported: Import; readonly job: Job }) {
  const { imports: texts } = useTexts();
  const { preview = null } = imported;
  return (
    <Screen
      title={<bdi>{imported.name}</bdi>}
      description={<bdi>{imported.files.map(({ name }) => name).join(', ')}</bdi>}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          {preview && <ReportButton uuid={imported.uuid} />}
          <JobActions job={job} />
        </SpaceBetween>
      }
    >
      <JobProgress job={job} />
      <JobOutcomes job={job} />
      <RefusalsAnswer imported={imported} />
      {preview === null && <StatusIndicator type="info">{texts.gone}</StatusIndicator>}
      {preview !== null && <NotImported imported={imported} preview={preview} />}
      {job.total !== null && job.total > 0 && <JobContacts job={job} />}
    </Screen>
  );
}
