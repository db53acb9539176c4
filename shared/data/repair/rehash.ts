/** Gives addresses an item under the key that makes hashes now (ADR 048). */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { pageIndex, readContacts } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { unownedAddresses } from './addresses.ts';
import { repairFindings } from './findings.ts';

const PAGE = 500;

interface Rehashed {
  readonly looked: number;
  readonly moved: number;
  /** Where the shard continues; null at its end. */
  readonly after: string | null;
}

/**
 * Some contacts of one shard, last modified last, so that changed ones come again. 0.5 read units a contact and an
 * address, and 3 write units for each address under an earlier key. Safe to repeat.
 */
export async function rehashPage(
  data: Data,
  workspace: WorkspaceId,
  { shard, after }: { readonly shard: number; readonly after: string | null },
  now: Instant,
): Promise<Rehashed> {
  const { uuids, cursor } = await pageIndex(data, workspace, { life: 'live', shard, after }, { limit: PAGE });
  const { identities = 0 } = await repairFindings(uuids, async (some, consistent) => {
    const contacts = await readContacts(data, workspace, some, { consistent });
    const partitions = [...contacts.values()].map((contact) => ({ contact }));
    return unownedAddresses(data, workspace, partitions, { now, consistent });
  });
  return { looked: uuids.length, moved: identities, after: cursor };
}
