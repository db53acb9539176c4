/**
 * What a recount keeps in the workspace table while it runs:
 *
 *   N#<workspace>  RECOUNT                                { id, cut, step, place, folders, groups }: progress and sum
 *   N#<workspace>  PAGE#<id>#<partition>#<last sort key>  { uuids }: contacts of one page, counted as they were read
 *   N#<workspace>  CROSS#<id>#<contact>                   { place, folder, groups }: a changed contact at the cut
 *
 * Partitions and sort keys are those of `byModified`; `place` is `<partition>#<sort key>`, where the index had the
 * contact at the cut.
 */
import type { Folder } from '../../domain/contacts/contact.ts';
import type { CountsDelta } from '../../domain/counts.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { type Data, getItem, ttlAfter } from '../dynamo/index.ts';
import { countsPk, WINDOW_MICROS, windowAt } from './items.ts';

/**
 * Where a recount is: `count` unchanged contacts, `check` that the stream brought all others, `cross` the changed ones.
 * Then the part of the index, the shard and the key to go on after. That of an audit waits for its `scan`, and after
 * the check adds up what it noted, group by group (`compare`, with the next group in place of the shard).
 */
export interface RecountPlace {
  readonly phase: 'count' | 'check' | 'cross' | 'scan' | 'compare';
  readonly life: 'live' | 'deleted';
  readonly shard: number;
  readonly after: string | null;
}

export interface Recount extends CountsDelta {
  readonly id: string;
  /** The moment for which contacts are counted: the beginning of a window. */
  readonly cut: Instant;
  /** Counts steps; each is conditional on it. */
  readonly step: number;
  /** An audit counts contacts as it scans the table. */
  readonly scanned?: true;
  /** Null when everything has been counted. */
  readonly place: RecountPlace | null;
}

/** A contact that was changed since the cut, as it was at the cut. */
export interface Crossing {
  readonly pk: string;
  readonly sk: string;
  readonly place: string;
  readonly folder: Folder;
  /** Empty unless the contact was active. */
  readonly groups: readonly GroupId[];
}

export const recountKey = (workspace: WorkspaceId) => ({ pk: countsPk(workspace), sk: 'RECOUNT' });

type Partition = Pick<RecountPlace, 'life' | 'shard'>;

/** Where the index lists a contact. */
export const placeIn = ({ life, shard }: Partition, sort: string): string => `${life}${shard}#${sort}`;

export const pageSk = (id: string, place: string): string => `PAGE#${id}#${place}`;

export const crossingPrefix = (id: string): string => `CROSS#${id}#`;

export const crossingKey = (workspace: WorkspaceId, id: string, contact: ContactId) => ({
  pk: countsPk(workspace),
  sk: `${crossingPrefix(id)}${contact}`,
});

export const contactOfCrossing = ({ sk }: Pick<Crossing, 'sk'>): ContactId =>
  sk.slice(sk.lastIndexOf('#') + 1) as ContactId;

/** Longer than any recount takes; a newer one has another id. */
const KEPT_DAYS = 15;
export const recountTtl = (now: Instant): number => ttlAfter(now, KEPT_DAYS);

/** The first beginning of a window at or after a time. */
export const cutAfter = (at: Instant): Instant => instant(Math.ceil(at / WINDOW_MICROS) * WINDOW_MICROS);

/** The first window whose events a recount does not count. */
export const windowOfCut = ({ cut }: Pick<Recount, 'cut'>): string => windowAt(cut);

/** The running recount, or null. 0.5 read units. */
export const readRecount = (
  data: Data,
  workspace: WorkspaceId,
  { consistent = false }: { readonly consistent?: boolean } = {},
): Promise<Recount | null> => getItem<Recount>(data, 'workspace', recountKey(workspace), { consistent });
