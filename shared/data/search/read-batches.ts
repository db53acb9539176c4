/** Reads an access's contacts in batches by index: folders newest day first, `modified`, groups by uuid. */
import type { ContactId, GroupId, WorkspaceId } from '../../domain/ids.ts';
import {
  contactOfSort,
  contactOfStint,
  findOwners,
  folderKey,
  modifiedKey,
  rosterPk,
  sortableMicros,
} from '../contacts/index.ts';
import { type Data, isRaising, shardsOf } from '../dynamo/index.ts';
import { behind, CursorError, justAbove, mergeRanges, type Range } from '../paging/index.ts';
import { type Access, accessNameOf, type FolderDays } from './access.ts';

/** Which end is read first. `oldest` misses no contact that changes meanwhile, because it moves towards the end. */
export type ReadOrder = 'newest' | 'oldest';

/** A place in an access: the part, and the key after which it continues. */
export interface AccessPlace {
  readonly access: Access;
  readonly part: number;
  readonly after: string | null;
}

interface Batch {
  readonly entries: readonly { readonly uuid: ContactId; readonly at: AccessPlace }[];
  /** The place after the batch; null at the end. */
  readonly next: AccessPlace | null;
}

/** Whether a cursor's access is read from shards, each of which can be read by itself. */
export const isSharded = (cursor: string): boolean => !/^(nobody|contacts)\//.test(cursor);

export const startOf = (access: Access): AccessPlace => ({ access, part: 0, after: null });

export interface SearchProgress {
  readonly lookedAt: number;
  readonly found: number;
}

/** A cursor: `folders/0/2026-11-24#…/1000/50`. It carries the progress of all pages before it. */
export const searchCursorOf = ({ access, part, after }: AccessPlace, progress: SearchProgress | null): string =>
  `${accessNameOf(access)}/${part}/${after ?? ''}${progress ? `/${progress.lookedAt}/${progress.found}` : ''}`;

const CURSOR = /^([\w+-]+)\/(\d)\/([\w#-]*)(?:\/(\d{1,12})\/(\d{1,12}))?$/;

/** The place in a cursor, in the access that it was made for. */
export function accessPlaceOf(cursor: string, accesses: readonly Access[]): AccessPlace {
  const [, name, part, after] = CURSOR.exec(cursor) ?? [];
  const access = accesses.find((one) => accessNameOf(one) === name);
  if (access === undefined) throw new CursorError(cursor);
  return { access, part: Number(part), after: after || null };
}

/** The progress in a cursor; null for cursors of earlier releases, which have none. */
export function searchProgressOf(cursor: string): SearchProgress | null {
  const [, , , , lookedAt, found] = CURSOR.exec(cursor) ?? [];
  return lookedAt === undefined || found === undefined ? null : { lookedAt: Number(lookedAt), found: Number(found) };
}

/** The next contacts, at most `limit`; fewer only at the end of a part. */
export async function nextBatch(
  data: Data,
  workspace: WorkspaceId,
  place: AccessPlace,
  { limit, order, shard }: { readonly limit: number; readonly order: ReadOrder; readonly shard?: number | undefined },
): Promise<Batch> {
  const { access } = place;
  if (access.type === 'nobody') return { entries: [], next: null };
  if (access.type === 'contacts') return namedContacts(data, workspace, { ...place, access }, limit);
  const part = partOf(workspace, access, place.part, shard === undefined ? shardsOf(data, workspace) : [shard]);
  if (part === undefined) return { entries: [], next: null };
  const reverse = order === 'newest' && !part.byUuid;
  const ranges = part.ranges.map((range) => behind(range, place.after, reverse));
  const merging = { limit, reverse, id: part.contactOf, inTurn: isRaising(data, workspace) };
  const { keys, more } = await mergeRanges(data, ranges, merging);
  const entries = keys.map((key) => ({
    uuid: part.contactOf(key),
    at: { ...place, after: part.byUuid ? part.contactOf(key) : key },
  }));
  if (more) return { entries, next: entries.at(-1)?.at ?? place };
  const last = place.part + 1 >= partsOf(access);
  return { entries, next: last ? null : { access, part: place.part + 1, after: null } };
}

/** Partitions that are read side by side, as one list. */
interface Part {
  readonly ranges: readonly Range[];
  readonly contactOf: (key: string) => ContactId;
  /** A roster: its keys begin with the contact, so they are not in the order of time. */
  readonly byUuid: boolean;
}

type Indexed = Exclude<Access, { type: 'nobody' | 'contacts' }>;

const partsOf = (access: Indexed): number => (access.type === 'folders' ? access.ranges.length : 1);

function partOf(workspace: WorkspaceId, access: Indexed, part: number, shards: readonly number[]): Part | undefined {
  switch (access.type) {
    case 'folders': {
      const days = access.ranges[part];
      return days && { ranges: folderRanges(workspace, days, shards), contactOf: contactOfSort, byUuid: false };
    }
    case 'modified': {
      const from = sortableMicros(access.after);
      const ranges = shards.map((shard) => ({
        index: 'byModified' as const,
        partition: modifiedKey(workspace, 'live', shard),
        from,
      }));
      return { ranges, contactOf: contactOfSort, byUuid: false };
    }
    case 'groups': {
      const ranges = access.groups.flatMap(({ uuid }) =>
        shards.map((shard) => ({ index: null, partition: rosterPk(workspace, uuid as GroupId, shard) })),
      );
      return { ranges, contactOf: contactOfStint, byUuid: true };
    }
  }
}

const folderRanges = (workspace: WorkspaceId, { folder, from, to }: FolderDays, shards: readonly number[]): Range[] =>
  shards.map((shard) => ({
    index: 'byFolder',
    partition: folderKey(workspace, folder, shard),
    from,
    to: to === undefined ? undefined : justAbove(to),
  }));

/** Contacts that a query names: some hundreds at most, looked up again for each page. */
async function namedContacts(
  data: Data,
  workspace: WorkspaceId,
  place: AccessPlace & { readonly access: Extract<Access, { type: 'contacts' }> },
  limit: number,
): Promise<Batch> {
  const { uuids, identities } = place.access;
  const owners = [...(await findOwners(data, workspace, identities)).values()];
  const left = [...new Set([...uuids, ...owners.map(({ uuid }) => uuid)])]
    .sort()
    .filter((uuid) => place.after === null || uuid > place.after);
  const entries = left.slice(0, limit).map((uuid) => ({ uuid, at: { ...place, after: uuid } }));
  return { entries, next: left.length > limit ? (entries.at(-1)?.at ?? null) : null };
}
