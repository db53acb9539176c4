import { Box, Checkbox, FormField, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useSession } from '../../common/api/index.ts';
import { ChoiceField } from '../../common/components/index.ts';
import { optionsOf, useTexts } from '../../common/texts/index.ts';
import type { Candidate, How, Refusals } from './api.ts';
import { firstReading, howIn, isRead, isSame, withHow } from './refusals.ts';
import { useCells } from './refusals-follows.tsx';

interface Props {
  readonly of: Candidate;
  /** Of a file. */
  readonly rows: number;
  readonly answer: Refusals | null;
  readonly tried: boolean;
  readonly onChange: (answer: Refusals) => void;
}

/** A column or file that could say who wants no messages; ticked, it shows which of its cells do. */
export function CandidateChoice({ of, rows, answer, tried, onChange }: Props) {
  const texts = useTexts().imports.question;
  const { may } = useSession();
  const { people, listed, follows } = useCells();
  const how = howIn(answer, of.name);
  const say = (next: How | null) => onChange(withHow(answer, of.name, next));
  const isFile = of.about === 'file';
  return (
    <SpaceBetween size="xs">
      <Checkbox
        checked={how !== null}
        disabled={!may('administer')}
        description={(isFile || how === null) && <bdi>{isFile ? people(rows) : listed(of)}</bdi>}
        onChange={({ detail }) => say(detail.checked ? firstReading(of) : null)}
      >
        <bdi>{isFile ? texts.everybody({ name: of.name }) : <strong>{of.name}</strong>}</bdi>
      </Checkbox>
      {how !== null && !isFile && (
        <Box padding={{ left: 'l' }}>
          <Reading of={of} how={how} tried={tried} onChange={say} />
        </Box>
      )}
      {how === null && answer !== 'none' && of.preselected && (
        <StatusIndicator type="warning">
          <bdi>{follows(of, rows)}</bdi>
        </StatusIndicator>
      )}
    </SpaceBetween>
  );
}

interface ReadingProps {
  readonly of: Candidate;
  readonly how: How;
  readonly tried: boolean;
  readonly onChange: (how: How) => void;
}

/** How a column says it: by ticked cells, or by words and times that the service reads. */
function Reading({ of, how, tried, onChange }: ReadingProps) {
  const texts = useTexts().imports.question;
  const { may } = useSession();
  const isListed = typeof how !== 'string';
  const options = optionsOf(texts.hows)
    .filter(({ value }) => value !== 'cells' || of.values.length > 0)
    .map((one) => ({ ...one, description: texts.howHints[one.value] }));
  const chosen = isListed && (isRead(how) || of.values.length > 0) ? 'cells' : isListed ? null : how;
  return (
    <SpaceBetween size="s">
      <ChoiceField
        label={<bdi>{texts.how({ name: of.name })}</bdi>}
        options={options}
        value={options.some(({ value }) => value === chosen) ? (chosen as keyof typeof texts.hows) : null}
        placeholder={texts.howMissing}
        errorText={tried && chosen === null ? texts.howMissing : ''}
        disabled={!may('administer')}
        expandToViewport
        onChange={(value) => onChange(value === 'cells' ? cellsOf(of) : value)}
      />
      {(!isListed || of.values.length > 0) && <Cells of={of} how={how} tried={tried} onChange={onChange} />}
    </SpaceBetween>
  );
}

/** The cells that are ticked at first: those that the service reads as a refusal. */
const cellsOf = ({ proposal, values }: Candidate): How =>
  Array.isArray(proposal) ? proposal : values.flatMap(({ value, out }) => (out ? [value] : []));

/** Each kind of cell with its people and what becomes of them: to be ticked, or as the service has read it. */
function Cells({ of, how, tried, onChange }: ReadingProps) {
  const texts = useTexts().imports.question;
  const { may } = useSession();
  const { some } = useCells();
  if (typeof how === 'string') {
    if (how !== firstReading(of)) return <Box color="text-body-secondary">{texts.afterNext}</Box>;
    const outcome = (out: boolean | null) => texts.outcomes[out === null ? 'unread' : out ? 'out' : 'stays'];
    return of.values.map(({ value, rows, out }) => (
      <Box key={value} color="text-body-secondary" fontSize="body-s">
        <bdi>{some(value, rows)}</bdi> → <strong>{outcome(out)}</strong>
      </Box>
    ));
  }
  const error = tried && !isRead(how) ? texts.whichMissing : '';
  const found = [...of.values, ...(of.blank > 0 ? [{ value: '', rows: of.blank }] : [])];
  const isTicked = (value: string) => how.some((one) => isSame(one, value));
  // What a person has listed and no row has stays to be seen, and to be taken away.
  const strange = how.filter((one) => !found.some(({ value }) => isSame(one, value)));
  const all = [...found, ...strange.map((value) => ({ value, rows: 0 }))];
  const set = (value: string, on: boolean) =>
    onChange(on ? [...how, value] : how.filter((other) => !isSame(other, value)));
  const outcome = (value: string) =>
    isTicked(value) ? texts.outcomes.out : texts.outcomes[value === '' ? 'blank' : 'stays'];
  return (
    <div tabIndex={-1} {...(error && { 'data-error': true })}>
      <FormField label={texts.which} errorText={error}>
        {all.map(({ value, rows }) => (
          <Checkbox
            key={value}
            checked={isTicked(value)}
            disabled={!may('administer')}
            onChange={({ detail }) => set(value, detail.checked)}
          >
            <bdi>{some(value, rows)}</bdi> → {outcome(value)}
          </Checkbox>
        ))}
      </FormField>
    </div>
  );
}
