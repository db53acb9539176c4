import { Button, ExpandableSection, FileUpload, FormField, SpaceBetween } from '@cloudscape-design/components';
import { useLocation } from 'wouter';
import { useMutation, useSession } from '../../common/api/index.ts';
import { Problem, Section, useToaster } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { type Import, type ImportPreview, makeReport, type ReportRows } from './api.ts';
import { useUploadTexts } from './choose-files.tsx';
import { isSame } from './refusals.ts';
import { RefusedRows } from './refused-rows.tsx';
import { useSendFiles } from './use-send-files.ts';

interface Props {
  readonly imported: Import;
  readonly preview: ImportPreview;
}

/** The rows that are not imported: as a file that can be mended and dropped here again, and the first of them. */
export function NotImported({ imported, preview }: Props) {
  const { imports: texts } = useTexts();
  const { number } = useFormats();
  const { may } = useSession();
  if (preview.invalid === 0) return null;
  return (
    <Section title={texts.refused({ shown: number(preview.invalid) })} description={texts.refusedHint}>
      <ReportButton uuid={imported.uuid} rows="refused" />
      {may('administer') && <MendedRows imported={imported} preview={preview} />}
      <ExpandableSection headerText={texts.refusedList}>
        <RefusedRows preview={preview} codes={imported.codes?.preview?.refused} />
      </ExpandableSection>
    </Section>
  );
}

/** Imports mended rows as the first ones were read: every answer about columns holds for them too. */
function MendedRows({ imported, preview }: Props) {
  const { imports: texts } = useTexts();
  const [, navigate] = useLocation();
  const uploadTexts = useUploadTexts();
  const send = useSendFiles();
  const { name, group, country, values, mapping, files } = imported;
  const [only] = files.length === 1 ? files : [];
  const drop = ([file]: readonly File[]) => {
    if (file === undefined) return;
    const groups = only?.group ? new Map([[file, only.group]]) : new Map<File, string>();
    const refusals = ofColumns(imported, preview);
    const draft = { name, files: [file], groups, group, country, values, mapping, ...(refusals && { refusals }) };
    send.mutate(draft, { onSuccess: (uuid) => navigate(`/imports/${uuid}?step=problems`) });
  };
  return (
    <SpaceBetween size="s">
      <FormField label={texts.dropMended} description={texts.dropMendedHint}>
        <FileUpload value={[]} onChange={({ detail }) => drop(detail.value)} i18nStrings={uploadTexts} />
      </FormField>
      {send.error && <Problem error={send.error} />}
    </SpaceBetween>
  );
}

/** Who wants no messages, where columns alone say it: a file of mended rows has another name than theirs. */
function ofColumns({ refusals }: Import, { columns }: ImportPreview): Import['refusals'] {
  const named = refusals === 'none' ? [] : Object.keys(refusals ?? {});
  return named.every((name) => columns.some(({ column }) => isSame(column, name))) ? refusals : null;
}

interface ReportProps {
  readonly uuid: string;
  readonly rows?: ReportRows;
}

/** Downloads a file of an import's rows, which the service writes when the button is pressed. */
export function ReportButton({ uuid, rows = 'all' }: ReportProps) {
  const { imports: texts } = useTexts();
  const { api, may } = useSession();
  const toaster = useToaster();
  const making = useMutation({
    async mutationFn() {
      location.assign(await makeReport(api, uuid, rows));
    },
    onError: toaster.fail,
  });
  if (!may('edit')) return null;
  return (
    <Button iconName="download" loading={making.isPending} onClick={() => making.mutate()}>
      {texts.reports[rows]}
    </Button>
  );
}
