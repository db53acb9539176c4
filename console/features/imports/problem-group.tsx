import { Box, Button, Input, SpaceBetween, Table } from '@cloudscape-design/components';
import { useState } from 'react';
import type { Coded } from '../../common/api/index.ts';
import { Section, useNarrow } from '../../common/components/index.ts';
import { ServiceText, useFormats, useLanguage, useTexts } from '../../common/texts/index.ts';
import type { ImportPreview } from './api.ts';
import type { Draft } from './draft.ts';

type Problem = ImportPreview['problems'][number];
type Cell = Problem['values'][number];

/** As many cells are shown at first. */
const FEW = 5;

interface Props {
  readonly problem: Problem;
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
  const rowsText = texts.rowsCount(rows, number(rows));
  const quoted = (some: readonly Cell[]) => some.map(({ value }) => texts.quoted(value)).join(', ');
  return (
    <Section
      title={column === null ? reason : texts.problemIn(column, reason)}
      description={rowsText}
      actions={country && onMend && <CountryMend {...{ country, rowsText, onMend }} />}
    >
      <Box color="text-body-secondary">
        <ServiceText text={problem.text} code={code} />{' '}
        {country !== null && values.length > 0 && <bdi>{texts.forExample(quoted(values.slice(0, FEW)))}</bdi>}
      </Box>
      {column !== null && country === null && values.length > 0 && <Cells {...{ problem, column, draft, onMend }} />}
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
  return <Button onClick={() => onMend({ country })}>{texts.fromCountry(name, rowsText)}</Button>;
}

interface CellsProps extends Pick<Props, 'problem' | 'draft' | 'onMend'> {
  readonly column: string;
}

/** The most frequent refused cells; each is read as what is proposed, or as what the user types. */
function Cells({ problem, column, draft, onMend }: CellsProps) {
  const { imports: texts, shell } = useTexts();
  const { number } = useFormats();
  const narrow = useNarrow();
  const [isWhole, showAll] = useState(false);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const nameOf = useNameOf(problem);
  const proposed = proposalsOf(problem, column);
  const read = (cells: Readonly<Record<string, string>>) =>
    onMend?.({ values: { ...draft.values, [column]: { ...draft.values[column], ...cells } } });
  const count = (rows: number) => texts.rowsCount(rows, number(rows));
  const mendOf = ({ value, rows }: Cell) => {
    const to = proposed.get(value.trim());
    if (onMend === null) return null;
    if (to !== undefined)
      return <Button onClick={() => read({ [value.trim()]: to })}>{texts.mend(value, nameOf(to), count(rows))}</Button>;
    return (
      <SpaceBetween size="xxs">
        <Input
          value={typed[value] ?? ''}
          placeholder={texts.readAs}
          ariaLabel={texts.readCellAs(value)}
          onChange={({ detail }) => setTyped({ ...typed, [value]: detail.value })}
        />
        {!NEEDED.includes(problem.code) && (
          <Button variant="inline-link" onClick={() => read({ [value.trim()]: '' })}>
            {texts.leaveCell(value, count(rows))}
          </Button>
        )}
      </SpaceBetween>
    );
  };
  const answers = Object.fromEntries(
    Object.entries(typed).flatMap(([cell, to]) => (to.trim() === '' ? [] : [[cell.trim(), to.trim()]])),
  );
  return (
    <SpaceBetween size="s">
      <Table<Cell>
        variant="embedded"
        wrapLines
        items={isWhole ? problem.values : problem.values.slice(0, FEW)}
        footer={!isWhole && problem.values.length > FEW && <Button onClick={() => showAll(true)}>{shell.more}</Button>}
        trackBy="value"
        ariaLabels={{ tableLabel: column }}
        columnDefinitions={[
          {
            id: 'cell',
            header: texts.cell,
            isRowHeader: true,
            cell: (one) => (
              <>
                <bdi>{one.value}</bdi>
                {narrow && (
                  <SpaceBetween size="xxs">
                    <Box color="text-body-secondary">{count(one.rows)}</Box>
                    {mendOf(one)}
                  </SpaceBetween>
                )}
              </>
            ),
          },
          { id: 'rows', header: texts.rows, cell: ({ rows }) => number(rows) },
          { id: 'mend', header: texts.readAs, minWidth: 260, cell: mendOf },
        ]}
        columnDisplay={['cell', ...(narrow ? [] : ['rows', ...(onMend ? ['mend'] : [])])].map((id) => ({
          id,
          visible: true,
        }))}
      />
      {onMend && proposed.size > 1 && (
        <Button onClick={() => read(Object.fromEntries(proposed))}>{texts.mendAll(number(proposed.size))}</Button>
      )}
      {Object.keys(answers).length > 0 && <Button onClick={() => read(answers)}>{texts.again}</Button>}
    </SpaceBetween>
  );
}

/** Without such a cell its row would be refused as well. */
const NEEDED: readonly string[] = ['invalid_address', 'shortened_number', 'no_address', 'invalid_uuid'];

const proposalsOf = ({ mend }: Problem, column: string): ReadonlyMap<string, string> =>
  new Map(mend !== null && 'values' in mend && mend.column === column ? Object.entries(mend.values) : []);

/** What a proposal is called: a language by its name, anything else as it is. */
function useNameOf({ code }: Problem): (to: string) => string {
  const { language } = useLanguage();
  if (code !== 'invalid_language') return (to) => to;
  const names = new Intl.DisplayNames(language, { type: 'language' });
  return (to) => {
    try {
      return names.of(to) ?? to;
    } catch {
      return to;
    }
  };
}
