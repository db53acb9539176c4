import { Box, Button, Input, SpaceBetween, Table } from '@cloudscape-design/components';
import { useState } from 'react';
import { useNarrow } from '../../common/components/index.ts';
import { useFormats, useLanguage, useTexts } from '../../common/texts/index.ts';
import type { ProblemOfRows } from './api.ts';
import type { Draft } from './draft.ts';

type Cell = ProblemOfRows['values'][number];

/** As many cells are shown at first. */
const FEW = 5;

interface Props {
  readonly problem: ProblemOfRows;
  readonly draft: Draft;
  /** Null for those who may not. */
  readonly onMend: ((mend: Partial<Draft>) => void) | null;
  readonly column: string;
}

/** The most frequent refused cells; each is read as what is proposed, or as what the user types. */
export function ProblemCells({ problem, column, draft, onMend }: Props) {
  const { imports: texts, shell } = useTexts();
  const { number } = useFormats();
  const narrow = useNarrow();
  const [isWhole, showAll] = useState(false);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const nameOf = useNameOf(problem);
  const proposed = proposalsOf(problem, column);
  const read = (cells: Readonly<Record<string, string>>) =>
    onMend?.({ values: { ...draft.values, [column]: { ...draft.values[column], ...cells } } });
  const count = (rows: number) => texts.rowsCount({ count: rows, shown: number(rows) });
  const mendOf = ({ value, rows }: Cell) => {
    const to = proposed.get(value.trim());
    if (onMend === null) return null;
    if (to !== undefined)
      return (
        <Button onClick={() => read({ [value.trim()]: to })}>
          {texts.mend({ cell: value, to: nameOf(to), rows: count(rows) })}
        </Button>
      );
    return (
      <SpaceBetween size="xxs">
        <Input
          value={typed[value] ?? ''}
          placeholder={texts.readAs}
          ariaLabel={texts.readCellAs({ cell: value })}
          onChange={({ detail }) => setTyped({ ...typed, [value]: detail.value })}
        />
        {!NEEDED.includes(problem.code) && (
          <Button variant="inline-link" onClick={() => read({ [value.trim()]: '' })}>
            {texts.leaveCell({ cell: value, rows: count(rows) })}
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
        <Button onClick={() => read(Object.fromEntries(proposed))}>
          {texts.mendAll({ shown: number(proposed.size) })}
        </Button>
      )}
      {Object.keys(answers).length > 0 && <Button onClick={() => read(answers)}>{texts.again}</Button>}
    </SpaceBetween>
  );
}

/** Without such a cell its row would be refused as well. */
const NEEDED: readonly string[] = ['invalid_address', 'shortened_number', 'no_address', 'invalid_uuid'];

const proposalsOf = ({ mend }: ProblemOfRows, column: string): ReadonlyMap<string, string> =>
  new Map(mend !== null && 'values' in mend && mend.column === column ? Object.entries(mend.values) : []);

/** What a proposal is called: a language by its name, anything else as it is. */
function useNameOf({ code }: ProblemOfRows): (to: string) => string {
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
