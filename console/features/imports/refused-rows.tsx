import { Pagination } from '@cloudscape-design/components';
import { useState } from 'react';
import { ListTable, useNarrow } from '../../common/components/index.ts';
import { ServiceText, textFor, useFormats, useTexts } from '../../common/texts/index.ts';
import type { Codes, ImportPreview } from './api.ts';

type Row = ImportPreview['refused'][number] & { readonly code: Coded[number]['text'] | undefined };
type Coded = NonNullable<Codes['preview']>['refused'];

/** What was found there, in which column. */
const inDetail = ({ text, code, column }: Row) => <ServiceText text={text} code={code} of={column} />;

interface Props {
  readonly preview: ImportPreview;
  readonly codes: Coded | undefined;
  /** The reasons of the rows that are shown; all where it is not given. */
  readonly only?: ReadonlySet<string>;
}

const PAGE = 10;

/** The first rows that are not imported, by file and line as an editor shows them. */
export function RefusedRows({ preview, codes, only }: Props) {
  const { words, imports: texts } = useTexts();
  const { number } = useFormats();
  const narrow = useNarrow();
  const [page, setPage] = useState(1);
  const { invalid } = preview;
  const refused = preview.refused
    .map((row, index): Row => ({ ...row, code: codes?.[index]?.text }))
    .filter(({ reason }) => only?.has(reason) ?? true);
  return (
    <ListTable<Row>
      title={texts.refusedList}
      {...(invalid > preview.refused.length && {
        description: texts.firstOf({ shown: number(refused.length), all: number(invalid) }),
      })}
      isPart
      wraps
      items={refused.slice((page - 1) * PAGE, page * PAGE)}
      trackBy={({ file, line }) => `${file}:${line}`}
      columns={[
        {
          id: 'line',
          header: texts.line,
          isRowHeader: true,
          cell: ({ file, line }) => (
            <>
              {number(line)}
              {preview.files.length > 1 && (
                <>
                  {' '}
                  <bdi>({file})</bdi>
                </>
              )}
            </>
          ),
        },
        {
          id: 'why',
          header: words.why,
          cell: (row) => (
            <>
              {textFor(texts.refusals, row.reason) ?? row.reason}
              {narrow && <div>{inDetail(row)}</div>}
            </>
          ),
        },
        { id: 'text', header: texts.inDetail, cell: inDetail },
      ]}
      narrow={['line', 'why']}
      pagination={
        refused.length > PAGE && (
          <Pagination
            currentPageIndex={page}
            pagesCount={Math.ceil(refused.length / PAGE)}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        )
      }
    />
  );
}
