import { ExpandableSection, FileUpload, FormField, SpaceBetween } from '@cloudscape-design/components';
import { useLocation } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import { Problem, Section } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Import, ImportPreview } from './api.ts';
import { useUploadTexts } from './choose-files.tsx';
import { RefusedRows } from './refused-rows.tsx';
import { ReportButton } from './report-button.tsx';
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
      {may('administer') && <MendedRows imported={imported} />}
      <ExpandableSection headerText={texts.refusedList}>
        <RefusedRows preview={preview} codes={imported.codes?.preview?.refused} />
      </ExpandableSection>
    </Section>
  );
}

/** Imports mended rows as the first ones were read: every answer about columns holds for them too. */
function MendedRows({ imported }: Pick<Props, 'imported'>) {
  const { imports: texts } = useTexts();
  const [, navigate] = useLocation();
  const uploadTexts = useUploadTexts();
  const send = useSendFiles();
  const { name, group, country, values, mapping, dismissed, files } = imported;
  const [only] = files.length === 1 ? files : [];
  const drop = ([file]: readonly File[]) => {
    if (file === undefined) return;
    const groups = only?.group ? new Map([[file, only.group]]) : new Map<File, string>();
    const draft = {
      name,
      files: [file],
      optedOut: new Set<File>(),
      groups,
      group,
      country,
      values,
      mapping,
      dismissed,
    };
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
