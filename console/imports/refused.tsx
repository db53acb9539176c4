import { ListTable } from '../shell/list-table.tsx';
import { useNarrow } from '../shell/narrow.ts';
import { useFormats } from '../texts/format.ts';
import { said } from '../texts/said.ts';
import { useTexts } from '../texts/texts.tsx';
import type { Preview } from './api.ts';

type Row = Preview['refused'][number];

const READ = { isPending: false, error: null, refetch: () => undefined };

/** What was found there, in the service's own words. */
const inDetail = ({ text }: Row) => (
  <span lang="en" dir="auto">
    {text}
  </span>
);

/** Which rows are not imported, by file and line as an editor shows them, and why. */
export function Refused({ preview }: { readonly preview: Preview }) {
  const { imports: texts } = useTexts();
  const { number } = useFormats();
  const narrow = useNarrow();
  const { refused, invalid } = preview;
  return (
    <ListTable<Row>
      title={texts.refused}
      {...(invalid > refused.length && { description: texts.firstOf(number(refused.length), number(invalid)) })}
      isPart
      wraps
      items={refused}
      read={READ}
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
          header: texts.why,
          cell: (row) => (
            <>
              {said(texts.refusals, row.reason) ?? row.reason}
              {narrow && <div>{inDetail(row)}</div>}
            </>
          ),
        },
        { id: 'text', header: texts.inDetail, cell: inDetail },
      ]}
      narrow={['line', 'why']}
    />
  );
}
