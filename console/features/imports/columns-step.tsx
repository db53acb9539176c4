import { Box, ColumnLayout, ExpandableSection, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useSession } from '../../common/api/index.ts';
import { Section, SpokenAlert, TextField } from '../../common/components/index.ts';
import { ServiceText, useFormats, useTexts } from '../../common/texts/index.ts';
import type { Import, ImportPreview } from './api.ts';
import { ColumnsTable } from './columns-table.tsx';
import { type Finding, isOpen } from './consent-answers.ts';
import { ConsentQuestion } from './consent-question.tsx';
import type { Draft } from './draft.ts';
import { SavedMappings } from './reading-choices.tsx';

interface Props {
  readonly imported: Import;
  readonly preview: ImportPreview;
  readonly draft: Draft;
  readonly onChange: (some: Partial<Draft>) => void;
  /** Whether the user tried to go on before everything was answered. */
  readonly tried: boolean;
}

/** Who wants no messages, then what each column becomes. */
export function ColumnsStep({ imported, preview, draft, onChange, tried }: Props) {
  const { may } = useSession();
  return (
    <SpaceBetween size="l">
      {preview.warnings.map((warning, index) => (
        <StatusIndicator key={warning} type="warning">
          <ServiceText text={warning} code={imported.codes?.preview?.warnings[index]} />
        </StatusIndicator>
      ))}
      <ConsentQuestions preview={preview} draft={draft} onChange={onChange} tried={tried} />
      <ColumnsTable preview={preview} codes={imported.codes?.preview?.warnings} draft={draft} onChange={onChange} />
      {may('administer') && <Saved preview={preview} draft={draft} onChange={onChange} />}
    </SpaceBetween>
  );
}

/** Takes a saved mapping, and asks for a name to save this one under. */
function Saved({ preview, draft, onChange }: Pick<Props, 'preview' | 'draft' | 'onChange'>) {
  const { imports: texts } = useTexts();
  const columns = preview.columns.map(({ column }) => column);
  const known = new Set([...columns, ...preview.consent.map(({ name }) => name)]);
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
        <SavedMappings
          onSaved={({ mapping, dismissed }) =>
            onChange({
              mapping: { ...draft.mapping, ...ofThese(mapping) },
              dismissed: { ...draft.dismissed, ...ofThese(dismissed) },
            })
          }
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

interface QuestionsProps {
  readonly preview: ImportPreview;
  readonly draft: Draft;
  readonly onChange: (some: Partial<Draft>) => void;
  /** Whether the user tried to go on without an answer. */
  readonly tried: boolean;
}

/** Asks what each column, file or sheet is that speaks of consent; the undecided ones come first. */
function ConsentQuestions({ preview, draft, onChange, tried }: QuestionsProps) {
  const { imports: texts } = useTexts();
  const { number } = useFormats();
  if (preview.consent.length === 0) return null;
  const asked = preview.consent.filter(({ decision }) => decision === 'undecided');
  const settled = preview.consent.filter(({ decision }) => decision !== 'undecided');
  const open = asked.filter((finding) => isOpen(finding, draft, preview.columns)).length;
  const question = (finding: Finding) => (
    <ConsentQuestion
      key={`${finding.about} ${finding.name}`}
      finding={finding}
      columns={preview.columns}
      draft={draft}
      onChange={onChange}
      tried={tried}
    />
  );
  return (
    <Section title={texts.consent} description={texts.consentHint}>
      {open > 0 && (
        <SpokenAlert type={tried ? 'error' : 'warning'}>
          {texts.consentOpen({ count: open, shown: number(open) })}
        </SpokenAlert>
      )}
      <SpaceBetween size="l">{asked.map(question)}</SpaceBetween>
      {settled.length > 0 && (
        <ExpandableSection
          headerText={texts.consentSettled({ shown: number(settled.length) })}
          defaultExpanded={asked.length === 0}
        >
          <SpaceBetween size="l">{settled.map(question)}</SpaceBetween>
        </ExpandableSection>
      )}
      {asked.length > 0 && <Box color="text-body-secondary">{texts.consentAfter}</Box>}
    </Section>
  );
}
