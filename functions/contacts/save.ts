import { changeContact } from '../../shared/data/contacts/index.ts';
import { apply } from '../../shared/domain/contacts/apply.ts';
import type { Modifier } from '../../shared/domain/contacts/modifiers/modifier.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import type { ContactId, FieldKey } from '../../shared/domain/ids.ts';
import { type Answer, created, ok } from '../../shared/lambda/endpoint.ts';
import { ApiError, notFound, refuseBody, refuseField } from '../../shared/lambda/errors.ts';
import { etag, IF_MATCH, readIfMatch, requireMatch } from '../../shared/lambda/etag.ts';
import { legacyEndpoint as endpoint } from '../../shared/lambda/legacy.ts';
import { findGroups } from '../../shared/lambda/references.ts';
import { createWithUrns } from '../../shared/services/contacts/create.ts';
import { showContact } from './present.ts';
import { body, checkBody, findTarget, normalized, type SaveRequest, STAYS_OUT, staysOut } from './save-check.ts';

/** POST contacts.json: without a lookup parameter creates (201), with one updates (200); an unknown URN creates (TextIt 6.3). */
export const saveContact = endpoint({
  summary: 'Create or update a contact',
  scope: 'v2.contacts',
  params: { uuid: 'the contact to update', urn: 'the URN of the contact to update; created when nobody has it' },
  headers: IF_MATCH,
  body,
  check: checkBody,
  async handle(request) {
    const target = await findTarget(request, request.body.urns ?? []);
    return typeof target === 'string' ? update(request, target) : create(request, target.urns);
  },
});

/** What the body asks for, in TextIt's order: name, language, URNs, fields, groups. */
function modifiersOf({ body: given, assets, caller }: SaveRequest, urns: readonly string[] | undefined): Modifier[] {
  const found = findGroups(given.groups ?? [], assets);
  const groups = 'groups' in found ? found.groups.map(({ uuid }) => uuid) : [];
  return [
    ...(given.name === undefined ? [] : [{ type: 'name', name: given.name } as const]),
    ...(given.language === undefined ? [] : [{ type: 'language', language: given.language } as const]),
    ...(urns === undefined ? [] : [{ type: 'urns', urns, modification: 'set' } as const]),
    ...Object.entries(given.fields ?? {}).map(
      ([key, value]) => ({ type: 'field', field: key as FieldKey, value }) as const,
    ),
    ...(given.groups === undefined ? [] : [{ type: 'groups', groups, modification: 'set' } as const]),
    ...(given.note === undefined ? [] : [{ type: 'note', text: given.note, by: caller.name } as const]),
  ];
}

async function create(request: SaveRequest, urns: readonly string[]): Promise<Answer> {
  const { runtime, caller, assets, now, change } = request;
  requireMatch(readIfMatch(request.headers), null);
  // TextIt takes a note on update only.
  const modifiers = modifiersOf(request, urns).filter(({ type }) => type !== 'note');
  const creating = { data: runtime.data, workspace: caller.workspace, assets, now, change };
  const result = await createWithUrns(creating, urns, () => modifiers);
  if (result.ok) return created(showContact(result.contact, assets), etag(result.contact));
  const [owner] = result.taken.values();
  // Somebody else was quicker to create the contact of `?urn=`: then this is an update of theirs.
  if (request.query.urn !== undefined && owner !== undefined) return update(request, owner.uuid);
  const index = urns.findIndex((urn) => result.taken.has(identityOf(urn)));
  throw new ApiError(400, { urns: { [String(index)]: ['URN is in use by another contact.'] } });
}

async function update(request: SaveRequest, uuid: ContactId): Promise<Answer> {
  const { runtime, caller, assets, now, change, body: given } = request;
  const urns = given.urns && normalized(given.urns, assets);
  const modifiers = modifiersOf(request, urns);
  const wanted = readIfMatch(request.headers);
  const result = await changeContact(
    runtime.data,
    caller.workspace,
    uuid,
    { claims: (urns ?? []).map(identityOf) },
    (contact, taken, optOuts) => {
      if (staysOut(contact, given)) throw refuseField('groups', STAYS_OUT);
      requireMatch(wanted, contact);
      return apply(contact, modifiers, assets, { now, change, taken, optOuts });
    },
  );
  if (result.outcome === 'deleted') throw refuseBody("Deleted contacts can't be modified.");
  if (!('contact' in result)) throw notFound();
  return ok(showContact(result.contact, assets), etag(result.contact));
}
