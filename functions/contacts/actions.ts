import { changeMany, deleteContact, type ManyOutcome } from '../../shared/data/contacts/index.ts';
import { eachAlone } from '../../shared/data/dynamo/index.ts';
import { noteErasing } from '../../shared/data/erasures/index.ts';
import { archiveMessages } from '../../shared/data/messages/index.ts';
import { apply } from '../../shared/domain/changes/apply.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { isDeletable } from '../../shared/domain/contacts/deletable.ts';
import { isOptedOut } from '../../shared/domain/contacts/error-event.ts';
import type { Modifier } from '../../shared/domain/contacts/modifiers/modifier.ts';
import { liftsRefusal } from '../../shared/domain/contacts/properties/status.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import { unreachable } from '../../shared/domain/unreachable.ts';
import { requireUnseen } from '../../shared/lambda/callers/token-use.ts';
import { noContent, type RequestContext, showNothing, writeEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { ApiError } from '../../shared/lambda/http/errors.ts';
import { actionForms, body, onlyActive, onlyArchived, onlyWithReason, parseAction } from './actions-parse.ts';

const AT_ONCE = 24;

/**
 * POST contact_actions.json: one action on up to 100 contacts, refused as a whole when a check fails (TextIt 6.4).
 *
 * Each contact is changed as the checks read it, and read again only if it has changed since. A contact that the checks
 * would then refuse, or that would become too large, is left out. The answer is 400 with the checks' words, and says
 * that the others were done. A contact that was deleted meanwhile counts as done for `delete` and `archive_messages`.
 */
export const contactActions = writeEndpoint({
  summary: 'Act on up to 100 contacts',
  answers: { 204: null },
  body,
  forms: actionForms,
  parse: parseAction,
  async handle({ contacts, effect }, context) {
    switch (effect.type) {
      case 'modify':
        await requireUnseen('lift_opt_outs', liftedBy(effect.modifier, contacts), context);
        await modifyAll(contacts, effect.modifier, context);
        break;
      case 'archive_messages':
        await archiveAllMessages(contacts, context);
        break;
      case 'delete':
        await requireUnseen('delete', contacts.length, context);
        await deleteAll(contacts, context);
        break;
      case 'nothing':
        break;
      default:
        unreachable(effect);
    }
    return noContent();
  },
  audit({ contacts, effect }) {
    const details = { contacts: contacts.length };
    const about = (contacts.length === 1 && contacts[0]?.uuid) || null;
    if (effect.type === 'delete') return { kind: 'contact.deleted', about, details };
    const lifts = effect.type === 'modify' && 'reason' in effect.modifier;
    return lifts ? { kind: 'opt_out.lifted', about, details } : null;
  },
  made: 'nothing',
  replay: showNothing,
});

/** How many contacts that opted out become active. */
const liftedBy = (modifier: Modifier, contacts: readonly Contact[]): number =>
  modifier.type === 'status' && modifier.reason !== undefined
    ? contacts.filter((contact) => liftsRefusal(contact, modifier.status)).length
    : 0;

async function modifyAll(contacts: readonly Contact[], modifier: Modifier, context: RequestContext): Promise<void> {
  const { runtime, caller, assets, now, change } = context;
  const joining = modifier.type === 'groups' && modifier.modification === 'add';
  const inactive = new Set<ContactId>();
  const optedOut = new Set<ContactId>();
  const outcomes = await changeMany(runtime.data, caller.workspace, contacts, (contact) => {
    if (joining && contact.status !== 'active') inactive.add(contact.uuid);
    else inactive.delete(contact.uuid);
    const applied = apply(contact, [modifier], assets, { now, change, taken: new Set() });
    if (!applied.changed && applied.events.some(isOptedOut)) optedOut.add(contact.uuid);
    else optedOut.delete(contact.uuid);
    return applied;
  });
  const deleted: Contact[] = [];
  const failed: Refusal[] = [];
  for (const one of contacts) {
    const done = outcomes.get(one.uuid) ?? { outcome: 'missing' };
    if (done.outcome === 'missing' || done.outcome === 'deleted') deleted.push(one);
    else if (done.outcome === 'failed') failed.push(failureOf(one, done, context));
  }
  const among = (refused: ReadonlySet<ContactId>) =>
    contacts.filter((contact) => refused.has(contact.uuid) && !deleted.includes(contact));
  const refused = among(inactive);
  const stopped = among(optedOut);
  if (deleted.length + refused.length + stopped.length + failed.length === 0) return;
  throw new ApiError(400, {
    ...(deleted.length + failed.length > 0 && {
      contacts: [...deleted.map(({ uuid }) => ({ code: 'no_such_object', reference: uuid }) as const), ...failed],
    }),
    ...(stopped.length > 0 && { reason: [onlyWithReason(stopped)] }),
    non_field_errors: [...(refused.length > 0 ? [onlyActive(refused)] : []), { code: 'others_done' }],
  });
}

type Failed = Extract<ManyOutcome, { outcome: 'failed' }>;

/** The answer about a contact that could not be changed; an internal error is logged. */
function failureOf({ uuid }: Contact, { reason, error }: Failed, { runtime }: RequestContext): Refusal {
  if (reason === 'too_large') return { code: 'contact_failed', uuid, why: error.refusal };
  runtime.logger.error('contact failed', { error, contact: uuid });
  return { code: 'contact_fault', uuid };
}

/** Archives incoming messages of contacts, not the contacts (TextIt 6.4). */
async function archiveAllMessages(
  contacts: readonly Contact[],
  { runtime, caller, now }: RequestContext,
): Promise<void> {
  for (const { uuid } of contacts) await archiveMessages(runtime.data, caller.workspace, uuid, now);
}

async function deleteAll(contacts: readonly Contact[], context: RequestContext): Promise<void> {
  const { runtime, caller, assets, now, change } = context;
  const refused: Contact[] = [];
  await noteErasing(runtime.data, caller.workspace, { uuids: contacts.map(({ uuid }) => uuid) }, now);
  await eachAlone(contacts, AT_ONCE, async (read) => {
    const deleted = await deleteContact(runtime.data, caller.workspace, read.uuid, { change, now, read }, (contact) =>
      isDeletable(contact, assets.settings) ? null : contact,
    );
    if (deleted.outcome === 'refused') refused.push(deleted.reason);
  });
  if (refused.length > 0)
    throw new ApiError(400, { contacts: [onlyArchived(refused)], non_field_errors: [{ code: 'others_done' }] });
}
