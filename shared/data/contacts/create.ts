import type { Contact } from '../../domain/contacts/contact.ts';
import { type Refusal, strongest } from '../../domain/contacts/opt-out/last-word.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { CONFLICT, ContentionError, type Data, RACES, retryOnConflict } from '../dynamo/index.ts';
import { commit, stepsTo } from './commit.ts';
import { deleteStints, putStints, stintsBegun, withStints } from './rosters.ts';
import { optOutOf, ownersOf, readHolders } from './urn-owners.ts';

export type Created =
  | { readonly ok: true; readonly contact: Contact }
  /** The owners, by identity. */
  | { readonly ok: false; readonly taken: ReadonlyMap<string, Contact> };

/**
 * Stores a new contact and its identities (`scheme:path`) together, or nothing when others own any of them.
 *
 * `build` gets the strongest refusal that lies with these identities and returns the contact with exactly
 * these identities; it may be called again after a lost race. Throws when its uuid is in use, UnstorableError when the contact is
 * too large, and ContentionError after 8 lost races.
 */
export async function createContact(
  data: Data,
  workspace: WorkspaceId,
  identities: readonly string[],
  build: (optOut: Refusal | null) => Contact,
): Promise<Created> {
  return retryOnConflict<Created>(RACES, 'the addresses of a new contact', async () => {
    const holders = await readHolders(data, workspace, identities);
    const taken = ownersOf(holders);
    if (taken.size > 0) return { ok: false, taken };
    const built = withStints(null, build(strongest([...holders.values()].flatMap((holder) => optOutOf(holder) ?? []))));
    const steps = stepsTo(workspace, null, built);
    const contact = steps.at(-1)?.after ?? built;
    const begun = stintsBegun(null, contact);
    await putStints(data, workspace, begun);
    const committed = await commit(data, workspace, steps, holders);
    if (committed === 'stored') return { ok: true, contact };
    // Part of more than a hundred addresses is stored: the contact exists, and another request has changed it or has taken the rest.
    if (steps.length > 1) throw new ContentionError(`Contact ${contact.uuid} was changed while it was being created`);
    if (committed === 'moved') throw new Error(`There is a contact ${contact.uuid} already`);
    await deleteStints(data, workspace, begun);
    return CONFLICT;
  });
}
