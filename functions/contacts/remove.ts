import { deleteContact, readContact } from '../../shared/data/contacts/index.ts';
import { noteErasing } from '../../shared/data/erasures/index.ts';
import { type Contact, isTombstone, type Tombstone } from '../../shared/domain/contacts/contact.ts';
import { isDeletable } from '../../shared/domain/contacts/deletable.ts';
import { URN } from '../../shared/domain/text-forms.ts';
import { requireUnseen } from '../../shared/lambda/callers/token-use.ts';
import { deleteEndpoint, type Request } from '../../shared/lambda/http/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { IF_MATCH, readIfMatch, requireMatch } from '../../shared/lambda/http/etag.ts';
import { byText, byUuid } from '../../shared/lambda/http/param.ts';
import { requireLookup, requireUuid, urnParam } from '../../shared/lambda/http/params.ts';
import { findByUrn } from '../../shared/services/contacts/find.ts';
import { contactNamed } from './contact-named.ts';

type Lookup = Pick<Request<'uuid' | 'urn'>, 'query' | 'runtime' | 'caller' | 'assets' | 'along'>;

/** DELETE contacts.json: for good, archived ones unless the workspace allows all. Twice succeeds (TextIt chapter 3). */
export const removeContact = deleteEndpoint({
  summary: 'Delete a contact for good',
  scope: 'v2.contacts',
  params: { uuid: byUuid('the contact'), urn: byText('its URN', URN) },
  along: contactNamed,
  dependencies: ['OnlyOne(uuid, urn)'],
  headers: IF_MATCH,
  async parse(request) {
    const ifMatch = readIfMatch(request.headers);
    return { ifMatch, read: await findTarget(request) };
  },
  async handle({ ifMatch, read }, { runtime, caller, assets, change, now }) {
    const refused = (contact: Contact) => {
      if (!isDeletable(contact, assets.settings)) return contact.status;
      requireMatch(ifMatch, contact);
      return null;
    };
    if (!isTombstone(read) && refused(read) === null) {
      await requireUnseen('delete', 1, { runtime, caller, assets, now });
      await noteErasing(runtime.data, caller.workspace, { uuids: [read.uuid] }, now);
    }
    const deletion = { change, now, read };
    const deleted = await deleteContact(runtime.data, caller.workspace, read.uuid, deletion, refused);
    if (deleted.outcome === 'missing') throw notFound('Contact');
    if (deleted.outcome === 'refused') throw refuse({ code: 'not_archived', status: deleted.reason });
    if (deleted.outcome === 'already_deleted') requireMatch(ifMatch, null);
    return true;
  },
  audit: ({ read }) => ({ kind: 'contact.deleted', about: read.uuid }),
});

/** The contact in the URL, or its tombstone; 404 without one. By URN it finds no deleted contact. */
async function findTarget({ query, runtime, caller, assets, along }: Lookup): Promise<Contact | Tombstone> {
  const found =
    requireLookup(query, 'uuid', 'urn') === 'uuid'
      ? await readContact(runtime.data, caller.workspace, requireUuid(query, 'uuid'), { consistent: true, along })
      : await findByUrn(runtime.data, caller.workspace, urnParam(query.urn ?? '', assets));
  if (!found) throw notFound('Contact');
  return found;
}
