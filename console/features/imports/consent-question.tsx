import { Box, SpaceBetween } from '@cloudscape-design/components';
import { useSession } from '../../common/api/index.ts';
import { ChoiceField, TextField } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { ImportPreview } from './api.ts';
import {
  answerTo,
  effectsOf,
  type Finding,
  isReason,
  type Meaning,
  meaningsOf,
  withAnswer,
} from './consent-answers.ts';
import type { Draft } from './draft.ts';

interface Props {
  readonly finding: Finding;
  readonly columns: ImportPreview['columns'];
  readonly draft: Draft;
  readonly onChange: (some: Partial<Draft>) => void;
  readonly tried: boolean;
}

/** Asks what one column or file says of consent, and shows what each kind of its cells then does. */
export function ConsentQuestion({ finding, columns, draft, onChange, tried }: Props) {
  const { imports: texts } = useTexts();
  const { may } = useSession();
  const { name } = finding;
  const meaning = answerTo(finding, draft, columns);
  const reason = draft.dismissed?.[name] ?? '';
  const answer = (chosen: Meaning, why = reason) => onChange(withAnswer(finding, chosen, why, draft));
  const options = meaningsOf(finding).map((value) => ({
    value,
    label: texts.meanings[value],
    description: texts.meaningHints[value],
  }));
  return (
    <SpaceBetween size="xs">
      <ChoiceField
        label={<bdi>{texts.whatIs[finding.about]({ name })}</bdi>}
        description={<Samples finding={finding} />}
        errorText={tried && meaning === null ? texts.consentMissing : ''}
        options={options}
        value={meaning}
        placeholder={texts.consentChoose}
        disabled={!may('administer')}
        expandToViewport
        onChange={(chosen) => answer(chosen)}
      />
      {meaning === 'dismissed' ? (
        <TextField
          label={texts.whyDismissed({ name })}
          description={texts.whyDismissedHint}
          value={reason}
          disabled={!may('administer')}
          errorText={tried && !isReason(reason) ? texts.reasonMissing : ''}
          onChange={(why) => answer('dismissed', why)}
        />
      ) : (
        <Effects finding={finding} meaning={meaning} />
      )}
    </SpaceBetween>
  );
}

function Samples({ finding: { about, because, samples } }: Pick<Props, 'finding'>) {
  const { imports: texts } = useTexts();
  return (
    <>
      {texts.because[about === 'file' ? 'file' : because]}{' '}
      {samples.length > 0 && (
        <bdi>{texts.forExample({ cells: samples.map((sample) => texts.quoted({ cell: sample })).join(', ') })}</bdi>
      )}
    </>
  );
}

/** What the cells of the column say, and what becomes of the people in whose row they stand. */
function Effects({ finding, meaning }: Pick<Props, 'finding'> & { readonly meaning: Meaning | null }) {
  const { imports: texts, shell } = useTexts();
  const { number } = useFormats();
  const effects = effectsOf(finding, meaning);
  if (effects.length === 0) return null;
  return (
    <Box color="text-body-secondary" fontSize="body-s">
      <ul>
        {effects.map(({ kind, count, effect }) => (
          <li key={kind}>
            {shell.saidOf({ name: texts.cellKinds[kind], what: texts.cells({ count, shown: number(count) }) })}
            {effect !== null && (
              <>
                {' '}
                → <strong>{texts.effects[effect]}</strong>
              </>
            )}
          </li>
        ))}
      </ul>
    </Box>
  );
}
