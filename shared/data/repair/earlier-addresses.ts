/** Moves addresses that lie under earlier hashes to the present one, with the refusals that lie there (ADR 068). */
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { pageIndex, readContacts } from '../contacts/index.ts';
import { CONFLICT, type Data, eachOf, RACES, retryOnConflict } from '../dynamo/index.ts';
import { unownedAddresses } from './addresses.ts';

const PAGE = 500;

/** Concurrent transactions. */
const AT_ONCE = 16;

interface Moved {
  readonly uuids: readonly ContactId[];
  readonly moved: number;
  /** Where the shard continues; null at its end. */
  readonly after: string | null;
}

/**
 * Makes the next contacts of a shard the owners of their addresses, and of nothing under earlier hashes. 1 read unit a
 * contact and a hash of an address, some 6 write units for each that is moved. Throws ContentionError when others
 * change a contact all the time. Safe to repeat, and beside all work.
 */
export async function moveAddresses(
  data: Data,
  workspace: WorkspaceId,
  { shard, after }: { readonly shard: number; readonly after: string | null },
  now: () => Instant,
): Promise<Moved> {
  const { uuids, cursor } = await pageIndex(data, workspace, { life: 'live', shard, after }, { limit: PAGE });
  const left = new Set(uuids);
  let moved = 0;
  await retryOnConflict<true>(RACES, `addresses of ${workspace}`, async () => {
    // A contact that comes under a refusal is another version for its next address.
    for (let before = -1; before < moved && left.size > 0; ) {
      before = moved;
      const contacts = await readContacts(data, workspace, [...left], { consistent: true });
      const partitions = [...contacts.values()].map((contact) => ({ contact }));
      const findings = await unownedAddresses(data, workspace, partitions, { now: now(), consistent: true });
      left.clear();
      await eachOf(findings, AT_ONCE, async ({ subject, mend }) => {
        left.add(subject);
        if (await mend()) moved++;
      });
    }
    return left.size === 0 || CONFLICT;
  });
  return { uuids, moved, after: cursor };
}
