/**
 *   J#<workspace>            LOOK                                      how far contacts were looked at for policies
 *   J#<workspace>#<policy>   NOTE#<stage>#<epoch>#<day>#<look>#<place> { uuids: 16 bytes each }
 *
 * A note says which contacts a stage should look at on a day. It goes 60 days later. Notes count for their epoch alone,
 * which ends when everybody is looked at anew.
 */

import { type Day, dayText } from '../../domain/calendar/days.ts';
import type { ContactId, PolicyId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PolicyNote } from '../../domain/policies/candidates.ts';
import type { NotedContacts } from '../../domain/selection/selection.ts';
import { type Data, getItem, type Key, put, putAll, queryAll, queryPage, write } from '../dynamo/index.ts';
import { jobsPk } from './items.ts';
import { packUuids, unpackUuids } from './manifest-size.ts';
import type { SelectionCursor, SelectionPage } from './selection-cursor.ts';

/** A pass over contacts by the time of their last change. */
export interface LookPass {
  readonly from: Instant;
  readonly to: Instant;
  /** Null: it has come to its end. */
  readonly cursor: SelectionCursor | null;
  /** Of a pass over everybody: how many of those whom it has met are under each policy, with its clock's status. */
  readonly under?: PeopleUnder;
}

export type PeopleUnder = Readonly<Record<PolicyId, number>>;

/** How far contacts were looked at for policies. */
export interface PolicyLook {
  /** What decided besides contacts. */
  readonly ground: string;
  /** When the look at everybody began from which notes count. */
  readonly epoch: Instant;
  /** Who changed since the look before; in a new epoch, everybody. Nights wait for its end. */
  readonly changes: LookPass;
  /** Everybody, every seventh night. Nobody waits for it. */
  readonly everybody: LookPass | null;
  /** How many were under each policy when everybody was looked at last. */
  readonly under?: PeopleUnder;
}

const lookKey = (workspace: WorkspaceId) => ({ pk: jobsPk(workspace), sk: 'LOOK' });

/** 1 read unit. */
export const readPolicyLook = (data: Data, workspace: WorkspaceId): Promise<(PolicyLook & Key) | null> =>
  getItem<PolicyLook & Key>(data, 'workspace', lookKey(workspace), { consistent: true });

export async function putPolicyLook(data: Data, workspace: WorkspaceId, look: PolicyLook): Promise<void> {
  await write(data, put('workspace', { ...look, ...lookKey(workspace) }));
}

type NoteItem = Key & { readonly uuids: Uint8Array; readonly ttl: number };

const notesPk = (workspace: WorkspaceId, policy: PolicyId): string => `${jobsPk(workspace)}#${policy}`;

const daySk = ({ stage, epoch }: Omit<NotedContacts, 'day'>, day: Day): string =>
  `NOTE#${stage}#${epoch}#${dayText(day)}#`;

/** Behind every other sort key that begins like this. */
const endOf = (sk: string): string => `${sk}~`;

/** Notes of a day, or of those before it too. */
const queryOf = (workspace: WorkspaceId, noted: NotedContacts, from = daySk(noted, noted.day)) => ({
  table: 'workspace' as const,
  partition: notesPk(workspace, noted.policy),
  sort: { from, to: endOf(daySk(noted, noted.day)) },
  consistent: true,
});

const itemOf = (workspace: WorkspaceId, noted: NotedContacts, place: string, uuids: readonly ContactId[]) => ({
  pk: notesPk(workspace, noted.policy),
  sk: `${daySk(noted, noted.day)}${place}`,
  uuids: packUuids(uuids),
  ttl: (noted.day + KEPT_AFTER) * SECONDS_PER_DAY,
});

/** Days for which notes are kept behind their day: a stage may wait for a person so long. */
const KEPT_AFTER = 60;
const SECONDS_PER_DAY = 86_400;

interface Noting {
  readonly epoch: Instant;
  /** The same for the same chunk of contacts, so that it replaces its notes when it is repeated. */
  readonly place: string;
  /** Nobody of the chunk was noted in the epoch before. */
  readonly isFirst: boolean;
}

/**
 * Keeps who is to be looked at when, each contact once for a stage and day. 1 write unit for 60 of them; besides, 1
 * read unit for 250 that were noted for these days before.
 */
export async function putPolicyNotes(
  data: Data,
  workspace: WorkspaceId,
  notes: readonly (PolicyNote & { readonly contact: ContactId })[],
  { epoch, place, isFirst }: Noting,
): Promise<void> {
  const items: NoteItem[] = [];
  for (const some of Map.groupBy(notes, ({ policy, stage, day }) => `${policy} ${stage} ${day}`).values()) {
    const [{ policy, stage, day } = {} as PolicyNote] = some;
    const noted = { policy, stage, epoch, day };
    const known = isFirst ? new Set() : await notedOn(data, workspace, noted, place);
    const uuids = some.flatMap(({ contact }) => (known.has(contact) ? [] : contact));
    if (uuids.length > 0) items.push(itemOf(workspace, noted, place, uuids));
  }
  await putAll(data, 'workspace', items);
}

/** Whom chunks at other places have noted for a day. */
async function notedOn(data: Data, workspace: WorkspaceId, noted: NotedContacts, place?: string) {
  const known = new Set<ContactId>();
  for await (const { sk, uuids } of queryAll<NoteItem>(data, queryOf(workspace, noted)))
    if (sk !== `${daySk(noted, noted.day)}${place}`) for (const uuid of unpackUuids(uuids)) known.add(uuid);
  return known;
}

/**
 * Notes for a day, too, whom a stage should have looked at since an earlier one. 1 read and 4 write units for 250 of
 * them.
 */
export async function carryNotes(
  data: Data,
  workspace: WorkspaceId,
  noted: NotedContacts,
  { since, now }: { readonly since: Day; readonly now: Instant },
): Promise<void> {
  const earlier = queryOf(workspace, { ...noted, day: noted.day - 1 }, daySk(noted, since));
  let known: Set<ContactId> | null = null;
  let place = 0;
  for await (const { uuids } of queryAll<NoteItem>(data, earlier)) {
    known ??= await notedOn(data, workspace, noted);
    const fresh = unpackUuids(uuids).filter((uuid) => !known?.has(uuid));
    for (const uuid of fresh) known.add(uuid);
    if (fresh.length > 0) await putAll(data, 'workspace', [itemOf(workspace, noted, `${now} ${place++}`, fresh)]);
  }
}

/** Whether a stage has notes for a day. 1 read unit. */
export async function hasNotes(data: Data, workspace: WorkspaceId, noted: NotedContacts): Promise<boolean> {
  return (await queryPage<NoteItem>(data, { ...queryOf(workspace, noted), limit: 1 })).items.length > 0;
}

/** The next noted contacts, from one item at a time. 1 read unit for 250 of its contacts. */
export async function pageNotes(
  data: Data,
  workspace: WorkspaceId,
  noted: NotedContacts,
  after: string | null,
  limit: number,
): Promise<SelectionPage> {
  const [from, begin = '0'] = after?.split('|') ?? [];
  const { items } = await queryPage<NoteItem>(data, { ...queryOf(workspace, noted, from), limit: 1 });
  const [item] = items;
  if (item === undefined) return { uuids: [], after: null };
  const uuids = unpackUuids(item.uuids);
  const end = Number(begin) + limit;
  const next = end < uuids.length ? `${item.sk}|${end}` : `${endOf(item.sk)}|0`;
  return { uuids: uuids.slice(Number(begin), end), after: next };
}
