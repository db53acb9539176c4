/** Erases what the stream's function never told of, because its records were lost. */
import { isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { readPartitions } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { type ErasedContacts, type JobRecord, noteErased, readErased, readSlice } from '../jobs/index.ts';
import { repairContacts } from './contacts.ts';
import { tellErasures } from './deleted-leftovers.ts';

/**
 * Looks at the contacts of a deletion whose erasure is not confirmed, and confirms it of those of whom nothing is left.
 * Leftovers go first, once the stream no longer brings them. Returns how many it confirmed until then: slices are in
 * the order in which `slices` gives them. About 3 read units a contact, and 3 a slice.
 */
export async function confirmErased(
  data: Data,
  job: JobRecord,
  slices: readonly number[],
  { now, until }: { readonly now: () => Instant; readonly until: Instant },
): Promise<number> {
  const erased = await readErased(data, job.workspace, job.uuid);
  let confirmed = 0;
  for (const slice of slices) {
    if (now() >= until) break;
    confirmed += await confirmSlice(data, job, slice, erased, now());
  }
  return confirmed;
}

async function confirmSlice(
  data: Data,
  { workspace, uuid: job }: JobRecord,
  slice: number,
  erased: ErasedContacts,
  now: Instant,
): Promise<number> {
  const { uuids = [] } = (await readSlice(data, workspace, job, slice)) ?? {};
  const open = uuids.filter((_, place) => !erased.has(slice, place));
  await repairContacts(data, workspace, open, now);
  const clean: Tombstone[] = [];
  for (const { contact, history, others } of await readPartitions(data, workspace, open, { consistent: true }))
    if (
      contact !== null &&
      isTombstone(contact) &&
      contact.lastChange.job === job &&
      history.length + others.length === 0
    )
      clean.push(contact);
  await tellErasures(
    data,
    workspace,
    clean.map((contact) => ({ contact, history: 0, messages: 0 })),
    now,
  );
  await noteErased(data, workspace, clean.map(asErased), now);
  return clean.length;
}

const asErased = ({ uuid, lastChange }: Tombstone): { uuid: ContactId; change: Tombstone['lastChange'] } => ({
  uuid,
  change: lastChange,
});
