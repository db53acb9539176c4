import { changeContact, readContact } from '../../shared/data/contacts/index.ts';
import { apply } from '../../shared/domain/changes/apply.ts';
import { type Contact, isTombstone } from '../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../shared/domain/contacts/modifiers/modifier.ts';
import { liftsRefusal } from '../../shared/domain/contacts/properties/status.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import { type ContactId, type FieldKey, timeOfUuid } from '../../shared/domain/ids.ts';
import { URN } from '../../shared/domain/text-forms.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { requireUnseen } from '../../shared/lambda/callers/token-use.ts';
import {
  created,
  keeping,
  ok,
  type RequestContext,
  type Written,
  writeEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { ApiError, notFound, refuseBody, refuseField } from '../../shared/lambda/http/errors.ts';
import { etag, IF_MATCH, requireMatch } from '../../shared/lambda/http/etag.ts';
import { byText, byUuid, yesOrNo } from '../../shared/lambda/http/param.ts';
import { flagParam } from '../../shared/lambda/http/params.ts';
import { createWithUrns, findOrCreate, type MakeOf } from '../../shared/services/contacts/create.ts';
import { contactNamed } from './contact-named.ts';
import { contactSchema, showContact } from './present.ts';
import { body, type Changes, isKeptOut, parseSaveContact, type SaveContactCommand, saveForms } from './save-parse.ts';
import { pastModifiers } from './save-past.ts';

/** POST contacts.json: creates (201), or updates by lookup parameter (200); an unknown URN creates (TextIt 6.3). */
export const saveContact = writeEndpoint({
  summary: 'Create or update a contact',
  answers: { 200: contactSchema, 201: contactSchema },
  scope: 'v2.contacts',
  params: {
    uuid: byUuid('the contact to update'),
    urn: byText('the URN of the contact to update; created when no contact has it', URN),
    expand_urns: yesOrNo('URNs as objects in the answer'),
  },
  along: contactNamed,
  dependencies: ['ZeroOrOne(uuid, urn)', 'IF urn THEN NOT body.urns'],
  headers: IF_MATCH,
  body,
  forms: saveForms,
  parse: parseSaveContact,
  async handle(command, context) {
    const { target, ifMatch } = command;
    if (mayLift(command)) await requireUnseen('lift_opt_outs', 1, context);
    if (target.type === 'contact') return update(target.contact, command, context);
    requireMatch(ifMatch, null);
    return target.type === 'new' ? create(command, context) : createWithUrn(target.urn, command, context);
  },
  audit: unaudited,
  async made(seed, { runtime, caller }) {
    const uuid = seed as ContactId;
    const item = await readContact(runtime.data, caller.workspace, uuid, { consistent: true });
    return item && { status: 201, kept: uuid };
  },
  async replay(uuid: ContactId, context) {
    const contact = await readContact(context.runtime.data, context.caller.workspace, uuid, { consistent: true });
    if (contact === null || isTombstone(contact)) return null;
    return { body: shown(contact, context), headers: etag(contact) };
  },
});

/** Whether it may make somebody active who refused messages; of a new contact, its address may remember that. */
const mayLift = ({ target, changes: { past } }: SaveContactCommand): boolean =>
  past.reason !== undefined && (target.type !== 'contact' || liftsRefusal(target.contact, 'active'));

type Saved = Written<ContactId>;

const saved = (status: typeof ok | typeof created, contact: Contact, context: RequestContext): Saved =>
  keeping(status(shown(contact, context), etag(contact)), contact.uuid);

const shown = (contact: Contact, { assets, query }: RequestContext) =>
  showContact(contact, assets, { expandUrns: flagParam(query, 'expand_urns') });

/** The modifiers for a contact as it is (null: a new one), in TextIt's order. */
function modifiersOf(contact: Contact | null, changes: Changes, context: RequestContext): Modifier[] {
  const { caller, now } = context;
  const { past, texts, urns, fields = {}, groups, note } = changes;
  const moved = pastModifiers(contact, past, { role: caller.role, now });
  if ('problem' in moved) throw refuseField(moved.field, moved.problem);
  return [
    ...moved,
    ...texts,
    ...(urns === undefined ? [] : [{ type: 'urns', urns, modification: 'set' } as const]),
    ...Object.entries(fields).map(([key, value]) => ({ type: 'field', field: key as FieldKey, value }) as const),
    ...(groups === undefined ? [] : [{ type: 'groups', groups, modification: 'set' } as const]),
    ...(note === undefined || hasNote(contact, note, context)
      ? []
      : [{ type: 'note', text: note, by: caller.name } as const]),
  ];
}

/** Whether an earlier attempt under the same `Idempotency-Key` has written the note. */
const hasNote = (contact: Contact | null, note: string, { caller, seed }: RequestContext): boolean =>
  seed !== null &&
  (contact?.notes ?? []).some(
    ({ text, createdBy, createdOn }) => text === note && createdBy === caller.name && createdOn >= timeOfUuid(seed),
  );

/** TextIt takes a note only on update. An opt-out that outlived its owner is not lifted without a reason. */
const makeOf =
  ({ past, ...changes }: Changes, urns: readonly string[], context: RequestContext): MakeOf =>
  ({ optOut }) => {
    const isLighter = past.status === 'stopped' || (past.status === 'active' && past.reason === undefined);
    const kept = optOut !== null && isLighter;
    const status = kept ? undefined : past.status;
    return modifiersOf(null, { ...changes, past: { ...past, status }, urns, note: undefined }, context);
  };

async function create({ changes }: SaveContactCommand, context: RequestContext): Promise<Saved> {
  const { runtime, caller } = context;
  const { urns = [] } = changes;
  const make = makeOf(changes, urns, context);
  const result = await createWithUrns(runtime.data, caller.workspace, context, urns, make);
  if (result.ok) return saved(created, result.contact, context);
  const index = urns.findIndex((urn) => result.taken.has(identityOf(urn)));
  const owner = result.taken.get(identityOf(urns[index] ?? ''));
  // In an anonymous workspace the owner would tell whose an address is.
  const contact = context.assets.settings.anon ? '' : owner?.uuid;
  const refusal = { code: 'urn_in_use', contact } as const;
  throw new ApiError(400, { urns: { [index]: [refusal] } });
}

/** Another request may create the contact with the URN first; then this one updates it. */
async function createWithUrn(urn: string, command: SaveContactCommand, context: RequestContext): Promise<Saved> {
  const { runtime, caller } = context;
  const make = makeOf(command.changes, [urn], context);
  const { contact, created: isNew } = await findOrCreate(runtime.data, caller.workspace, context, urn, make);
  if (!isNew) return update(contact, command, context);
  return saved(created, contact, context);
}

async function update(
  read: Contact,
  { changes, ifMatch }: SaveContactCommand,
  context: RequestContext,
): Promise<Saved> {
  const { runtime, caller, assets, now, change } = context;
  const claims = (changes.urns ?? []).map(identityOf);
  const result = await changeContact(
    runtime.data,
    caller.workspace,
    read.uuid,
    { claims, read },
    (contact, taken, optOuts) => {
      if (isKeptOut(changes.past.status ?? contact.status, changes.groups))
        throw refuseField('groups', { code: 'not_active' });
      requireMatch(ifMatch, contact);
      return apply(contact, modifiersOf(contact, changes, context), assets, { now, change, taken, optOuts });
    },
  );
  if (result.outcome === 'deleted') throw refuseBody({ code: 'contact_deleted' });
  if (!('contact' in result)) throw notFound('Contact');
  return saved(ok, result.contact, context);
}
