/** Compares rosters with contacts, both ways. */
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  contactOfStint,
  type Partition,
  putStints,
  readContacts,
  type Stint,
  shardOfContact,
  stintKey,
  stintsBegun,
} from '../contacts/index.ts';
import { batchGet, type Data, equals, type Key, lacks, remove, write } from '../dynamo/index.ts';
import { type Finding, type OnMended, type RepairCounts, repairFindings } from './findings.ts';

/** Twice the time that a function may run: older items are of no work in progress, as all carry its start (ADR 022). */
export const SETTLED_MICROS = 120_000_000;

/** A roster entry; one that an audit's note names has no time. */
export interface RosterEntry extends Key {
  readonly at?: Instant;
}

const groupOf = ({ pk }: RosterEntry): GroupId => (pk.split('#')[2] ?? '') as GroupId;
const versionOf = ({ sk }: RosterEntry): number => Number(sk.slice(sk.indexOf('#') + 1));
const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** Removes entries without a member, except recent ones. 0.5 read units each, 2 more and a write when removed. */
export const repairRosterEntries = (
  data: Data,
  workspace: WorkspaceId,
  entries: readonly RosterEntry[],
  now: Instant,
  onMended?: OnMended,
): Promise<RepairCounts> =>
  repairFindings(
    entries.filter(({ at = 0 }) => at < now - SETTLED_MICROS),
    (some, consistent) => staleAmong(data, workspace, some, { now, consistent }),
    onMended,
  );

interface Looking {
  readonly now: Instant;
  readonly consistent: boolean;
}

async function staleAmong(
  data: Data,
  workspace: WorkspaceId,
  entries: readonly RosterEntry[],
  { now, consistent }: Looking,
): Promise<readonly Finding<RosterEntry>[]> {
  // Entries are read before contacts: an entry that is put again later has another time.
  const read = consistent ? await batchGet<RosterEntry>(data, 'contacts', entries, { consistent }) : entries;
  const byName = new Map(entries.map((entry) => [nameOf(entry), entry]));
  const uuids = read.map(({ sk }) => contactOfStint(sk));
  const contacts = await readContacts(data, workspace, uuids, { consistent });
  return read.flatMap((entry) => {
    const { at } = entry;
    const contact = contacts.get(contactOfStint(entry.sk)) ?? null;
    const member = contact !== null && !isTombstone(contact) && isListedAt(contact, entry);
    if (member || (at ?? 0) >= now - SETTLED_MICROS) return [];
    const stillThat = at === undefined ? lacks('at') : equals('at', at);
    const subject = byName.get(nameOf(entry)) ?? entry;
    return [{ what: 'stale_rosters', subject, mend: () => write(data, remove('contacts', entry, stillThat)) }];
  });
}

/** Also in its shard: an entry in an earlier one is left over. */
const isListedAt = (contact: Contact, entry: RosterEntry): boolean =>
  contact.joined[groupOf(entry)] === versionOf(entry) && entry.pk.endsWith(`#${shardOfContact(contact)}`);

/** Memberships without a roster entry: readers of the roster would miss the member. */
export async function missingRosterEntries(
  data: Data,
  workspace: WorkspaceId,
  partitions: readonly Partition[],
  { now, consistent }: Looking,
): Promise<readonly Finding<ContactId>[]> {
  const stints = partitions.flatMap(({ contact }) =>
    contact === null || isTombstone(contact) ? [] : stintsBegun(null, contact),
  );
  const keys = new Map(stints.map((stint) => stintKey(workspace, stint)).map((key) => [nameOf(key), key]));
  const listed = new Set((await batchGet<Key>(data, 'contacts', [...keys.values()], { consistent })).map(nameOf));
  const missing = (stint: Stint) => !listed.has(nameOf(stintKey(workspace, stint)));
  return stints.filter(missing).map((stint) => ({
    what: 'rosters',
    subject: stint.contact,
    mend: async () => {
      // If the contact leaves the group at this moment, the next repair removes the superfluous entry.
      await putStints(data, workspace, [{ ...stint, at: now }]);
      return true;
    },
  }));
}
