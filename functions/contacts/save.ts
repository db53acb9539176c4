import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { changeContact, createContact, readContact } from '../../shared/data/contacts.ts';
import { findOwners } from '../../shared/data/identities.ts';
import { apply } from '../../shared/domain/contacts/apply.ts';
import { type Contact, isTombstone } from '../../shared/domain/contacts/contact.ts';
import { isLanguage } from '../../shared/domain/contacts/languages.ts';
import type { Modifier } from '../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../shared/domain/contacts/new-contact.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import type { ContactId, FieldKey } from '../../shared/domain/ids.ts';
import { type Answer, created, endpoint, type Fields, ok, type Request } from '../../shared/lambda/endpoint.ts';
import { ApiError, notFound, refuseBody, refuseField } from '../../shared/lambda/errors.ts';
import { etag, IF_MATCH, readIfMatch, requireMatch } from '../../shared/lambda/etag.ts';
import { lookupParam, uuidParam } from '../../shared/lambda/params.ts';
import { findGroups, inputUrn, invalidUrn, references, urnParam } from '../../shared/lambda/references.ts';
import { type FieldErrors, list, map, text } from '../../shared/lambda/schema.ts';
import { contactSchema, showContact } from './present.ts';

const fieldValue = z.nullable(text({ blank: true, max: 100_000 }));

const body = {
  name: z.optional(z.nullable(text({ max: 64 }))),
  language: z.optional(z.nullable(text({ min: 3, max: 3 }))),
  urns: z.optional(list(text({ max: 255 }))),
  groups: z.optional(references()),
  fields: z.optional(map(fieldValue)),
  note: z.optional(text({ max: 10_000 })),
};

type Body = Partial<Fields<typeof body>>;

/** POST contacts.json: without a lookup parameter creates (201), with one updates (200); an unknown URN creates (TextIt 6.3). */
export const saveContact = endpoint({
  summary: 'Create or update a contact',
  scope: 'v2.contacts',
  params: { uuid: 'the contact to update', urn: 'the URN of the contact to update; created when nobody has it' },
  headers: IF_MATCH,
  body,
  answers: { 200: contactSchema, 201: contactSchema },
  check: checkBody,
  async handle(request) {
    const target = await findTarget(request, request.body.urns ?? []);
    return typeof target === 'string' ? update(request, target) : create(request, target.urns);
  },
});

async function checkBody(given: Body, errors: FieldErrors, request: Request): Promise<void> {
  checkFields(given, errors, request);
  if (errors.body) await checkTarget(given, errors, request);
}

/**
 * What only the contact itself can tell of a body that is wrong anyway: that it is not there, which TextIt says first, or may be in no
 * group, which is said together with the rest. Found out only now: a good request reads its contact just once.
 */
async function checkTarget(given: Body, errors: FieldErrors, request: Request): Promise<void> {
  const { runtime, caller } = request;
  const target = await findTarget(request, []);
  if (typeof target !== 'string') return;
  const contact = await readContact(runtime.data, caller.workspace, target);
  if (contact === null) throw notFound();
  if (!isTombstone(contact) && staysOut(contact, given)) errors.add('groups', STAYS_OUT);
}

const STAYS_OUT = "Non-active contacts can't be added to groups";
const staysOut = ({ status }: Contact, { groups }: Body): boolean => status !== 'active' && !!groups?.length;

function checkFields(given: Body, errors: FieldErrors, { assets, query, document }: Request): void {
  if (given.language && !isLanguage(given.language)) errors.add('language', 'Not a valid ISO639-3 language code.');
  if (given.urns) checkUrnsAllowed(errors, { assets, query });
  checkEachUrn((document as { urns?: unknown }).urns, errors, assets);
  const found = findGroups(given.groups ?? [], assets, { manual: true });
  if ('problem' in found) errors.add('groups', found.problem);
  const keys = Object.keys(given.fields ?? {});
  const unknown = keys.find((key) => !assets.fields.has(key as FieldKey));
  if (keys.length > 100) errors.add('fields', 'Ensure this field has no more than 100 elements.');
  else if (unknown !== undefined) errors.add('fields', `Invalid contact field key: ${unknown}`);
}

function checkUrnsAllowed(errors: FieldErrors, { assets, query }: Pick<Request, 'assets' | 'query'>): void {
  if (query['urn'] !== undefined) errors.add('urns', 'Field not allowed when using URN in URL');
  if (assets.settings.anon && query['uuid'] !== undefined)
    errors.add('urns', 'Updating URNs not allowed for anonymous organizations');
}

/** As they were sent: what is wrong with one of them in another way does not keep the others' errors back. */
function checkEachUrn(urns: unknown, errors: FieldErrors, assets: Request['assets']): void {
  if (!Array.isArray(urns)) return;
  for (const [index, item] of urns.entries()) {
    const urn = typeof item === 'string' ? item.trim() : item;
    if (typeof urn === 'string' && urn !== '' && !inputUrn(urn, assets)) errors.addItem('urns', index, invalidUrn(urn));
  }
}

/** The contact to update, or the URNs to create one with. */
async function findTarget(
  { query, runtime, caller, assets }: Pick<SaveRequest, 'query' | 'runtime' | 'caller' | 'assets'>,
  urns: readonly string[],
): Promise<ContactId | { urns: string[] }> {
  const lookup = lookupParam(query, 'uuid', 'urn');
  if (lookup === 'uuid') return uuidParam<ContactId>(query, 'uuid') as ContactId;
  if (lookup === null) return { urns: normalized(urns, assets) };
  const urn = urnParam(query.urn ?? '', assets);
  const owner = (await findOwners(runtime.data, caller.workspace, [identityOf(urn)])).get(identityOf(urn));
  return owner && 'owner' in owner ? owner.owner : { urns: [urn] };
}

type SaveRequest = Request<'uuid' | 'urn', typeof body>;

const normalized = (urns: readonly string[], assets: Request['assets']): string[] =>
  urns.flatMap((text) => inputUrn(text, assets) ?? []);

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
  const uuid = randomUUID() as string as ContactId;
  const build = (optOut: Contact['optOut']): Contact =>
    apply(newContact({ uuid, now, change, optOut }), [...modifiers, { type: 'regroup' }], assets, {
      now,
      change,
      taken: new Set(),
    }).contact;
  const result = await createContact(runtime.data, caller.workspace, urns.map(identityOf), build);
  if (result.ok) return created(showContact(result.contact, assets), etag(result.contact));
  const [owner] = result.taken.values();
  // Somebody else was quicker to create the contact of `?urn=`: then this is an update of theirs.
  if (request.query.urn !== undefined && owner !== undefined) return update(request, owner);
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
