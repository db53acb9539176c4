import * as z from 'zod/mini';
import { changeContact } from '../../shared/data/contacts/index.ts';
import { apply } from '../../shared/domain/contacts/apply.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { flag, text } from '../../shared/domain/schema.ts';
import { unaudited } from '../../shared/lambda/audited.ts';
import { ok, unkeptEndpoint } from '../../shared/lambda/endpoint.ts';
import { notFound } from '../../shared/lambda/errors.ts';
import { byUuid, required } from '../../shared/lambda/param.ts';
import { requireUuid } from '../../shared/lambda/params.ts';
import { showPolicyContact } from './contact.ts';

const body = { hold: flag(), reason: z.optional(z.nullable(text({ max: 200 }))) };

/** POST policy_contacts.json: keeps a contact from every policy (`hold`), or no longer. History keeps both. */
export const saveHold = unkeptEndpoint({
  summary: 'Hold a contact, so that no policy takes it, or lift the hold',
  params: { contact: required(byUuid('the contact')) },
  body,
  strict: true,
  parse({ query, given, errors }) {
    const contact = requireUuid<ContactId>(query, 'contact');
    if (!errors.none(given)) return errors;
    return { contact, hold: given.hold, reason: given.reason ?? null };
  },
  async handle({ contact, hold, reason }, context) {
    const { runtime, caller, assets, now, change } = context;
    const modifiers = [{ type: 'hold', hold: hold ? { by: caller.id, reason } : null }] as const;
    const changed = await changeContact(runtime.data, caller.workspace, contact, {}, (one, taken) =>
      apply(one, modifiers, assets, { now, change, taken }),
    );
    if (!('contact' in changed)) throw notFound();
    return ok(showPolicyContact(changed.contact, context));
  },
  audit: unaudited,
  replay: 'unneeded',
});
