import * as z from 'zod/mini';
import { type Contact, STATUSES, type Status } from '../../shared/domain/contacts/contact.ts';
import { isDeletable } from '../../shared/domain/contacts/deletable.ts';
import type { Modifier } from '../../shared/domain/contacts/modifiers/modifier.ts';
import { LONGEST_REASON } from '../../shared/domain/contacts/opt-out/last-word.ts';
import { findGroup, reference, references } from '../../shared/domain/references.ts';
import { isRefusal, type Refusal } from '../../shared/domain/refusals/refusal.ts';
import { choice, says, text } from '../../shared/domain/schema.ts';
import type { Assets, Group } from '../../shared/domain/workspace.ts';
import type { BodyForm, Request } from '../../shared/lambda/http/endpoint.ts';
import { refuseBody } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { findContacts } from '../../shared/services/contacts/find.ts';

const ACTIONS = ['add', 'remove', 'block', 'unblock', 'interrupt', 'archive_messages', 'delete', 'set_status'] as const;
type Action = (typeof ACTIONS)[number];

/** TextIt's `archive` meant messages; who sends it now most likely wants to archive contacts (ADR 003). */
function refuseArchive({ value, issues }: { readonly value: unknown; readonly issues: z.core.$ZodRawIssue[] }): void {
  if (value === 'archive') issues.push({ code: 'custom', input: value, message: says({ code: 'archive_gone' }) });
}

/** The body of POST contact_actions.json (TextIt 6.4; `set_status` and `reason` are additions). */
export const body = {
  contacts: references('contact', { code: 'no_contacts' }),
  action: z.pipe(z.unknown().check(refuseArchive), choice(ACTIONS)),
  group: z.optional(reference('group')),
  status: z.optional(choice(STATUSES)),
  /** Why contacts that opted out become active. */
  reason: z.optional(text({ max: LONGEST_REASON })),
};

const acting = (name: string, actions: readonly Action[], ...others: readonly string[]): BodyForm => ({
  name,
  fields: ['contacts', 'action', ...others],
  required: others.filter((one) => one !== 'reason'),
  values: { action: actions },
});

const OTHERS = STATUSES.filter((status) => status !== 'active');

/** What each action takes besides contacts. */
export const actionForms: readonly BodyForm[] = [
  acting('group', ['add', 'remove'], 'group'),
  acting('act', ['block', 'interrupt', 'archive_messages', 'delete']),
  acting('unblock', ['unblock'], 'reason'),
  { ...acting('set_aside', ['set_status'], 'status'), values: { action: ['set_status'], status: OTHERS } },
  { ...acting('activate', ['set_status'], 'status', 'reason'), values: { action: ['set_status'], status: ['active'] } },
];

type Effect =
  | { readonly type: 'modify'; readonly modifier: Modifier }
  | { readonly type: 'archive_messages' | 'delete' | 'nothing' };

interface ActionCommand {
  readonly contacts: readonly Contact[];
  readonly effect: Effect;
}

/** The action with its contacts, each read once, or the errors of the fields. Throws what concerns several fields. */
export async function parseAction(request: Request<never, typeof body>): Promise<ActionCommand | FieldErrors> {
  const { given, errors, runtime, caller, assets } = request;
  const found = await findContacts(runtime.data, caller.workspace, assets, given.contacts ?? []);
  if (isRefusal(found)) errors.add('contacts', found);
  const group = given.group === undefined ? undefined : parseGroup(given.group, errors, assets);
  if (isRefusal(found) || !errors.none(given)) return errors;
  const effect = effectOf(given.action, group, given.status, given.reason);
  if (given.action === 'add') requireActive(found);
  if (given.action === 'delete') checkDeletable(found, errors, assets);
  if (bringsBack(effect)) checkReason(found, errors);
  return { contacts: found, effect };
}

function parseGroup(text: string, errors: FieldErrors, assets: Assets): Group | undefined {
  const group = findGroup(text, assets);
  if (!group) errors.add('group', { code: 'no_such_object', reference: text });
  else if (group.query !== null) errors.add('group', { code: 'query_based', reference: text });
  return group;
}

function effectOf(
  action: Action,
  group: Group | undefined,
  status: Status | undefined,
  reason: string | undefined,
): Effect {
  const back = action === 'unblock' || (action === 'set_status' && status === 'active');
  if (!back) refuseGiven(status === undefined ? action : `${action} ${status}`, 'reason', reason);
  const modify = (modifier: Modifier): Effect => ({ type: 'modify', modifier });
  if (action === 'add' || action === 'remove') {
    const { uuid } = required(action, 'group', group);
    refuseGiven(action, 'status', status);
    return modify({ type: 'groups', groups: [uuid], modification: action });
  }
  refuseGiven(action, 'group', group);
  if (action === 'set_status') return modify(statusOf(required(action, 'status', status), reason));
  refuseGiven(action, 'status', status);
  switch (action) {
    case 'block':
      return modify({ type: 'status', status: 'blocked' });
    case 'unblock':
      return modify(statusOf('active', reason));
    case 'archive_messages':
      return { type: 'archive_messages' };
    case 'delete':
      return { type: 'delete' };
    // No contact waits in a flow here, so there is nothing to interrupt.
    case 'interrupt':
      return { type: 'nothing' };
  }
}

const statusOf = (status: Status, reason: string | undefined): Modifier => ({
  type: 'status',
  status,
  ...(reason !== undefined && { reason }),
});

/** Whether it makes contacts active without a reason, although some may have opted out. */
const bringsBack = (effect: Effect): boolean =>
  effect.type === 'modify' &&
  effect.modifier.type === 'status' &&
  effect.modifier.status === 'active' &&
  effect.modifier.reason === undefined;

function checkReason(contacts: readonly Contact[], errors: FieldErrors): void {
  const others = contacts.filter(({ status }) => status === 'stopped');
  if (others.length > 0) errors.add('reason', onlyWithReason(others));
}

function required<Value>(action: Action, field: string, value: Value | undefined): Value {
  if (value === undefined) throw refuseBody({ code: 'action_needs', action, field });
  return value;
}

function refuseGiven(action: string, field: string, value: unknown): void {
  if (value !== undefined) throw refuseBody({ code: 'action_takes_not', action, field });
}

function requireActive(contacts: readonly Contact[]): void {
  const others = contacts.filter(({ status }) => status !== 'active');
  if (others.length > 0) throw refuseBody(onlyActive(others));
}

function checkDeletable(contacts: readonly Contact[], errors: FieldErrors, { settings }: Assets): void {
  const others = contacts.filter((contact) => !isDeletable(contact, settings));
  if (others.length > 0) errors.add('contacts', onlyArchived(others));
}

const uuidsOf = (contacts: readonly Contact[]): string => contacts.map(({ uuid }) => uuid).join(', ');

export const onlyActive = (others: readonly Contact[]): Refusal => ({
  code: 'groups_active_only',
  contacts: uuidsOf(others),
});

export const onlyWithReason = (others: readonly Contact[]): Refusal => ({
  code: 'reason_needed',
  contacts: uuidsOf(others),
});

export const onlyArchived = (others: readonly Contact[]): Refusal => ({
  code: 'delete_archived_only',
  contacts: uuidsOf(others),
});
