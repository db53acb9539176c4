import { describe, expect, test } from 'vitest';
import { removeContact } from '../../../functions/contacts/remove.ts';
import { saveContact } from '../../../functions/contacts/save.ts';
import { receiveEvent } from '../../../functions/events/receive.ts';
import { createContact, deleteContact, readContact } from '../../../shared/data/contacts/index.ts';
import { consumedSince } from '../../../shared/data/dynamo/meter.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../shared/domain/contacts/modifiers/modifier.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { engines } from '../../support/engines/engines.ts';
import { contact, NOW, worlds } from '../engine/world.ts';
import { call, interrupted, modify } from '../groups/api.ts';

const URN = 'tel:+250788123123';
const IF_FIRST = { headers: { 'if-match': '"1"' } };
const DELETED = { status: 400, body: { non_field_errors: ["Deleted contacts can't be modified."] } };
const MOVED = { status: 412, body: { detail: 'If-Match: The contact has been changed; its ETag is now "2".' } };

const world = worlds();

const one = async (given: Partial<Contact> = {}): Promise<ContactId> => {
  const made = contact(given);
  const { data, workspace } = world();
  await createContact(data, workspace, [...made.urns], () => made);
  return made.uuid;
};
const stored = (uuid: ContactId) =>
  readContact(world().data, world().workspace, uuid, { consistent: true }) as Promise<Contact>;
const remove = (uuid: ContactId) =>
  deleteContact(world().data, world().workspace, uuid, { change: { by: 'token-2', via: 'api' }, now: NOW }, () => null);
const change = (uuid: ContactId, ...modifiers: Modifier[]) => modify(world(), uuid, modifiers);
const BLOCK = { type: 'status', status: 'blocked' } as const;
const RENAME = { type: 'name', name: 'Ben' } as const;

describe('an update, when another request is quicker', () => {
  const save = (between: () => Promise<unknown>, sent: Parameters<typeof call>[2]) =>
    call(world(), interrupted(saveContact, between), sent);

  test('and deletes the contact, is refused', async () => {
    const uuid = await one();
    expect(await save(() => remove(uuid), { query: { uuid }, body: { name: 'Ann' } })).toEqual(DELETED);
  });

  test('and changes the contact, is applied to the newer version; with the ETag of the older version it is refused', async () => {
    const uuid = await one();
    const sent = { query: { uuid }, body: { language: 'kin' } };
    expect(await save(() => change(uuid, RENAME), { ...sent, ...IF_FIRST })).toEqual(MOVED);
    const answer = await save(() => change(uuid, { type: 'name', name: 'Cid' }), sent);
    expect(answer).toMatchObject({ status: 200, body: { name: 'Cid', language: 'kin' } });
  });

  test('and blocks the contact, does not add it to a group', async () => {
    const [uuid, group] = [await one(), await world().newGroup()];
    const answer = await save(() => change(uuid, BLOCK), { query: { uuid }, body: { groups: [group] } });
    expect(answer).toEqual({ status: 400, body: { groups: ["Non-active contacts can't be added to groups"] } });
  });

  test('and creates a contact with the URN, updates that contact', async () => {
    let uuid: ContactId | undefined;
    const create = async () => {
      uuid = await one({ urns: [URN] });
    };
    const answer = await save(create, { query: { urn: URN }, body: { name: 'Ann', note: 'Called' } });
    expect(answer).toMatchObject({ status: 200, body: { uuid, name: 'Ann', notes: [{ text: 'Called' }] } });
  });
});

describe('a deletion, when another request is quicker', () => {
  const del = (between: () => Promise<unknown>, sent: Parameters<typeof call>[2]) =>
    call(world(), interrupted(removeContact, between), sent);
  const archived = () => one({ status: 'archived' });

  test('and deletes the contact, is accepted; with an ETag it is refused', async () => {
    const [ann, bob] = [await archived(), await archived()];
    expect(await del(() => remove(ann), { query: { uuid: ann } })).toMatchObject({ status: 204 });
    expect(await del(() => remove(bob), { query: { uuid: bob }, ...IF_FIRST })).toEqual({
      status: 412,
      body: { detail: 'If-Match: There is no such contact.' },
    });
  });

  test('and changes the contact, deletes the newer version, but not with the ETag of the older version', async () => {
    const uuid = await archived();
    expect(await del(() => change(uuid, RENAME), { query: { uuid }, ...IF_FIRST })).toEqual(MOVED);
    const rename = () => change(uuid, { type: 'name', name: 'Cid' });
    expect(await del(rename, { query: { uuid } })).toMatchObject({ status: 204 });
    expect(await stored(uuid)).toMatchObject({ deleted: true });
  });

  test('and makes the contact active, is refused', async () => {
    const uuid = await archived();
    const answer = await del(() => change(uuid, { type: 'status', status: 'active' }), { query: { uuid } });
    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining('this one is active') } });
  });
});

describe.skipIf(!engines[0]?.exactCapacity)('read units of one request, besides token and settings', () => {
  async function reads(...[endpoint, sent]: [Parameters<typeof call>[1], Parameters<typeof call>[2]]) {
    const { data } = world();
    const units = async (of: Parameters<typeof call>[2]) => {
      const start = data.meter.read();
      const { status } = await call(world(), endpoint, of);
      return { status, units: consumedSince(data.meter, start).readUnits };
    };
    const invalid = { query: { uuid: 'x' }, body: { type: 'x', name: 7 } };
    await units(invalid);
    const { units: every } = await units(invalid);
    const answer = await units(sent);
    expect(answer.status).toBeLessThan(300);
    return answer.units - every;
  }

  test('a contact by uuid: 1; by URN: 2, for the URN and its owner', async () => {
    const uuid = await one({ urns: [URN] });
    expect(await reads(saveContact, { query: { uuid }, body: { name: 'Ann' } })).toBe(1);
    expect(await reads(saveContact, { query: { urn: URN }, body: { name: 'Ben' } })).toBe(2);
    expect(await reads(receiveEvent, { body: { type: 'msg_received', urn: URN, text: 'Hi' } })).toBe(2);
    await change(uuid, { type: 'status', status: 'archived' });
    expect(await reads(removeContact, { query: { urn: URN } })).toBe(2);
    const [bob = uuid] = await world().put([contact({ status: 'archived' })]);
    expect(await reads(removeContact, { query: { uuid: bob } })).toBe(1);
  });

  test('a new contact: 1 for its URN', async () => {
    expect(await reads(saveContact, { body: { urns: [URN] } })).toBe(1);
    expect(await reads(receiveEvent, { body: { type: 'msg_received', urn: 'tel:+250788123124', text: 'Hi' } })).toBe(1);
    expect(await reads(saveContact, { query: { urn: 'tel:+250788123125' }, body: {} })).toBe(2);
  });
});
