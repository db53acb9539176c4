import { Header, Table, type TableProps } from '@cloudscape-design/components';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/index.ts';
import { Problem } from './problem.tsx';
import { useNarrow } from './use-narrow.ts';

export type ListColumn<Item> = TableProps.ColumnDefinition<Item> & { readonly id: string };

interface Props<Item> {
  readonly title: string;
  readonly description?: string;
  readonly actions?: ReactNode;
  readonly filter?: ReactNode;
  readonly isPart?: boolean;
  readonly wraps?: boolean;
  readonly items: readonly Item[];
  readonly read: { readonly isPending: boolean; readonly error: Error | null; readonly refetch: () => unknown };
  readonly trackBy: TableProps.TrackBy<Item>;
  readonly columns: readonly ListColumn<Item>[];
  /** The columns that a phone has room for; all where it is not given. */
  readonly narrow?: readonly string[];
  readonly empty?: string;
  readonly pagination?: ReactNode;
  readonly footer?: ReactNode;
}

/** A list without checkboxes. Its loading, empty and failed states look the same on every screen. */
export function ListTable<Item>({ isPart = false, wraps = false, read, columns, narrow, empty, ...list }: Props<Item>) {
  const { title, description, actions, ...table } = list;
  const { shell } = useTexts();
  const isNarrow = useNarrow();
  const shown = isNarrow && narrow ? narrow : columns.map(({ id }) => id);
  return (
    <Table<Item>
      {...table}
      variant={isPart ? 'container' : 'full-page'}
      // On a phone wide texts wrap, so that they push no column out of sight.
      wrapLines={wraps || isNarrow}
      loading={read.isPending}
      loadingText={shell.loading}
      enableKeyboardNavigation
      ariaLabels={{ tableLabel: title }}
      header={
        <Header variant={isPart ? 'h2' : 'h1'} description={description} actions={actions}>
          {title}
        </Header>
      }
      columnDefinitions={columns}
      columnDisplay={shown.map((id) => ({ id, visible: true }))}
      empty={read.error ? <Problem error={read.error} retry={() => void read.refetch()} /> : empty}
    />
  );
}
