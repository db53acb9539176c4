import * as z from 'zod/mini';
import { changeMany } from '../../shared/data/contacts/index.ts';
import { archiveMessages } from '../../shared/data/messages/index.ts';
import { apply } from '../../shared/domain/contacts/apply.ts';
import { type Contact, STATUSES } from '../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../shared/domain/contacts/modifiers/modifier.ts';
import { type Fields, noContent } from '../../shared/lambda/endpoint.ts';
import { refuseBody, refuseField } from '../../shared/lambda/errors.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { findGroup, noSuchObject, queryBased, reference, references } from '../../shared/lambda/references.ts';
import { choice } from '../../shared/lambda/schema.ts';
import { findContacts } from '../../shared/services/contacts/find.ts';
import { removeForGood, undeletable } from './remove.ts';

const ACTIONS = [
  'add',
  'remove',
  'block',
  'unblock',
  'interrupt',
  'archive_messages',
  'archive',
  'delete',
  'set_status',
] as const;

const body = {
  contacts: references(),
  action: choice(ACTIONS),
  group: z.optional(reference()),
  status: z.optional(choice(STATUSES)),
};

type Body = Fields<typeof body>;
type ActionRequest = Request<never, typeof body>;

/** POST contact_actions.json: one action on up to 100 contacts; refused whole when any check fails (TextIt 6.4). */
export const contactActions = endpoint({
  summary: 'Act on up to 100 contacts',
  body,
  check: checkBody,
  async handle(request) {
    const { contacts: asked, action } = request.body;
    const { runtime, caller, assets } = request;
    const found = await findContacts(runtime.data, caller.workspace, assets, asked);
    const contacts = 'contacts' in found ? found.contacts : [];
    if (action === 'delete') await removeAll(request, contacts);
    else if (action === 'archive' || action === 'archive_messages') await archiveAll(request, contacts);
    else await modifyAll(request, contacts);
    return noContent();
  },
});

async function checkBody(given: Partial<Body>, errors: FieldErrors, request: Request): Promise<void> {
  if (given.contacts?.length === 0) errors.add('contacts', "Contacts can't be empty.");
  const { runtime, caller, assets } = request;
  const found = await findContacts(runtime.data, caller.workspace, assets, given.contacts ?? []);
  if ('missing' in found) errors.add('contacts', noSuchObject(found.missing));
  if (given.group === '') errors.add('group', 'This field may not be null.');
  else if (given.group !== undefined) checkGroup(given.group, errors, request);
  if (errors.body || !given.action) return;
  checkTogether(given as Body);
  if (given.action === 'add' && 'contacts' in found) checkAllActive(found.contacts);
}

function checkGroup(reference: string, errors: FieldErrors, { assets }: Request): void {
  const group = findGroup(reference, assets);
  if (!group) errors.add('group', noSuchObject(reference));
  else if (group.query !== null) errors.add('group', queryBased(group));
}

function checkTogether({ action, group, status }: Body): void {
  const needsGroup = action === 'add' || action === 'remove';
  if (needsGroup && group === undefined) throw refuseBody(`For action "${action}" you should also specify a group`);
  if (!needsGroup && group !== undefined) throw refuseBody(`For action "${action}" you should not specify a group`);
  if (action === 'set_status' && status === undefined)
    throw refuseBody('For action "set_status" you should also specify a status');
  if (action !== 'set_status' && status !== undefined)
    throw refuseBody(`For action "${action}" you should not specify a status`);
}

function checkAllActive(contacts: readonly Contact[]): void {
  const others = contacts.filter(({ status }) => status !== 'active');
  if (others.length > 0)
    throw refuseBody(`Non-active contacts cannot be added to groups: ${others.map(({ uuid }) => uuid).join(', ')}`);
}

function modifiersOf({ body: { action, group, status }, assets }: ActionRequest): Modifier[] {
  const groups = [findGroup(group ?? '', assets)?.uuid].filter((uuid) => uuid !== undefined);
  switch (action) {
    case 'add':
    case 'remove':
      return [{ type: 'groups', groups, modification: action }];
    case 'block':
      return [{ type: 'status', status: 'blocked' }];
    case 'unblock':
      return [{ type: 'status', status: 'active' }];
    case 'set_status':
      return status ? [{ type: 'status', status }] : [];
    // Nobody ever waits in a flow here, so there is nothing to interrupt.
    case 'interrupt':
    case 'archive':
    case 'archive_messages':
    case 'delete':
      return [];
  }
}

async function modifyAll(request: ActionRequest, contacts: readonly Contact[]): Promise<void> {
  const { runtime, caller, assets, now, change } = request;
  const modifiers = modifiersOf(request);
  if (modifiers.length === 0) return;
  await changeMany(runtime.data, caller.workspace, contacts, (contact) =>
    apply(contact, modifiers, assets, { now, change, taken: new Set() }),
  );
}

/** Not the contacts: their incoming messages (TextIt 6.4). */
async function archiveAll({ runtime, caller, now }: ActionRequest, contacts: readonly Contact[]): Promise<void> {
  for (const { uuid } of contacts) await archiveMessages(runtime.data, caller.workspace, uuid, now);
}

async function removeAll(request: ActionRequest, contacts: readonly Contact[]): Promise<void> {
  const kept = contacts.filter((contact) => undeletable(contact, request) !== null);
  if (kept.length > 0)
    throw refuseField('contacts', `Only archived contacts can be deleted: ${kept.map(({ uuid }) => uuid).join(', ')}`);
  for (const { uuid } of contacts) await removeForGood(request, uuid);
}
