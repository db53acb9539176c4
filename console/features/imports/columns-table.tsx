import { Pagination, SpaceBetween, TextFilter } from '@cloudscape-design/components';
import { useState } from 'react';
import { useFields, useGroups, useSession } from '../../common/api/index.ts';
import { ListTable, useNarrow } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Codes, ImportPreview } from './api.ts';
import type { Draft } from './draft.ts';
import { Examples } from './examples.tsx';
import { FieldType } from './field-type.tsx';
import { howIn } from './refusals.ts';
import { TargetChoice } from './target-choice.tsx';

type FileColumn = ImportPreview['columns'][number];

type Warnings = NonNullable<Codes['preview']>['warnings'] | undefined;

interface Props {
  readonly preview: ImportPreview;
  /** The codes of its warnings. */
  readonly codes: Warnings;
  readonly draft: Draft;
  readonly onChange: (some: Partial<Draft>) => void;
}

/** So many selects are drawn at once. */
const PAGE = 25;

/** The columns that do not say who wants no messages: what stands in each, and what it becomes. */
export function ColumnsTable({ preview, codes, draft, onChange }: Props) {
  const { imports: texts } = useTexts();
  const { number } = useFormats();
  const fields = useFields();
  const groups = useGroups();
  const narrow = useNarrow();
  const [filter, setFilter] = useState('');
  const [page, setPage] = useState(1);
  const columns = preview.columns.filter(({ column }) => howIn(draft.refusals, column) === null);
  const found = columns.filter(({ column }) => column.toLowerCase().includes(filter.trim().toLowerCase()));
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const at = Math.min(page, pages);
  const becomes = (one: FileColumn) => <Becomes {...{ column: one, preview, codes, draft, onChange }} />;
  return (
    <ListTable<FileColumn>
      title={texts.columnsTitle({ shown: number(columns.length) })}
      description={texts.columnsHint}
      isPart
      items={found.slice((at - 1) * PAGE, at * PAGE)}
      // A name is new when no known field or group has it.
      read={fields.isPending || fields.error ? fields : groups}
      trackBy="column"
      wraps
      filter={
        columns.length > PAGE && (
          <TextFilter
            filteringText={filter}
            filteringAriaLabel={texts.findColumn}
            filteringPlaceholder={texts.findColumn}
            onChange={({ detail }) => setFilter(detail.filteringText)}
          />
        )
      }
      pagination={
        pages > 1 && (
          <Pagination
            currentPageIndex={at}
            pagesCount={pages}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        )
      }
      columns={[
        {
          id: 'column',
          header: texts.column,
          isRowHeader: true,
          cell: (one) => (
            <SpaceBetween size="xxs">
              <bdi>
                <strong>{one.column}</strong>
              </bdi>
              <Examples of={one} />
              {narrow && becomes(one)}
            </SpaceBetween>
          ),
        },
        { id: 'becomes', header: texts.target, minWidth: 260, cell: becomes },
      ]}
      narrow={['column']}
      empty={columns.length === 0 ? texts.noColumns : texts.noColumnFound}
    />
  );
}

function Becomes({
  column: { column, target },
  preview,
  codes,
  draft,
  onChange,
}: Props & { readonly column: FileColumn }) {
  const { may } = useSession();
  const fields = useFields();
  const groups = useGroups();
  const chosen = draft.mapping[column] ?? target;
  const choose = (next: string) => onChange({ mapping: { ...draft.mapping, [column]: next } });
  return (
    <SpaceBetween size="xxs">
      {may('administer') ? (
        <TargetChoice
          fields={fields.data ?? []}
          groups={groups.data ?? []}
          column={column}
          target={chosen}
          onChange={choose}
        />
      ) : (
        <code>{target}</code>
      )}
      <FieldType {...{ column, target: chosen, preview, codes, onChange: choose }} />
    </SpaceBetween>
  );
}
