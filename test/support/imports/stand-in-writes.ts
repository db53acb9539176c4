/** What TextIt's API lets others change, and what it refuses (TextIt 6.3, 6.4, 6.6, 6.7). */
import { randomUUID } from 'node:crypto';

export interface Named {
  readonly name: string;
  readonly [key: string]: unknown;
}

export interface TheirContact {
  modified_on: string;
  [key: string]: unknown;
}

export interface TheirWorkspace {
  readonly fields: Named[];
  readonly groups: Named[];
  readonly contacts: TheirContact[];
  /** Uuids whose next bulk change is left out without a word, as when a contact is busy (TextIt 2.9). */
  readonly busy: Set<string>;
}

/** A refusal, with the body that says why. */
export class Wrong extends Error {
  readonly body: object;
  readonly status: number;

  constructor(body: object, status = 400) {
    super(JSON.stringify(body));
    this.body = body;
    this.status = status;
  }
}

type Body = Readonly<Record<string, unknown>>;

/** Adds to a group, removes, blocks, unblocks or deletes: no action stops, archives or restores. */
export function act(given: object, workspace: TheirWorkspace): void {
  const { contacts: refs, action, group } = given as Body;
  if (!['add', 'remove', 'block', 'unblock', 'interrupt', 'delete'].includes(String(action)))
    throw new Wrong({ action: [`"${action}" is not a valid choice.`] });
  if (!Array.isArray(refs) || refs.length === 0) throw new Wrong({ contacts: ["Contacts can't be empty."] });
  if (refs.length > 100) throw new Wrong({ contacts: ['Ensure this field has no more than 100 elements.'] });
  if (group !== undefined)
    throw new Wrong({ non_field_errors: [`For action "${action}" you should not specify a group`] });
  for (const contact of refs.map((ref) => contactBy(ref, workspace))) {
    if (workspace.busy.delete(String(contact['uuid']))) continue;
    const status = action === 'block' ? 'blocked' : 'active';
    // Whoever leaves active loses all groups for good.
    change(contact, {
      status,
      blocked: status === 'blocked',
      stopped: false,
      ...(status !== 'active' && { groups: [] }),
    });
  }
}

function contactBy(ref: unknown, { contacts }: TheirWorkspace): TheirContact {
  const found = contacts.find(({ uuid, urns }) => uuid === ref || (urns as string[]).includes(String(ref)));
  if (found === undefined) throw new Wrong({ contacts: [`No such object: ${ref}`] });
  return found;
}

/** Makes a contact, or changes one. Keys that it does not know are ignored, and so is `status`. */
export function saveContact(uuid: string | null, given: object, workspace: TheirWorkspace): object {
  const body = given as Body;
  const { name, language, urns, groups, fields } = body;
  const known = uuid === null ? null : workspace.contacts.find((one) => one['uuid'] === uuid);
  if (known === undefined) throw new Wrong({ detail: 'Not found.' }, 404);
  if (name === '' || language === '') throw new Wrong({ name: ['This field may not be blank.'] });
  if (typeof name === 'string' && name.length > 64)
    throw new Wrong({ name: ['Ensure this field has no more than 64 characters.'] });
  const isTaken = (urn: string) =>
    workspace.contacts.some((one) => one !== known && (one['urns'] as string[]).includes(urn));
  const taken = ((urns ?? []) as string[]).findIndex(isTaken);
  if (taken >= 0 && known === null) throw new Wrong({ urns: { [taken]: ['URN is in use by another contact.'] } });
  const member = ((groups ?? []) as string[]).map((one) => groupBy(one, workspace));
  if (member.length > 0 && known !== null && known['status'] !== 'active')
    throw new Wrong({ groups: ["Non-active contacts can't be added to groups"] });
  const unknown = Object.keys(fields ?? {}).find((key) => !workspace.fields.some((one) => one['key'] === key));
  if (unknown !== undefined) throw new Wrong({ fields: [`Invalid contact field key: ${unknown}`] });
  const contact = known ?? made(workspace);
  return change(contact, {
    ...('name' in body && { name }),
    ...('language' in body && { language }),
    // On update an address that somebody else has is left out without a word.
    ...(urns !== undefined && { urns: (urns as string[]).filter((urn) => !isTaken(urn)) }),
    ...(groups !== undefined && { groups: member }),
    ...(fields !== undefined && { fields: { ...(contact['fields'] as object), ...fields } }),
  });
}

function groupBy(ref: string, { groups }: TheirWorkspace): Named {
  const found = groups.find(({ name }) => name.toLowerCase() === ref.toLowerCase());
  if (found === undefined) throw new Wrong({ groups: [`No such object: ${ref}`] });
  if (found['query'] !== null) throw new Wrong({ groups: [`Contact group must not be query based: ${ref}`] });
  return found;
}

function made({ contacts }: TheirWorkspace): TheirContact {
  const now = new Date().toISOString();
  const empty = { name: null, language: null, urns: [], groups: [], fields: {}, last_seen_on: null, flow: null };
  const contact = { uuid: randomUUID(), status: 'active', created_on: now, modified_on: now, ...empty };
  contacts.push(contact);
  return contact;
}

const change = (contact: TheirContact, values: object): TheirContact =>
  Object.assign(contact, values, { modified_on: new Date().toISOString() });

/** Makes a field, or a static group. */
export function saveNamed(list: 'fields' | 'groups', given: object, workspace: TheirWorkspace): object {
  const { name, type } = given as Body;
  if (typeof name !== 'string') throw new Wrong({ name: ['This field is required.'] });
  if (workspace[list].some((one) => one.name.toLowerCase() === name.toLowerCase()))
    throw new Wrong({ name: ['This field must be unique.'] });
  if (list === 'fields' && !/^[A-Za-z0-9\- ]{1,36}$/.test(name))
    throw new Wrong({ name: ['Can only contain letters, numbers and hypens.'] });
  const key = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
  const one = list === 'fields' ? { key, name, type } : { uuid: randomUUID(), name, query: null, status: 'ready' };
  workspace[list].push(one);
  return one;
}
