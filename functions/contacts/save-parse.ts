import * as z from 'zod/mini';
import { readContact } from '../../shared/data/contacts/index.ts';
import { type Contact, isTombstone, STATUSES, type Status } from '../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../shared/domain/contacts/modifiers/modifier.ts';
import { mapped, together } from '../../shared/domain/contacts/properties/combine.ts';
import { EACH, type Properties } from '../../shared/domain/contacts/properties/index.ts';
import type { ContactId, FieldKey, GroupId } from '../../shared/domain/ids.ts';
import { findGroups, inputUrn, references } from '../../shared/domain/references.ts';
import { isRefusal } from '../../shared/domain/refusals/refusal.ts';
import { list, map, text } from '../../shared/domain/schema.ts';
import { FIELD, URN } from '../../shared/domain/text-forms.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import type { BodyForm, Fields, Request } from '../../shared/lambda/http/endpoint.ts';
import { notFound, refuseBody } from '../../shared/lambda/http/errors.ts';
import { type IfMatch, readIfMatch } from '../../shared/lambda/http/etag.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { lookupParam, requireUuid, urnParam } from '../../shared/lambda/http/params.ts';
import { findByUrn } from '../../shared/services/contacts/find.ts';
import { type ContactAnswer, showContact } from './present.ts';
import { checkFixed } from './save-fixed.ts';
import { PAST, type Past, pastModifiers } from './save-past.ts';

const TEXTS = together(EACH.map(({ input }) => (input === 'own' ? null : input)));

const MOST_URNS = 100;

/** Schemas of properties that are more than a text. */
const OWN = {
  urns: { urns: z.optional(list(text({ max: 255, form: URN }), MOST_URNS)) },
  groups: { groups: z.optional(references('group')) },
  fields: { fields: z.optional(map(z.nullable(text({ blank: true, max: 100_000 })), 100, FIELD)) },
  notes: { note: z.optional(text({ max: 10_000 })) },
  ...PAST,
} satisfies { readonly [K in keyof Properties as Properties[K]['input'] extends 'own' ? K : never]: object };

/** The body of POST contacts.json (TextIt 6.3; `status` and the two times are additions, see `save-past.ts`). */
export const body = {
  ...mapped(TEXTS, ({ limits }) => z.optional(z.nullable(text(limits)))),
  ...together(Object.values(OWN)),
};

const withStatus = STATUSES.filter((status) => status !== 'active');
const allBut = (...names: readonly string[]) => Object.keys(body).filter((name) => !names.includes(name));

/** Only who becomes active needs a reason, and only active contacts are in groups. */
export const saveForms: readonly BodyForm[] = [
  { name: 'save', fields: allBut('status', 'reason') },
  { name: 'activate', required: ['status'], values: { status: ['active'] } },
  { name: 'set_aside', fields: allBut('reason', 'groups'), required: ['status'], values: { status: withStatus } },
];

type SaveRequest = Request<'uuid' | 'urn' | 'expand_urns', typeof body>;

/** What the body asks for; undefined stays as it is. URNs are in normal form. */
export interface Changes extends Pick<Fields<typeof body>, 'fields' | 'note'> {
  readonly past: Past;
  readonly texts: readonly Modifier[];
  readonly urns: readonly string[] | undefined;
  readonly groups: readonly GroupId[] | undefined;
}

/** The contact to update, or none: no lookup in the URL, or a URN without an owner. */
type Target =
  | { readonly type: 'contact'; readonly contact: Contact }
  | { readonly type: 'new' }
  | { readonly type: 'new_with_urn'; readonly urn: string };

export interface SaveContactCommand {
  readonly target: Target;
  readonly changes: Changes;
  readonly ifMatch: IfMatch | undefined;
}

/** The command, with the contact as it was read; or what is wrong with the fields, all of it together (TextIt 6.3). */
export async function parseSaveContact(request: SaveRequest): Promise<SaveContactCommand | FieldErrors> {
  const { given, errors, headers } = request;
  const target = await findTarget(request);
  const contact = target.type === 'contact' ? target.contact : null;
  const shown = contact && showContact(contact, request.assets);
  const texts = parseTexts(request, shown);
  const urns = parseUrns(request);
  const groups = parseGroups(request);
  const fields = parseFields(request, shown);
  const past = checkPast(contact, request);
  const status = past.status ?? contact?.status ?? 'active';
  if (isKeptOut(status, groups)) errors.add('groups', { code: 'not_active' });
  if (target.type !== 'deleted') checkFixed(contact, request.document as object, status, errors);
  if (!errors.none(given)) return errors;
  if (target.type === 'deleted') throw refuseBody({ code: 'contact_deleted' });
  return { target, changes: { ...given, past, texts, urns, groups, fields }, ifMatch: readIfMatch(headers) };
}

export const isKeptOut = (status: Status, groups: readonly GroupId[] | undefined): boolean =>
  status !== 'active' && groups !== undefined && groups.length > 0;

/** The contact's past in the body, once it is found possible for the contact as it was read. */
function checkPast(contact: Contact | null, { given, errors, caller: { role }, now }: SaveRequest): Past {
  const { status, reason, created_on, last_seen_on } = given;
  const past: Past = { status, reason, created_on, last_seen_on };
  const found = pastModifiers(contact, past, { role, now });
  if ('problem' in found) errors.add(found.field, found.problem);
  return past;
}

/** What comes back as it was shown is no change, not even where outer spaces are cut. */
const isSentBack = (key: string, sent: unknown, shown: object | undefined): boolean => {
  const text = readKey(sent, key);
  return typeof text === 'string' && text === readKey(shown, key);
};

const readKey = (values: unknown, key: string): unknown =>
  (values as Readonly<Record<string, unknown>> | undefined)?.[key];

function parseTexts({ given, errors, document }: SaveRequest, shown: ContactAnswer | null): Modifier[] {
  const modifiers: Modifier[] = [];
  for (const key of Object.keys(TEXTS) as (keyof typeof TEXTS)[]) {
    if (isSentBack(key, document, shown ?? undefined)) continue;
    const { problem, modifier } = TEXTS[key];
    const value = given[key];
    const wrong = value ? problem?.(value) : null;
    if (wrong) errors.add(key, wrong);
    else if (value !== undefined) modifiers.push(modifier(value));
  }
  return modifiers;
}

function parseGroups({ given, errors, assets }: SaveRequest): GroupId[] | undefined {
  if (given.groups === undefined) return undefined;
  const found = findGroups(given.groups, assets, { manual: true });
  if (!isRefusal(found)) return found.map(({ uuid }) => uuid);
  errors.add('groups', found);
  return undefined;
}

/** Reads the body as it was sent, so that one invalid URN does not hide the errors of others. */
function parseUrns({ given, errors, assets, query, document }: SaveRequest): string[] | undefined {
  if (given.urns) checkUrnsAllowed(errors, assets, query);
  const { urns } = document as { urns?: unknown };
  // The schema has reported a list that is too long.
  if (!Array.isArray(urns) || urns.length > MOST_URNS) return undefined;
  return urns.flatMap((item, index) => {
    const text = typeof item === 'string' || typeof item === 'number' ? String(item).trim() : '';
    const urn = text === '' ? null : inputUrn(text, assets);
    if (text !== '' && urn === null) errors.addItem('urns', index, { code: 'invalid_urn', urn: text });
    return urn ?? [];
  });
}

function checkUrnsAllowed(errors: FieldErrors, { settings }: Assets, query: SaveRequest['query']): void {
  if (query.urn !== undefined) errors.add('urns', { code: 'urns_twice' });
  if (settings.anon && query.uuid !== undefined) errors.add('urns', { code: 'urns_anonymous' });
}

function parseFields({ given, errors, assets, document }: SaveRequest, shown: ContactAnswer | null): Changes['fields'] {
  const fields = Object.entries(given.fields ?? {});
  const unknown = fields.find(([key]) => !assets.fields.has(key as FieldKey));
  if (unknown !== undefined) errors.add('fields', { code: 'no_such_field', key: unknown[0] });
  const sent = readKey(document, 'fields');
  return Object.fromEntries(fields.filter(([key]) => !isSentBack(key, sent, shown?.fields)));
}

/** What the URL names. Throws 404 for an unknown uuid. 1 read unit by uuid, 2 by URN (consistent). */
async function findTarget({
  query,
  runtime,
  caller,
  assets,
  along,
}: SaveRequest): Promise<Target | { type: 'deleted' }> {
  const { data } = runtime;
  const { workspace } = caller;
  const lookup = lookupParam(query, 'uuid', 'urn');
  if (lookup === null) return { type: 'new' };
  if (lookup === 'urn') {
    const urn = urnParam(query.urn ?? '', assets);
    const contact = await findByUrn(data, workspace, urn);
    return contact ? { type: 'contact', contact } : { type: 'new_with_urn', urn };
  }
  const uuid = requireUuid<ContactId>(query, 'uuid');
  const found = await readContact(data, workspace, uuid, { consistent: true, along });
  if (!found) throw notFound('Contact');
  return isTombstone(found) ? { type: 'deleted' } : { type: 'contact', contact: found };
}
