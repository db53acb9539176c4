import { deleteContact } from '../../shared/data/contacts/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { noContent } from '../../shared/lambda/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/errors.ts';
import { IF_MATCH, type IfMatch, readIfMatch, requireMatch } from '../../shared/lambda/etag.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { requireLookup, uuidParam } from '../../shared/lambda/params.ts';
import { urnParam } from '../../shared/lambda/references.ts';
import { findContacts } from '../../shared/services/contacts/find.ts';

/** DELETE contacts.json: for good, and only from Archived unless the workspace allows any status. */
export const removeContact = endpoint({
  summary: 'Delete a contact for good',
  scope: 'v2.contacts',
  params: { uuid: 'the contact', urn: 'its URN' },
  headers: IF_MATCH,
  async handle(request) {
    const wanted = readIfMatch(request.headers);
    const uuid = await findTarget(request);
    await removeForGood(request, uuid, wanted);
    return noContent();
  },
});

/** Why the contact may not be deleted, or null when it may. */
export const undeletable = ({ status }: Contact, { assets }: Pick<Request, 'assets'>): string | null =>
  status === 'archived' || assets.settings.deleteAnyStatus
    ? null
    : `Only archived contacts can be deleted, and this one is ${status}. Archive it first.`;

async function findTarget(request: Request): Promise<ContactId> {
  const { query } = request;
  if (requireLookup(query, 'uuid', 'urn') === 'uuid') return uuidParam<ContactId>(query, 'uuid') as ContactId;
  const { runtime, caller, assets } = request;
  const found = await findContacts(runtime.data, caller.workspace, assets, [urnParam(query['urn'] ?? '', assets)]);
  const [contact] = 'contacts' in found ? found.contacts : [];
  if (!contact) throw notFound();
  return contact.uuid;
}

/** Deletes the contact as it is at that moment, if that is as wanted; a second deletion is taken too (TextIt chapter 3). */
export async function removeForGood(request: Request, uuid: ContactId, wanted?: IfMatch): Promise<void> {
  const { runtime, caller, change, now } = request;
  const deleted = await deleteContact(runtime.data, caller.workspace, uuid, { change, now }, (contact) => {
    const reason = undeletable(contact, request);
    if (reason === null) requireMatch(wanted, contact);
    return reason;
  });
  if (deleted.outcome === 'missing') throw notFound();
  if (deleted.outcome === 'refused') throw refuse(deleted.reason);
  if (deleted.outcome === 'already_deleted') requireMatch(wanted, null);
}
