import * as z from 'zod/mini';
import { findOwners, readContact } from '../../shared/data/contacts/index.ts';
import { type Contact, isTombstone } from '../../shared/domain/contacts/contact.ts';
import { isLanguage } from '../../shared/domain/contacts/languages.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import type { ContactId, FieldKey } from '../../shared/domain/ids.ts';
import type { Fields } from '../../shared/lambda/endpoint.ts';
import { notFound } from '../../shared/lambda/errors.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import type { LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { lookupParam, uuidParam } from '../../shared/lambda/params.ts';
import { findGroups, inputUrn, invalidUrn, references, urnParam } from '../../shared/lambda/references.ts';
import { list, map, text } from '../../shared/lambda/schema.ts';

/** What POST contacts.json takes (TextIt 6.3). */
export const body = {
  name: z.optional(z.nullable(text({ max: 64 }))),
  language: z.optional(z.nullable(text({ min: 3, max: 3 }))),
  urns: z.optional(list(text({ max: 255 }))),
  groups: z.optional(references()),
  fields: z.optional(map(z.nullable(text({ blank: true, max: 100_000 })))),
  note: z.optional(text({ max: 10_000 })),
};

export type Body = Partial<Fields<typeof body>>;

/** What is wrong with the fields, all of it together, in TextIt's words (6.3). */
export async function checkBody(given: Body, errors: FieldErrors, request: Request): Promise<void> {
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

export const STAYS_OUT = "Non-active contacts can't be added to groups";
export const staysOut = ({ status }: Contact, { groups }: Body): boolean => status !== 'active' && !!groups?.length;

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
    const urn = typeof item === 'string' || typeof item === 'number' ? String(item).trim() : '';
    if (urn !== '' && !inputUrn(urn, assets)) errors.addItem('urns', index, invalidUrn(urn));
  }
}

/** The contact to update, or the URNs to create one with. */
export async function findTarget(
  { query, runtime, caller, assets }: Pick<SaveRequest, 'query' | 'runtime' | 'caller' | 'assets'>,
  urns: readonly string[],
): Promise<ContactId | { urns: string[] }> {
  const lookup = lookupParam(query, 'uuid', 'urn');
  if (lookup === 'uuid') return uuidParam<ContactId>(query, 'uuid') as ContactId;
  if (lookup === null) return { urns: normalized(urns, assets) };
  const urn = urnParam(query.urn ?? '', assets);
  const owner = (await findOwners(runtime.data, caller.workspace, [identityOf(urn)])).get(identityOf(urn));
  return owner ? owner.uuid : { urns: [urn] };
}

export type SaveRequest = Request<'uuid' | 'urn', typeof body>;

export const normalized = (urns: readonly string[], assets: Request['assets']): string[] =>
  urns.flatMap((text) => inputUrn(text, assets) ?? []);
