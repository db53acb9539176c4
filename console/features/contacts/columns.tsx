import { Box, type TableProps } from '@cloudscape-design/components';
import { Link } from 'wouter';
import { compareNames } from '../../../shared/query/values/name-order.ts';
import { type Field, type Row, useSession } from '../../common/api/index.ts';
import { RelativeTime, useMiddling } from '../../common/components/index.ts';
import { addressOf, nameOf } from '../../common/contacts/index.ts';
import { type FirstTexts, type Formats, useFirstTexts, useFormats } from '../../common/texts/index.ts';

export type ContactColumn = TableProps.ColumnDefinition<Row> & { readonly id: string };

export function useColumns(fields: readonly Field[]): readonly ContactColumn[] {
  const texts = useFirstTexts();
  const formats = useFormats();
  const nameWidth = useMiddling() ? 190 : 280;
  const { anon } = useSession().me.workspace;
  return [...ownColumns(texts, formats, nameWidth, anon), ...fields.map(fieldColumn)];
}

const ownColumns = (
  texts: FirstTexts,
  formats: Formats,
  nameWidth: number,
  anon: boolean,
): readonly ContactColumn[] => [
  {
    id: 'name',
    header: texts.words.name,
    sortingField: 'name',
    isRowHeader: true,
    minWidth: 140,
    // The others share the rest.
    width: nameWidth,
    cell: (row) => <NameCell row={row} texts={texts} />,
  },
  {
    id: 'urn',
    header: texts.words.address,
    // Hidden addresses have no order.
    ...(!anon && { sortingField: 'urn' }),
    minWidth: 150,
    cell: (row) => <bdi>{addressOf(row)}</bdi>,
  },
  {
    id: 'last_seen_on',
    header: texts.contacts.lastSeen,
    sortingField: 'last_seen_on',
    minWidth: 140,
    cell: ({ last_seen_on }) =>
      last_seen_on ? (
        <RelativeTime at={last_seen_on} inDays />
      ) : (
        <Box color="text-status-inactive" variant="span">
          {texts.contacts.never}
        </Box>
      ),
  },
  {
    id: 'created_on',
    header: texts.contacts.created,
    sortingField: 'created_on',
    minWidth: 120,
    cell: ({ created_on }) => (created_on ? formats.day(created_on) : ''),
  },
  {
    id: 'groups',
    header: texts.words.groups,
    sortingField: 'groups',
    minWidth: 140,
    cell: ({ groups = [] }) => (
      <span className="cell-text" dir="auto">
        {groups
          .map(({ name }) => name)
          .sort(compareNames)
          .join(', ')}
      </span>
    ),
  },
];

/** The name. A narrow screen shows the address below it, because it has no column for it. */
function NameCell({ row, texts }: { readonly row: Row; readonly texts: FirstTexts }) {
  return (
    <span className="name-cell">
      <Link href={`/contact/${row.uuid}`} className="cell-text" dir="auto">
        {nameOf(row, texts)}
      </Link>
      <bdi className="second-line">{addressOf(row)}</bdi>
    </span>
  );
}

const fieldColumn = ({ key, name }: Field): ContactColumn => ({
  id: `field:${key}`,
  header: <bdi>{name}</bdi>,
  sortingField: `fields.${key}`,
  minWidth: 100,
  cell: ({ fields }) => (
    <span className="cell-text" dir="auto">
      {fields?.[key] ?? ''}
    </span>
  ),
});
