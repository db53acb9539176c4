import { ColumnLayout, ExpandableSection, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useSession } from '../../common/api/index.ts';
import { TextField } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Import, ImportPreview } from './api.ts';
import { ColumnsTable } from './columns-table.tsx';
import type { Draft } from './draft.ts';
import { SavedMappings } from './reading-choices.tsx';
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
      {may('administer') && <Saved preview={preview} draft={draft} onChange={onChange} />}
    </SpaceBetween>
  );
}

/** Takes a saved mapping, and asks for a name to save this one under. */
function Saved({ preview, draft, onChange }: Pick<Props, 'preview' | 'draft' | 'onChange'>) {
  const { imports: texts } = useTexts();
  const known = new Set(preview.columns.map(({ column }) => column));
  return (
    <ExpandableSection
      variant="container"
      headerText={texts.savedMappings}
      headerDescription={texts.savedMappingsHint}
      defaultExpanded={draft.saveAs !== ''}
    >
      <ColumnLayout columns={2}>
        <SavedMappings
          onSaved={({ mapping }) => {
            const ofThese = Object.entries(mapping).filter(([name]) => known.has(name));
            onChange({ mapping: { ...draft.mapping, ...Object.fromEntries(ofThese) } });
          }}
        />
        <TextField
          label={texts.saveAs}
          description={texts.saveAsHint}
          value={draft.saveAs}
          onChange={(saveAs) => onChange({ saveAs })}
        />
      </ColumnLayout>
    </ExpandableSection>
  );
}
