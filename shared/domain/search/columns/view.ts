import type { QueryFieldValue } from '../../../query/query.ts';
import { refOf } from '../../contacts/anon.ts';
import type { SearchFolder } from '../../contacts/contact.ts';
import { ADDED_TYPES } from '../../contacts/queryable.ts';
import type { ContactId, FlowId } from '../../ids.ts';
import { addedColumn, fieldColumns, fieldOfColumn, SINGLE, URNS, UUID_COLUMN } from './names.ts';
import type { SnapshotRow } from './row.ts';
import { ColumnNotReadError, columnOf, groupColumnsOf, type SegmentColumns } from './segment-columns.ts';
import { type FlagColumn, NumberColumn, type StoredColumn, TextColumn, UuidColumn } from './stored.ts';
import { urnsOfText } from './urns.ts';

/**
 * One row of a segment at a time, as the evaluator of queries sees a contact: it reads what it asks for, and builds
 * nothing for the others. Set `row`, then ask.
 */
export class RowView implements SnapshotRow {
  row = 0;
  readonly fields: Readonly<Record<string, QueryFieldValue | undefined>>;
  readonly added: Readonly<Record<string, string | number | null>>;
  readonly tickets = 0;
  readonly #columns: SegmentColumns;
  readonly #groups: readonly (readonly [string, FlagColumn])[];
  readonly #flowsOf: ((contact: ContactId) => readonly FlowId[]) | null;
  readonly #uuids: UuidColumn;
  readonly #folders = this.#textsAtFirstUse(SINGLE.folder.column);
  readonly #statuses = this.#textsAtFirstUse(SINGLE.status.column);
  readonly #names = this.#textsAtFirstUse(SINGLE.name.column);
  readonly #languages = this.#textsAtFirstUse(SINGLE.language.column);
  readonly #urns = this.#textsAtFirstUse(URNS);
  readonly #created = this.#numbersAtFirstUse(SINGLE.createdOn.column);
  readonly #modified = this.#numbersAtFirstUse(SINGLE.modifiedOn.column);
  readonly #seen = this.#numbersAtFirstUse(SINGLE.lastSeenOn.column);

  /** @param flowsOf - the flows that a contact ran through, for queries that ask; they are in no segment */
  constructor(columns: SegmentColumns, flowsOf: ((contact: ContactId) => readonly FlowId[]) | null = null) {
    this.#columns = columns;
    this.#flowsOf = flowsOf;
    this.#uuids = columnOf(columns, UUID_COLUMN, UuidColumn) as UuidColumn;
    this.#groups = groupColumnsOf(columns);
    this.fields = this.#fieldsOf(columns);
    this.added = this.#addedOf();
  }

  get uuid(): string {
    return this.#uuids.at(this.row);
  }

  get ref(): string {
    return refOf(this.uuid as ContactId);
  }

  get folder(): SearchFolder {
    return this.#folders() as SearchFolder;
  }

  get status(): string {
    return this.#statuses() ?? '';
  }

  get name(): string | null {
    return this.#names();
  }

  get language(): string | null {
    return this.#languages();
  }

  get urns(): SnapshotRow['urns'] {
    const text = this.#urns();
    return text === null ? [] : urnsOfText(text);
  }

  /** Of the groups whose columns were read. */
  get groups(): readonly string[] {
    return this.#groups.filter(([, column]) => column.at(this.row)).map(([group]) => group);
  }

  get createdOn(): number {
    return this.#created() ?? 0;
  }

  get modifiedOn(): number {
    return this.#modified() ?? 0;
  }

  get lastSeenOn(): number | null {
    return this.#seen();
  }

  get history(): readonly string[] {
    if (this.#flowsOf === null) throw new ColumnNotReadError('history');
    return this.#flowsOf(this.uuid as ContactId);
  }

  /** Whether only the deletion of this contact is known. */
  get isDeleted(): boolean {
    return this.#folders() === null;
  }

  #textsAtFirstUse(name: string): () => string | null {
    return this.#atFirstUse(name, TextColumn);
  }

  #numbersAtFirstUse(name: string): () => number | null {
    return this.#atFirstUse(name, NumberColumn);
  }

  /** The value of the present row; the column is looked up once, when it is first asked for. */
  #atFirstUse<Value>(
    name: string,
    kind: new (...args: never[]) => StoredColumn & { at(row: number): Value | null },
  ): () => Value | null {
    let column: { at(row: number): Value | null } | null | undefined;
    return () => {
      if (column === undefined) column = columnOf(this.#columns, name, kind);
      return column === null ? null : column.at(this.row);
    };
  }

  #fieldsOf({ names }: SegmentColumns): RowView['fields'] {
    const fields = Object.create(null);
    for (const key of new Set([...names].flatMap((name) => fieldOfColumn(name) ?? []))) {
      const value = this.#fieldView(key);
      Object.defineProperty(fields, key, { enumerable: true, get: () => value });
    }
    return fields;
  }

  /** One object for all rows. Without a value its text is the empty text, which no stored value is. */
  #fieldView(key: string): QueryFieldValue {
    const names = fieldColumns(key);
    const text = this.#textsAtFirstUse(names.text);
    const digits = this.#textsAtFirstUse(names.digits);
    const number = this.#numbersAtFirstUse(names.number);
    const datetime = this.#numbersAtFirstUse(names.datetime);
    return {
      get text() {
        return text() ?? '';
      },
      get number() {
        const value = number();
        return value === null ? undefined : (digits() ?? String(value));
      },
      get datetime() {
        return datetime() ?? undefined;
      },
    };
  }

  #addedOf(): RowView['added'] {
    const added = Object.create(null);
    for (const [key, type] of Object.entries(ADDED_TYPES)) {
      const read =
        type === 'datetime' ? this.#numbersAtFirstUse(addedColumn(key)) : this.#textsAtFirstUse(addedColumn(key));
      Object.defineProperty(added, key, { enumerable: true, get: read });
    }
    return added;
  }
}

/** A row that is kept, of a view whose columns were all read. */
export function keptRow(view: RowView): SnapshotRow {
  const { uuid, ref, folder, status, name, language, urns, groups, createdOn, modifiedOn, lastSeenOn, tickets } = view;
  const fields = Object.entries(view.fields).flatMap(([key, value]) =>
    value && value.text !== ''
      ? [[key, { text: value.text, number: value.number, datetime: value.datetime }] as const]
      : [],
  );
  return {
    uuid,
    ref,
    folder,
    status,
    name,
    language,
    urns,
    groups,
    createdOn,
    modifiedOn,
    lastSeenOn,
    tickets,
    fields: Object.fromEntries(fields),
    added: { ...view.added },
  };
}
