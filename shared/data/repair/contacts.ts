/** Repairs contacts, and all that is derived from them. */

import { repairedContact } from '../../domain/changes/repair-contact.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Assets } from '../../domain/workspace.ts';
import { changeContact, indexAttributes, isStill, type Partition, readPartitions } from '../contacts/index.ts';
import { chunks, type Data, update, write } from '../dynamo/index.ts';
import { loadAssets } from '../workspace/index.ts';
import { unownedAddresses } from './addresses.ts';
import { leftovers } from './deleted-leftovers.ts';
import { expiredItems } from './expired-items.ts';
import {
  addRepairCounts,
  type Finding,
  NO_REPAIRS,
  type OnMended,
  type RepairCounts,
  repairFindings,
} from './findings.ts';
import { unloggedMessages, unrecordedChanges } from './history-and-log.ts';
import { missingRosterEntries } from './rosters.ts';

const CHANGE = { by: 'system', via: 'sweep' } as const;

/** Contacts whose history and messages are in memory at a time. */
const AT_A_TIME = 100;

/**
 * Repairs what is derived from contacts: places, rosters, owners, history, the message log, leftovers. About 1 read
 * unit a contact, and 0.5 for each address, group and minute with messages. Safe beside all work.
 */
export async function repairContacts(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  now: Instant,
  onMended?: OnMended,
): Promise<RepairCounts> {
  let mended = NO_REPAIRS;
  for (const some of chunks([...new Set(uuids)], AT_A_TIME)) {
    const find = (few: readonly ContactId[], consistent: boolean) => examine(data, workspace, few, { now, consistent });
    mended = addRepairCounts(mended, await repairFindings(some, find, onMended));
  }
  return mended;
}

interface Looking {
  readonly now: Instant;
  readonly consistent: boolean;
}

async function examine(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  looking: Looking,
): Promise<readonly Finding<ContactId>[]> {
  const partitions = await readPartitions(data, workspace, uuids, looking);
  // Read after the contacts: a group that is missing now is gone for good.
  const assets = await loadAssets(data, workspace);
  const more = await Promise.all([
    missingRosterEntries(data, workspace, partitions, looking),
    unownedAddresses(data, workspace, partitions, looking),
    unloggedMessages(data, workspace, partitions, looking),
    disagreements(data, workspace, partitions, { ...looking, assets }),
  ]);
  // New versions of a contact come last, because the other writes are conditional on this one.
  return more.flat();
}

/** What contacts, their history and their messages show without any other item. Reads nothing. */
async function disagreements(
  data: Data,
  workspace: WorkspaceId,
  partitions: readonly Partition[],
  looking: { readonly now: Instant; readonly assets: Assets },
): Promise<readonly Finding<ContactId>[]> {
  const unrecorded = await unrecordedChanges(data, workspace, partitions, looking);
  const own = partitions.flatMap((partition) => [
    ...leftovers(data, workspace, partition, looking),
    ...misplaced(data, workspace, partition),
    ...expiredItems(data, partition, looking),
    ...unsound(data, workspace, partition, looking),
  ]);
  return [...unrecorded, ...own];
}

/** The contacts that a repair should look at, because their own items disagree. Reads nothing. */
export async function disagreeing(
  data: Data,
  workspace: WorkspaceId,
  partitions: readonly Partition[],
  looking: { readonly now: Instant; readonly assets: Assets },
): Promise<readonly ContactId[]> {
  return (await disagreements(data, workspace, partitions, looking)).map(({ subject }) => subject);
}

/** Contacts whose index attributes do not follow from the contact. */
function misplaced(
  data: Data,
  workspace: WorkspaceId,
  { uuid: subject, item, contact }: Partition,
): Finding<ContactId>[] {
  if (item === null || contact === null) return [];
  const right = indexAttributes(workspace, contact);
  if (Object.entries(right).every(([name, value]) => item[name] === value)) return [];
  const { pk, sk } = item;
  const mend = () => write(data, update('contacts', { pk, sk }, { set: right }, isStill(contact)));
  return [{ what: 'indexes', subject, mend }];
}

/** A contact in a forbidden state is changed like any other, with an entry in its history. */
function unsound(
  data: Data,
  workspace: WorkspaceId,
  { uuid: subject, contact }: Partition,
  { now, assets }: { readonly now: Instant; readonly assets: Assets },
): Finding<ContactId>[] {
  if (contact === null || isTombstone(contact)) return [];
  const applying = { now, change: CHANGE, taken: new Set<string>() };
  if (!repairedContact(contact, assets, applying).changed) return [];
  const read = { read: contact, ifVersion: contact.version };
  const mend = async () => {
    const { outcome } = await changeContact(data, workspace, subject, read, (one) =>
      repairedContact(one, assets, applying),
    );
    return outcome === 'changed';
  };
  return [{ what: 'contacts', subject, mend }];
}
