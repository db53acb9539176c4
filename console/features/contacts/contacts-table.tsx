import { Button, Pagination, Table, type TableProps } from '@cloudscape-design/components';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { ActionSheet, isQuick, type Task, useQuickAction } from '../../common/actions/index.ts';
import { type Row, useFields, useSession } from '../../common/api/index.ts';
import { useKeyedState, useNarrow } from '../../common/components/index.ts';
import { type Action, actionsOf, type ContactView, nameOf, selectionOf } from '../../common/contacts/index.ts';
import { useFirstTexts } from '../../common/texts/index.ts';
import { type ContactColumn, useColumns } from './columns.tsx';
import { ContactsHeader } from './contacts-header.tsx';
import { EmptyList } from './empty-list.tsx';
import { displayOf, usePreferences } from './preferences.ts';
import { SearchBar } from './search-bar.tsx';
import type { Show } from './show.ts';
import { countOf, EVERYBODY, isTicked, NOBODY, type Ticks, withoutRemoved, withPage } from './ticks.ts';
import { keptTicks, useContactList, useKept } from './use-contact-list.ts';
import { useRemovedRows } from './use-removed-rows.ts';
import { useTotal } from './use-total.ts';
import './contacts.css';

const ColumnChoice = lazy(() => import('./column-choice.tsx'));

interface Props {
  readonly view: ContactView;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onShow: Show;
  /** Tells the address which page is shown. */
  readonly onPage: (page: number) => void;
  readonly menu: ((onStart: () => void) => ReactNode) | undefined;
}

/** The columns that are shown at first, besides those of featured fields. */
const SHOWN = ['name', 'urn', 'last_seen_on', 'created_on', 'groups'];
/** The columns on a phone. */
const NARROW = ['name', 'last_seen_on'];

export function ContactsTable({ view, typed, onType, onShow, onPage, menu }: Props) {
  const texts = useFirstTexts();
  const { may } = useSession();
  const narrow = useNarrow();
  const fields = useFields().data ?? [];
  const [preferences, setPreferences] = usePreferences(view.place.type);
  const columns = useColumns(fields);
  const featured = fields.filter((field) => field.featured).map(({ key }) => `field:${key}`);
  const display = displayOf(
    preferences.columns,
    columns.map(({ id }) => id),
    new Set([...SHOWN, ...featured]),
  );
  const visible = narrow ? NARROW : display.filter((column) => column.visible).map(({ id }) => id);
  const shownFields = visible.flatMap((id) => (id.startsWith('field:') ? [id.slice('field:'.length)] : []));
  const list = useContactList(view, shownFields);
  const [ticks, setTicks] = useKeyedState<Ticks>(
    list.key,
    useMemo(() => keptTicks(list.key), [list.key]),
  );
  useKept(list.key, list.read, ticks);
  useEffect(() => onPage(list.page), [list.page, onPage]);
  const [task, setTask] = useState<Task | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const [busy, setBusy] = useState<Action | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const quick = useQuickAction();
  const page = list.rows.map(({ uuid }) => uuid);
  const pageTicked = page.length > 0 && page.every((uuid) => isTicked(ticks, uuid));
  const total = useTotal(view, list, pageTicked);
  const count = countOf(ticks, total === null || total.more ? null : total.count);
  useRemovedRows(list, (before) => setTicks((now) => withoutRemoved(now, before, page)));

  const act = async (action: Action) => {
    const selection = ticks.mode === 'some' ? { contacts: [...ticks.uuids] } : selectionOf(view, [...ticks.except]);
    const asked: Task = { action, selection, place: view.place, count, columns: exportedOf(visible, list.rows) };
    if (!isQuick(asked)) return setTask(asked);
    setBusy(action);
    // The pressed button is disabled next and would lose the focus.
    heading.current?.focus();
    await quick(asked);
    setTicks(NOBODY);
    setBusy(null);
  };

  /** Acts on all contacts of the place, whatever is ticked or searched. */
  const actOnAll = (action: Action) =>
    setTask({
      action,
      selection: selectionOf({ ...view, query: '' }),
      place: view.place,
      count: null,
      columns: exportedOf(visible, list.rows),
    });

  const sorted = columns.find(
    ({ sortingField }) => sortingField !== undefined && sortingField === view.sort?.replace(/^-/, ''),
  );
  const gear = (
    <Button
      variant="icon"
      iconName="settings"
      disabled={list.isPending}
      ariaLabel={texts.contacts.preferences}
      onClick={() => setChoosing(true)}
    />
  );
  return (
    <>
      <Table<Row>
        variant="full-page"
        items={list.rows}
        trackBy="uuid"
        columnDefinitions={narrow ? columns.map(fitted) : widened(columns, preferences.widths)}
        columnDisplay={narrow ? NARROW.map((id) => ({ id, visible: true })) : display}
        contentDensity={preferences.density}
        loading={list.isPending}
        loadingText={texts.shell.loading}
        enableKeyboardNavigation
        resizableColumns={!narrow}
        // On a phone names and times wrap, so that none is cut.
        wrapLines={narrow}
        onColumnWidthsChange={({ detail }) =>
          setPreferences({ widths: Object.fromEntries(visible.map((id, index) => [id, detail.widths[index] ?? 0])) })
        }
        {...(may('edit') && {
          selectionType: 'multi' as const,
          // Rows that are being replaced cannot be ticked: another contact would be ticked.
          isItemDisabled: () => list.isOld,
          selectedItems: list.rows.filter(({ uuid }) => isTicked(ticks, uuid)),
          onSelectionChange: ({ detail }: { detail: TableProps.SelectionChangeDetail<Row> }) =>
            setTicks(
              withPage(
                ticks,
                page,
                detail.selectedItems.map(({ uuid }) => uuid),
              ),
            ),
        })}
        ariaLabels={{
          tableLabel: texts.words.contacts,
          selectionGroupLabel: texts.contacts.selection,
          allItemsSelectionLabel: () => texts.contacts.selectAllRows,
          itemSelectionLabel: (_, row) => texts.contacts.selectRow({ name: nameOf(row, texts) }),
        }}
        {...(sorted && { sortingColumn: sorted, sortingDescending: view.sort?.startsWith('-') ?? false })}
        onSortingChange={({ detail }) => {
          const key = detail.sortingColumn.sortingField;
          // Up, down, and then in the list's own order again.
          if (view.sort === `-${key}`) onShow({ sort: null });
          else if (key) onShow({ sort: `${detail.isDescending ? '-' : ''}${key}` });
        }}
        header={
          <ContactsHeader
            ref={heading}
            view={view}
            total={total}
            ticked={count}
            progress={list.progress}
            pageTicked={pageTicked}
            everybody={ticks.mode === 'all'}
            hasMore={list.hasMore || list.page > 1}
            actions={actionsOf(view.place, may)}
            busy={busy}
            onAct={(action) => void act(action)}
            onAll={actOnAll}
            menu={may('edit') && menu?.(() => actOnAll('start_flow'))}
            onTickAll={(all) => setTicks(all ? EVERYBODY : NOBODY)}
          />
        }
        filter={<SearchBar view={view} typed={typed} onType={onType} onShow={onShow} list={list} total={total} />}
        pagination={
          <Pagination
            currentPageIndex={list.page}
            pagesCount={list.pages + (list.hasMore && list.page === list.pages ? 1 : 0)}
            openEnd={list.hasMore}
            disabled={list.isPending}
            onChange={({ detail }) => list.goTo(detail.currentPageIndex)}
          />
        }
        {...(!narrow && {
          preferences: (
            <Suspense fallback={gear}>
              {isChoosing ? (
                <ColumnChoice
                  columns={columns}
                  display={display}
                  density={preferences.density}
                  onChange={setPreferences}
                />
              ) : (
                gear
              )}
            </Suspense>
          ),
        })}
        empty={<EmptyList view={view} list={list} onShow={onShow} />}
      />
      {task && (
        <ActionSheet
          task={task}
          onClose={(done) => {
            setTask(null);
            if (!done) return;
            setTicks(NOBODY);
            heading.current?.focus();
          }}
        />
      )}
    </>
  );
}

/** On a phone the name takes the width that the other column leaves. */
const fitted = (column: ContactColumn): ContactColumn =>
  column.id === 'name' ? { ...column, maxWidth: 'calc(100vw - 225px)' } : column;

const widened = (columns: ReturnType<typeof useColumns>, widths: Readonly<Record<string, number>>) =>
  columns.map((column) => (widths[column.id] ? { ...column, width: widths[column.id] as number } : column));

/** Columns of the list as an export names them: addresses are a column for each of their kinds, without the kind. */
const exportedOf = (visible: readonly string[], rows: readonly Row[]): readonly string[] =>
  visible.flatMap((id) => (id === 'urn' ? [...new Set(rows.flatMap(({ urns }) => (urns ?? []).map(columnOf)))] : [id]));

const columnOf = (urn: NonNullable<Row['urns']>[number]): string =>
  `urn:${typeof urn === 'string' ? urn.slice(0, urn.indexOf(':')) : urn.scheme}`;
