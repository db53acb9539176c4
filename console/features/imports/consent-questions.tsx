import { Box, ExpandableSection, SpaceBetween } from '@cloudscape-design/components';
import { Section, SpokenAlert } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { ImportPreview } from './api.ts';
import { type Finding, isOpen } from './consent-answers.ts';
import { ConsentQuestion } from './consent-question.tsx';
import type { Draft } from './draft.ts';

interface Props {
  readonly preview: ImportPreview;
  readonly draft: Draft;
  readonly onChange: (some: Partial<Draft>) => void;
  /** Whether the user tried to go on without an answer. */
  readonly tried: boolean;
}

/** Asks what each column, file or sheet is that speaks of consent; the undecided ones come first. */
export function ConsentQuestions({ preview, draft, onChange, tried }: Props) {
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
