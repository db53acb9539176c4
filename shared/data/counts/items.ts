/**
 * How counts are stored in the workspace table:
 *
 *   N#<workspace>  BASE                     { version, folders, groups, from?, since? }: what was folded so far
 *   N#<workspace>  ROW#<window>#<first>     { ids, folders, groups }: what one batch of the stream added
 *   N#<workspace>  MARK#<window>#<first>    { ids, folders, ttl }: rows that were folded into the base
 *
 * Rows of a workspace with more than 8 shards are spread over `N#<workspace>`, `N#<workspace>#1` and so on, one for
 * each eight shards: one partition would take some 12,000 changes a second (ADR 032).
 *
 * `ids` are the row's events, six bytes each, and six more for one that created a contact; `first` is the first. All
 * events of a row belong to one window of time, so an event's time says which rows may have counted it.
 */
import { hash } from 'node:crypto';
import type { CountsDelta, Transition } from '../../domain/contacts/counts.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Data, FEWEST_SHARDS, queryAll, shardNumbersOf } from '../dynamo/index.ts';

export type CountItemKind = 'ROW' | 'MARK';

/** Events that were counted together, and what they added; of a marker, what it added to folders. */
export interface CountRow extends CountsDelta {
  /** `<window>#<first>`. */
  readonly name: string;
  /** The partition in which it is. */
  readonly part: number;
  readonly ids: Uint8Array;
}

export const countsPk = (workspace: WorkspaceId, part = 0): string =>
  part === 0 ? `N#${workspace}` : `N#${workspace}#${part}`;

export const baseKey = (workspace: WorkspaceId) => ({ pk: countsPk(workspace), sk: 'BASE' });

/** Where a new row is put, by its first event. */
export const partOf = (data: Data, workspace: WorkspaceId, first: string): number =>
  Number.parseInt(first, 16) % (shardNumbersOf(data, workspace).write / FEWEST_SHARDS);

export const rowKey = (workspace: WorkspaceId, kind: CountItemKind, name: string, part = 0) => ({
  pk: countsPk(workspace, part),
  sk: `${kind}#${name}`,
});

const ID_BYTES = 6;

/**
 * The event's id, the same in every delivery: a contact and the written version (a local engine's own ids begin anew).
 * Among 10,000 events two share one once in five million times.
 */
export const eventId = ({ before, after }: Transition): string =>
  idOf(`${(after ?? before)?.uuid}#${after?.version ?? 'removed'}`);

/** A second id of the event that created a contact, whatever version that was. */
export const creationId = (contact: ContactId): string => idOf(`${contact}#created`);

const idOf = (name: string): string => hash('sha256', name, 'hex').slice(0, ID_BYTES * 2);

/** A batch reads what was counted in its windows. Shorter windows hold less, but each costs a row of its own. */
export const WINDOW_MICROS = 5_000_000;

/** The window of the event, by the contact's own time, so that it is the same in every delivery. */
export const countWindowOf = ({ before, after }: Transition): string => windowAt((after ?? before)?.modifiedOn ?? 0);

export const windowAt = (micros: number): string => String(Math.floor(micros / WINDOW_MICROS)).padStart(10, '0');

export const windowOfName = (name: string): string => name.slice(0, name.indexOf('#'));

export const packIds = (ids: readonly string[]): Uint8Array => Buffer.from(ids.join(''), 'hex');

export function unpackIds(packed: Uint8Array): string[] {
  const bytes = Buffer.from(packed);
  return Array.from({ length: bytes.length / ID_BYTES }, (_, i) =>
    bytes.toString('hex', i * ID_BYTES, (i + 1) * ID_BYTES),
  );
}

/** Rows or markers, in pages of `pageSize`; in each partition oldest first. Of one `window`, or `from` one on. */
export async function* rowsOf(
  data: Data,
  workspace: WorkspaceId,
  kind: CountItemKind,
  { window, from, pageSize }: { readonly window?: string; readonly from?: string; readonly pageSize?: number } = {},
): AsyncGenerator<CountRow> {
  const parts = kind === 'MARK' ? 1 : shardNumbersOf(data, workspace).read / FEWEST_SHARDS;
  for (let part = 0; part < parts; part++) {
    const items = queryAll<RowItem>(data, {
      table: 'workspace',
      partition: countsPk(workspace, part),
      sort:
        from === undefined
          ? { prefix: window === undefined ? `${kind}#` : `${kind}#${window}#` }
          : { from: `${kind}#${from}`, to: `${kind}#~` },
      limit: pageSize,
      consistent: true,
    });
    for await (const item of items) yield toRow(item, part);
  }
}

type RowItem = Pick<CountRow, 'ids'> & Partial<CountsDelta> & { readonly sk: string };

const toRow = ({ sk, ids, folders = {}, groups = {} }: RowItem, part: number): CountRow => ({
  name: sk.slice(sk.indexOf('#') + 1),
  part,
  ids,
  folders,
  groups,
});
