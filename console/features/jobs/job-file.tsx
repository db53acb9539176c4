import { Alert, Button } from '@cloudscape-design/components';
import { useLocation } from 'wouter';
import { type Job, useMutation, useSession } from '../../common/api/index.ts';
import { Section, useToaster } from '../../common/components/index.ts';
import { readJob } from '../../common/jobs/index.ts';
import { ServiceText, useFormats, useTexts } from '../../common/texts/index.ts';

/** The file of an export, while the service keeps it. */
export function JobFile({ job, file }: { readonly job: Job; readonly file: NonNullable<Job['file']> }) {
  const { exports: texts } = useTexts();
  const { number, moment } = useFormats();
  const kilobytes = Math.max(1, Math.round(file.bytes / 1_000));
  return (
    <Section
      title={texts.file}
      actions={file.problem === null ? <Fetch uuid={job.uuid} /> : isGone(file) && <ExportAgain job={job} />}
    >
      <div>
        <bdi>{file.name}</bdi> · {texts.rows({ count: file.rows, shown: number(file.rows) })} ·{' '}
        {texts.kilobytes({ shown: number(kilobytes) })}
      </div>
      {file.deleted > 0 && <div>{texts.deleted({ count: file.deleted, shown: number(file.deleted) })}</div>}
      {file.problem === null ? (
        <div>{texts.keptUntil({ time: moment(file.kept_until) })}</div>
      ) : (
        <Alert type="warning">
          <ServiceText text={file.problem} code={file.codes?.problem} />
        </Alert>
      )}
    </Section>
  );
}

/** Whether there is no file any more: its day is over, or somebody in it was deleted for good. */
const isGone = ({ codes }: NonNullable<Job['file']>): boolean =>
  codes?.problem?.code === 'file_erased' || codes?.problem?.code === 'file_gone';

/** Writes the same people into a new file, without those who were deleted. */
function ExportAgain({ job: { uuid, target } }: { readonly job: Job }) {
  const { exports: texts } = useTexts();
  const { api, may } = useSession();
  const [, navigate] = useLocation();
  const toaster = useToaster();
  const again = useMutation({
    mutationFn: () => {
      const { format = 'csv', columns, readable } = target;
      const selection = { job: uuid, outcome: 'unchanged' } as const;
      const asked = { format, ...(columns && { columns }), ...(readable && { readable }) };
      return api.post('jobs', { type: 'export', ...asked, selection });
    },
    onSuccess: (job) => navigate(`/jobs/${job.uuid}`),
    onError: toaster.fail,
  });
  if (!may('edit')) return null;
  return (
    <Button iconName="refresh" loading={again.isPending} onClick={() => again.mutate()}>
      {texts.again}
    </Button>
  );
}

/** Downloads the file. Its address is valid for an hour, so it is requested when the button is pressed. */
function Fetch({ uuid }: { readonly uuid: string }) {
  const { words } = useTexts();
  const { api } = useSession();
  const toaster = useToaster();
  const fetching = useMutation({
    async mutationFn() {
      const { file } = await readJob(api, uuid);
      if (!file?.url) throw new Error(file?.problem ?? '');
      location.assign(file.url);
    },
    onError: toaster.fail,
  });
  return (
    <Button iconName="download" variant="primary" loading={fetching.isPending} onClick={() => fetching.mutate()}>
      {words.download}
    </Button>
  );
}
