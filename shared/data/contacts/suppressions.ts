/**
 * Refusals of addresses that no contact has, and who added or lifted one, and why:
 *
 *   I#<workspace>#<HMAC of scheme:path>   NOTE#<µs>   { what, by, reason }; gone after a year
 *
 * The address itself is stored nowhere. The reason is in the workspace's own words.
 */
import { strongest } from '../../domain/contacts/opt-out/last-word.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Actor } from '../../domain/workspace.ts';
import {
  type Data,
  equals,
  getItem,
  isItemExpired,
  type Key,
  noteKey,
  put,
  queryAll,
  remove,
  transact,
  ttlAfter,
  type Write,
} from '../dynamo/index.ts';
import { sortableMicros } from './keys.ts';
import { refuseAt } from './urn-claims.ts';
import {
  FREE,
  type Holder,
  type IdentityItem,
  keyOfIdentity,
  keysOfIdentity,
  optOutOf,
  readHolders,
  type Unowned,
} from './urn-owners.ts';

const KEPT_DAYS = 365;
const NOTE = 'NOTE#';

/** Who added or lifted a suppression, when and why. */
interface SuppressionNote {
  readonly on: Instant;
  readonly what: 'added' | 'lifted';
  /** `system`: an opt-out list of the carrier. */
  readonly by: Actor['id'] | 'system';
  readonly reason: string;
}

interface Suppression {
  readonly holder: Holder;
  /** When the address lost its contact, or was added. */
  readonly at: Instant | null;
  /** Newest last. */
  readonly notes: readonly SuppressionNote[];
}

interface NoteItem extends Key, SuppressionNote {
  readonly ttl: number;
}

/** The owner or the refusal of an address. 1 read unit, 1 for an owner, and 0.5 for the notes. */
export async function readSuppression(
  data: Data,
  workspace: WorkspaceId,
  identity: string,
  now: Instant,
): Promise<Suppression> {
  const holders = await readHolders(data, workspace, [identity]);
  const notes: SuppressionNote[] = [];
  let at: Instant | null = null;
  for (const key of await keysOfIdentity(data, workspace, identity)) {
    at ??= (await getItem<IdentityItem>(data, 'contacts', key, { consistent: true }))?.at ?? null;
    const found = queryAll<NoteItem>(data, { table: 'contacts', partition: key.pk, sort: { prefix: NOTE } });
    for await (const { pk: _, sk: __, ttl, ...note } of found) if (!isItemExpired({ ttl }, now)) notes.push(note);
  }
  notes.sort((one, other) => one.on - other.on);
  return { holder: holders.get(identity) ?? FREE, at, notes };
}

/** Marks an address without a contact as opted out, with `also`; false when it changed since. 4 write units. */
export async function suppress(
  data: Data,
  workspace: WorkspaceId,
  identity: string,
  holder: Unowned,
  note: SuppressionNote,
  also: readonly Write[] = [],
): Promise<boolean> {
  const key = await keyOfIdentity(data, workspace, identity);
  await noteKey(data);
  const stopped = { reason: 'stopped', said: note.on } as const;
  const before = optOutOf(holder);
  const refusal = (before && strongest([before, stopped])) ?? stopped;
  const writes = await refuseAt(data, workspace, identity, { holder, refusal, at: note.on });
  return (await transact(data, [...writes, put('contacts', noteItem(key, note)), ...also])).ok;
}

/** Removes the refusal of an address without a contact; false when it has changed since it was read. 4 write units. */
export async function liftSuppression(
  data: Data,
  workspace: WorkspaceId,
  identity: string,
  holder: Extract<Unowned, { kind: 'tombstone' | 'gone' }>,
  note: SuppressionNote,
  also: readonly Write[] = [],
): Promise<boolean> {
  const key = await keyOfIdentity(data, workspace, identity);
  const asRead = holder.kind === 'gone' ? equals('owner', holder.owner) : equals('reason', holder.optOut.reason);
  const lifted = remove('contacts', holder.under ?? key, asRead);
  return (await transact(data, [lifted, put('contacts', noteItem(key, note)), ...also])).ok;
}

const noteItem = ({ pk }: Key, note: SuppressionNote): NoteItem => ({
  pk,
  sk: `${NOTE}${sortableMicros(note.on)}`,
  ...note,
  ttl: ttlAfter(note.on, KEPT_DAYS),
});
