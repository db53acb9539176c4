import { Box, Button, StatusIndicator } from '@cloudscape-design/components';
import type { Coded } from '../../common/api/index.ts';
import { Section } from '../../common/components/index.ts';
import { ServiceText, useFormats, useLanguage, useTexts } from '../../common/texts/index.ts';
import type { ProblemOfRows } from './api.ts';
import type { Draft } from './draft.ts';
import { ProblemCells } from './problem-cells.tsx';

type Cell = ProblemOfRows['values'][number];

/** Cells that are quoted as examples. */
const FEW = 3;

interface Props {
  readonly problem: ProblemOfRows;
  readonly code: Coded | undefined;
  readonly draft: Draft;
  /** Reads the files again with a mend; null for those who may not. */
  readonly onMend: ((mend: Partial<Draft>) => void) | null;
}

/** One reason for which rows are refused: how many, which cells, and what mends them. */
export function ProblemGroup({ problem, code, draft, onMend }: Props) {
  const { imports: texts } = useTexts();
  const { number } = useFormats();
  const { column, rows, values, mend } = problem;
  const reason = texts.refusals[problem.code];
  const country = mend !== null && 'country' in mend ? mend.country : null;
  const rowsText = texts.rowsCount({ count: rows, shown: number(rows) });
  const quoted = (some: readonly Cell[]) => some.map(({ value }) => texts.quoted({ cell: value })).join(', ');
  return (
    <Section
      title={column === null ? reason : texts.problemIn({ column, reason })}
      description={rowsText}
      actions={country && onMend && <CountryMend {...{ country, rowsText, onMend }} />}
    >
      {problem.blocks && <StatusIndicator type="error">{texts.blocks}</StatusIndicator>}
      <Box color="text-body-secondary">
        <ServiceText text={problem.text} code={code} />{' '}
        {country !== null && values.length > 0 && (
          <bdi>{texts.forExample({ cells: quoted(values.slice(0, FEW)) })}</bdi>
        )}
      </Box>
      {column !== null && country === null && values.length > 0 && (
        <ProblemCells {...{ problem, column, draft, onMend }} />
      )}
    </Section>
  );
}

interface CountryProps {
  readonly country: string;
  readonly rowsText: string;
  readonly onMend: (mend: Partial<Draft>) => void;
}

function CountryMend({ country, rowsText, onMend }: CountryProps) {
  const { imports: texts } = useTexts();
  const { language } = useLanguage();
  const name = new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
  return <Button onClick={() => onMend({ country })}>{texts.fromCountry({ country: name, rows: rowsText })}</Button>;
}
