import { Box, StatusIndicator } from '@cloudscape-design/components';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { ImportPreview } from './api.ts';

type FileColumn = ImportPreview['columns'][number];

/** What stands in a column, and what each of these cells gives a contact where that is not the same. */
export function Examples({ of: { examples, becomes } }: { readonly of: FileColumn }) {
  const { imports: texts } = useTexts();
  if (examples.length === 0) return <Box color="text-body-secondary">{texts.noCells}</Box>;
  return (
    <Box color="text-body-secondary">
      {examples.map((example, index) => (
        <div key={example}>
          <bdi>{example}</bdi>
          <Outcome cell={example} becomes={becomes[index]} />
        </div>
      ))}
    </Box>
  );
}

function Outcome({ cell, becomes }: { readonly cell: string; readonly becomes: string | null | undefined }) {
  const { imports: texts } = useTexts();
  const { day, moment } = useFormats();
  if (becomes === null)
    return (
      <>
        {' → '}
        <StatusIndicator type="warning">{texts.refusedRow}</StatusIndicator>
      </>
    );
  const plain = becomes?.replace(/^[a-z]+:/, '');
  if (!becomes || plain === cell.trim()) return null;
  const [, date, time] = MOMENT.exec(becomes) ?? [];
  return (
    <>
      {' → '}
      <strong>
        <bdi>{date === undefined ? plain : time === '00:00:00' ? day(becomes) : moment(becomes)}</bdi>
      </strong>
    </>
  );
}

/** A moment as the API writes it; one at midnight is a date. */
const MOMENT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)/;
