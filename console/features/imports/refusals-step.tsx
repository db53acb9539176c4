import { Checkbox, ExpandableSection, Select, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useState } from 'react';
import { useSession } from '../../common/api/index.ts';
import { Section, SpokenAlert } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Candidate, Import, ImportPreview, Refusals } from './api.ts';
import type { Draft } from './draft.ts';
import { Encodings } from './encodings.tsx';
import { NoAddresses } from './files-step.tsx';
import { answerOf, howIn, isEmpty, namedColumn, withHow } from './refusals.ts';
import { CandidateChoice } from './refusals-candidate.tsx';
import { NoneFollows } from './refusals-follows.tsx';
import { RefusedRows } from './refused-rows.tsx';
import { hasNoAddresses } from './warnings.tsx';

interface Props {
  readonly imported: Import;
  readonly preview: ImportPreview;
  readonly draft: Draft;
  readonly onChange: (some: Partial<Draft>) => void;
  /** Reads the files again. */
  readonly onMend: (mend: Partial<Draft>) => void;
  /** Whether the user tried to go on without an answer. */
  readonly tried: boolean;
}

/** Who in these files wants no messages: columns, whole files, or none of these. */
export function RefusalsStep({ imported, preview, draft, onChange, onMend, tried }: Props) {
  const { imports } = useTexts();
  const texts = imports.question;
  const { may } = useSession();
  const answer = answerOf(preview, draft.refusals);
  const say = (refusals: Refusals) => onChange({ refusals });
  // They stay on the screen, also when they are taken back.
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const add = (name: string) => {
    setAdded(new Set([...added, name]));
    say(withHow(answer, name, []));
  };
  const asks = preview.asks ?? [];
  const choice = (of: Candidate) => (
    <CandidateChoice
      key={`${of.about} ${of.name}`}
      of={of}
      rows={preview.files.find(({ name }) => name === of.name)?.rows ?? of.blank}
      answer={answer}
      tried={tried}
      onChange={say}
    />
  );
  const { columns, files, more } = shownOf(preview, (name) => added.has(name) || howIn(answer, name) !== null);
  return (
    <SpaceBetween size="l">
      <Encodings preview={preview} onChange={(encoding) => onMend({ encoding, refusals: null })} />
      {hasNoAddresses(imported) && <NoAddresses />}
      {tried && isEmpty(answer) && (
        <div tabIndex={-1} data-error>
          <SpokenAlert>{texts.missing}</SpokenAlert>
        </div>
      )}
      {preview.asks === null && answer === null && <StatusIndicator type="info">{texts.itself}</StatusIndicator>}
      {asks.length > 0 && <SpokenAlert type="warning">{texts.again({ names: asks.join(', ') })}</SpokenAlert>}
      <UnreadRows imported={imported} preview={preview} />
      {(columns.length > 0 || more.length > 0) && (
        <Section title={texts.columns} description={texts.columnsHint}>
          {columns.map(choice)}
          {may('administer') && more.length > 0 && (
            <Select
              options={more.map((name) => ({ value: name, label: name }))}
              selectedOption={null}
              placeholder={texts.more}
              ariaLabel={texts.more}
              filteringType="auto"
              expandToViewport
              onChange={({ detail }) => add(detail.selectedOption.value ?? '')}
            />
          )}
        </Section>
      )}
      {files.length > 0 && (
        <Section title={texts.files} description={texts.filesHint}>
          {files.map(choice)}
        </Section>
      )}
      <Section title={texts.noneTitle}>
        <Checkbox
          checked={answer === 'none'}
          disabled={!may('administer')}
          description={texts.noneHint}
          onChange={({ detail }) => say(detail.checked ? 'none' : {})}
        >
          {texts.none}
        </Checkbox>
        {answer === 'none' && <NoneFollows preview={preview} />}
      </Section>
    </SpaceBetween>
  );
}

/** The candidates, with the columns that were chosen beside them; and the names of all other columns. */
function shownOf({ candidates, columns }: ImportPreview, isChosen: (name: string) => boolean) {
  const known = new Set(candidates.map(({ name }) => name));
  const others = columns.map(({ column }) => column).filter((name) => !known.has(name));
  const chosen = others.filter(isChosen);
  return {
    columns: [...candidates.filter(({ about }) => about === 'column'), ...chosen.map(namedColumn)],
    files: candidates.filter(({ about }) => about === 'file'),
    more: others.filter((name) => !chosen.includes(name)),
  };
}

/** Rows of which nothing can be said, because they cannot be read. */
function UnreadRows({ imported, preview }: Pick<Props, 'imported' | 'preview'>) {
  const { imports } = useTexts();
  const { number } = useFormats();
  const count = preview.problems.reduce((all, one) => all + (UNREAD.has(one.code) ? one.rows : 0), 0);
  if (count === 0) return null;
  return (
    <ExpandableSection variant="container" headerText={imports.question.unread({ count, shown: number(count) })}>
      <RefusedRows preview={preview} codes={imported.codes?.preview?.refused} only={UNREAD} />
    </ExpandableSection>
  );
}

const UNREAD: ReadonlySet<string> = new Set(['too_few_cells', 'too_many_cells', 'bad_encoding', 'not_json']);
