/** Whether contacts own their addresses: of a sample, so that a form nobody foresaw is noticed (ADR 068). */
import { randomInt } from 'node:crypto';
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { identitiesOf, pageIndex, readContacts, readHolders } from '../contacts/index.ts';
import { type Data, shardsOf } from '../dynamo/index.ts';

export interface OwnershipSample {
  /** Addresses that were looked up. */
  readonly looked: number;
  /** Those whose look-up does not give the contact that has them. */
  readonly unowned: number;
}

/**
 * Looks up the addresses of up to `limit` contacts of a workspace, of a random shard and those after it. 0.5 read units
 * a shard without contacts, 1 a contact, 2 an address.
 */
export async function sampleOwnership(data: Data, workspace: WorkspaceId, limit: number): Promise<OwnershipSample> {
  const shards = shardsOf(data, workspace).length;
  const first = randomInt(shards);
  const sample = [] as string[];
  const counts = { looked: 0, unowned: 0 };
  for (let step = 0; step < shards && sample.length < limit; step++) {
    const at = { life: 'live', shard: (first + step) % shards, after: null } as const;
    const { uuids } = await pageIndex(data, workspace, at, { limit: limit - sample.length });
    sample.push(...uuids);
    const contacts = await readContacts(data, workspace, uuids, { consistent: true });
    for (const contact of contacts.values()) {
      if (isTombstone(contact)) continue;
      const holders = await readHolders(data, workspace, identitiesOf(contact));
      for (const holder of holders.values()) {
        counts.looked++;
        if (holder.kind !== 'owned' || holder.contact.uuid !== contact.uuid) counts.unowned++;
      }
    }
  }
  return counts;
}
