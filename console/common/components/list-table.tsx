import { useCollection } from '@cloudscape-design/collection-hooks';
import { Box, Button, Header, Table, type TableProps, TextFilter } from '@cloudscape-design/components';
import type { ReactNode } from 'react';
import { useFormats, useTexts } from '../texts/index.ts';
import { EmptyState } from './empty-state.tsx';
import { Problem } from './problem.tsx';
import { useNarrow } from './window-width.ts';

export type ListColumn<Item> = TableProps.ColumnDefinition<Item> & { readonly id: string };

interface Props<Item> {
  readonly title: string;
  readonly description?: string;
  readonly actions?: ReactNode;
  readonly filter?: ReactNode;
  readonly isPart?: boolean;
  readonly wraps?: boolean;
  readonly items: readonly Item[];
  /** What a search looks at in an item; given where `items` is the whole list, which then also counts and sorts. */
  readonly find?: (item: Item) => string;
  /** How it is read; left out for a part of what is here already. */
  readonly read?: { readonly isPending: boolean; readonly error: Error | null; readonly refetch: () => unknown };
  readonly trackBy: TableProps.TrackBy<Item>;
  readonly columns: readonly ListColumn<Item>[];
  /** The columns that a phone has room for; all where it is not given. */
  readonly narrow?: readonly string[];
  readonly empty?: string;
  readonly pagination?: ReactNode;
  readonly footer?: ReactNode;
}

const HERE = { isPending: false, error: null, refetch: () => undefined };

/** Shorter lists are seen at a glance. */
const WORTH_A_SEARCH = 8;

/** A list without checkboxes. Its loading, empty and failed states look the same on every screen. */
export function ListTable<Item>({
  isPart = false,
  wraps = false,
  read = HERE,
  columns,
  narrow,
  empty,
  items,
  find,
  ...list
}: Props<Item>) {
  const { title, description, actions, ...table } = list;
  const { shell } = useTexts();
  const { number } = useFormats();
  const isNarrow = useNarrow();
  const shown = isNarrow && narrow ? narrow : columns.map(({ id }) => id);
  const whole = useWholeList(items, find);
  return (
    <Table<Item>
      {...table}
      {...whole.table}
      variant={isPart ? 'container' : 'full-page'}
      // On a phone wide texts wrap, so that they push no column out of sight.
      wrapLines={wraps || isNarrow}
      loading={read.isPending}
      loadingText={shell.loading}
      enableKeyboardNavigation
      ariaLabels={{ tableLabel: title }}
      header={
        <Header
          variant={isPart ? 'h2' : 'h1'}
          description={description}
          actions={actions}
          {...(find && items.length > 0 && { counter: `(${number(items.length)})` })}
        >
          {title}
        </Header>
      }
      // What is not here as a whole cannot be sorted here.
      columnDefinitions={find ? columns : columns.map(({ sortingField: _, ...column }) => column as ListColumn<Item>)}
      columnDisplay={shown.map((id) => ({ id, visible: true }))}
      empty={
        read.error ? (
          <Problem error={read.error} retry={() => void read.refetch()} />
        ) : (
          (whole.none ?? (empty && <EmptyState>{empty}</EmptyState>))
        )
      }
    />
  );
}

/** Search and order of a list that is here as a whole. Items of other lists stay as they are. */
function useWholeList<Item>(items: readonly Item[], find: ((item: Item) => string) | undefined) {
  const { words, contacts: texts } = useTexts();
  const { number } = useFormats();
  const collection = useCollection(items, {
    filtering: {
      filteringFunction: (item, text) => find?.(item).toLowerCase().includes(text.trim().toLowerCase()) ?? true,
    },
    sorting: {},
  });
  if (find === undefined) return { table: { items }, none: null };
  const { filterProps, collectionProps, filteredItemsCount = 0, actions } = collection;
  const isSearched = filterProps.filteringText !== '';
  const filter = (items.length > WORTH_A_SEARCH || isSearched) && {
    filter: (
      <TextFilter
        {...filterProps}
        filteringPlaceholder={words.find}
        filteringAriaLabel={words.find}
        filteringClearAriaLabel={texts.clearSearch}
        {...(isSearched && { countText: number(filteredItemsCount) })}
      />
    ),
  };
  const none =
    isSearched && items.length > 0 ? (
      <Box textAlign="center">
        {words.noneFound} <Button onClick={() => actions.setFiltering('')}>{texts.clearSearch}</Button>
      </Box>
    ) : null;
  const { sortingColumn, sortingDescending = false, onSortingChange } = collectionProps;
  const order = {
    sortingDescending,
    ...(onSortingChange && { onSortingChange }),
    ...(sortingColumn && { sortingColumn }),
  };
  return { table: { items: collection.items, ...order, ...filter }, none };
}
