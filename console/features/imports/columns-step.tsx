import { ColumnLayout, ExpandableSection, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useSession } from '../../common/api/index.ts';
import { TextField } from '../../common/components/index.ts';
import { ServiceText, useTexts } from '../../common/texts/index.ts';
import type { Import, ImportPreview } from './api.ts';
import { ColumnsTable } from './columns-table.tsx';
import type { Draft } from './draft.ts';
import { SavedMappings } from './reading-choices.tsx';

interface Props {
  readonly imported: Import;
  readonly preview: ImportPreview;
  readonly draft: Draft;
  readonly onChange: (some: Partial<Draft>) => void;
}

/** What each column becomes. */
export function ColumnsStep({ imported, preview, draft, onChange }: Props) {
  const { may } = useSession();
  return (
    <SpaceBetween size="l">
      {preview.warnings.map((warning, index) => (
        <StatusIndicator key={warning} type="warning">
          <ServiceText text={warning} code={imported.codes?.preview?.warnings[index]} />
        </StatusIndicator>
      ))}
      <ColumnsTable preview={preview} codes={imported.codes?.preview?.warnings} draft={draft} onChange={onChange} />
      {may('administer') && <Saved preview={preview} draft={draft} onChange={onChange} />}
    </SpaceBetween>
  );
}

/** Takes a saved mapping, and asks for a name to save this one under. */
function Saved({ preview, draft, onChange }: Pick<Props, 'preview' | 'draft' | 'onChange'>) {
  const { imports: texts } = useTexts();
  const columns = preview.columns.map(({ column }) => column);
  const known = new Set(columns);
  const ofThese = <Value,>(all: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => known.has(name)));
  return (
    <ExpandableSection
      variant="container"
      headerText={texts.savedMappings}
      headerDescription={texts.savedMappingsHint}
      defaultExpanded={draft.saveAs !== ''}
    >
      <ColumnLayout columns={2}>
        <SavedMappings onSaved={({ mapping }) => onChange({ mapping: { ...draft.mapping, ...ofThese(mapping) } })} />
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
