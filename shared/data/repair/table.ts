/** Repairs everything of a workspace in the table of contacts, by reading the whole table. */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type IdentityItem, isIdentity, parseContactPk } from '../contacts/index.ts';
import { anyOf, beginsWith, chunks, type Data, eachOf, type Key, type QueryPage, scanPage } from '../dynamo/index.ts';
import { repairIdentities } from './addresses.ts';
import { repairContacts } from './contacts.ts';
import { addRepairCounts, NO_REPAIRS, type RepairCounts } from './findings.ts';
import { type RosterEntry, repairRosterEntries } from './rosters.ts';

/** Prefixes of the partition keys to look at. */
const PARTS = ['C#', 'G#', 'I#'] as const;

/** Subjects looked at together, and concurrent lots. */
const [LOT, AT_ONCE] = [100, 4];

interface Repaired {
  /** Contacts, roster entries and addresses that were looked at. */
  readonly looked: number;
  readonly mended: RepairCounts;
}

/**
 * Reads the whole table, of all workspaces, and repairs what nothing leads to. 0.125 read units a KB, and the cost of
 * looking at workspaces' items. What is newer than two minutes may be in progress and is left.
 */
export async function* repairTable(data: Data, workspace: WorkspaceId, now: () => Instant): AsyncGenerator<Repaired> {
  const where = anyOf(...PARTS.map((part) => beginsWith('pk', `${part}${workspace}#`)));
  let start: Key | undefined;
  do {
    const page: QueryPage<Key> = await scanPage(data, { table: 'contacts', where }, start);
    yield await repairItems(data, workspace, page.items, now());
    start = page.next;
  } while (start !== undefined);
}

async function repairItems(data: Data, workspace: WorkspaceId, items: readonly Key[], now: Instant): Promise<Repaired> {
  const of = (part: (typeof PARTS)[number]) => items.filter(({ pk }) => pk.startsWith(part));
  const uuids = [...new Set(of('C#').map(({ pk }) => parseContactPk(pk).contact))];
  const [entries, identities] = [of('G#') as RosterEntry[], (of('I#') as IdentityItem[]).filter(isIdentity)];
  const works = [
    ...chunks(uuids, LOT).map((some) => () => repairContacts(data, workspace, some, now)),
    ...chunks(entries, LOT).map((some) => () => repairRosterEntries(data, workspace, some, now)),
    ...chunks(identities, LOT).map((some) => () => repairIdentities(data, workspace, some)),
  ];
  let mended = NO_REPAIRS;
  await eachOf(works, AT_ONCE, async (work) => {
    const one = await work();
    mended = addRepairCounts(mended, one);
  });
  return { looked: uuids.length + entries.length + identities.length, mended };
}
