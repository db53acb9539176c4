import type { Contact } from '../../domain/contacts/contact.ts';
import { type OptOut, strongest } from '../../domain/contacts/opt-out/last-word.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { errorNamed } from '../../query/error-named.ts';
import { CONFLICT, ContentionError, type Data, RACES, retryOnConflict, shardNumbersOf } from '../dynamo/index.ts';
import { commit, stepsTo, type VersionStep } from './commit.ts';
import type { Stint } from './keys.ts';
import { deleteStints, putStints, stintsBegun, withStints } from './rosters.ts';
import { inShardOf } from './shards.ts';
import { FREE, type Holder, optOutOf, ownersOf, readHolders } from './urn-owners.ts';

export type Created =
  | { readonly ok: true; readonly contact: Contact }
  | { readonly ok: false; readonly taken: ReadonlyMap<string, Contact> };

/** Returns a new contact with the strongest refusal of its identities; called again after a lost race. */
export type Build = (optOut: OptOut | null) => Contact;

/** Thrown when the uuid of a new contact is in use. */
export class ContactExistsError extends errorNamed('ContactExistsError') {}

/**
 * Stores a new contact with its identities (`scheme:path`), or nothing when others own any of the URNs. `read`: what a
 * moment ago was found at all of them, which saves a read. Throws ContactExistsError for a used uuid, UnstorableError,
 * and ContentionError after 8 lost races.
 */
export const createContact = (
  data: Data,
  workspace: WorkspaceId,
  identities: readonly string[],
  build: Build,
  read?: ReadonlyMap<string, Holder>,
): Promise<Created> => {
  let known = read;
  return retryOnConflict<Created>(RACES, 'the addresses of a new contact', async () => {
    const holders = known ?? (await readHolders(data, workspace, identities));
    known = undefined;
    const planned = planNew(data, workspace, identities, holders, build);
    if ('taken' in planned) return { ok: false, taken: planned.taken };
    await putStints(data, workspace, planned.begun);
    return (await storeNew(data, workspace, planned)) ? { ok: true, contact: planned.contact } : CONFLICT;
  });
};

/** A new contact as it will be stored, given what was found at its addresses. */
export interface PlannedContact {
  readonly contact: Contact;
  readonly steps: readonly VersionStep[];
  readonly holders: ReadonlyMap<string, Holder>;
  /** Roster entries to put before the contact. */
  readonly begun: readonly Stint[];
}

/** The contact to store, or the owners when its identities are taken. Throws UnstorableError. */
export function planNew(
  data: Data,
  workspace: WorkspaceId,
  identities: readonly string[],
  found: ReadonlyMap<string, Holder>,
  build: Build,
): PlannedContact | { readonly taken: ReadonlyMap<string, Contact> } {
  const holders = new Map<string, Holder>(identities.map((identity) => [identity, found.get(identity) ?? FREE]));
  const taken = ownersOf(holders);
  if (taken.size > 0) return { taken };
  const born = build(strongest([...holders.values()].flatMap((holder) => optOutOf(holder) ?? [])));
  const built = withStints(null, inShardOf(born, shardNumbersOf(data, workspace).write));
  const steps = stepsTo(workspace, null, built);
  const contact = steps.at(-1)?.after ?? built;
  return { contact, steps, holders, begun: stintsBegun(null, contact) };
}

/** Stores a planned contact. False when its addresses have changed since; its roster entries are then removed. */
export async function storeNew(
  data: Data,
  workspace: WorkspaceId,
  { contact, steps, holders, begun }: PlannedContact,
): Promise<boolean> {
  const committed = await commit(data, workspace, steps, holders);
  if (committed === 'stored') return true;
  // With more than a hundred addresses, part is stored, and another request has changed the contact since.
  if (steps.length > 1) throw new ContentionError(`Contact ${contact.uuid} was changed while it was being created`);
  if (committed === 'moved') throw new ContactExistsError(`There is a contact ${contact.uuid} already`);
  await deleteStints(data, workspace, begun);
  return false;
}
