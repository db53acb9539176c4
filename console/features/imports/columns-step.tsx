import { ExpandableSection, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useSession } from '../../common/api/index.ts';
import { TextField } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Import, ImportPreview } from './api.ts';
import { ColumnsTable } from './columns-table.tsx';
import type { Draft } from './draft.ts';
import { PreviewWarnings } from './warnings.tsx';

interface Props {
  readonly imported: Import;
  readonly preview: ImportPreview;
  readonly draft: Draft;
  readonly onChange: (some: Partial<Draft>) => void;
}

/** What each column becomes. */
export function ColumnsStep({ imported, preview, draft, onChange }: Props) {
  const { may } = useSession();
  const { imports: texts } = useTexts();
  const { day } = useFormats();
  const { columns_from: before } = preview;
  return (
    <SpaceBetween size="l">
      {before && (
        <StatusIndicator type="info">
          <bdi>{texts.asBefore({ name: before.name, on: day(before.on) })}</bdi>
        </StatusIndicator>
      )}
      <PreviewWarnings imported={imported} />
      <ColumnsTable preview={preview} codes={imported.codes?.preview?.warnings} draft={draft} onChange={onChange} />
      {may('administer') && <SaveAs draft={draft} onChange={onChange} />}
    </SpaceBetween>
  );
}

/** Asks for a name to save this mapping under. */
function SaveAs({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const { imports: texts } = useTexts();
  return (
    <ExpandableSection
      variant="container"
      headerText={texts.savedMappings}
      headerDescription={texts.savedMappingsHint}
      defaultExpanded={draft.saveAs !== ''}
    >
      <TextField
        label={texts.saveAs}
        description={texts.saveAsHint}
        value={draft.saveAs}
        onChange={(saveAs) => onChange({ saveAs })}
      />
    </ExpandableSection>
  );
}
