import { describe, expect, test } from 'vitest';
import { contactActions } from '../../../functions/contacts/actions.ts';
import { createContact, deleteContact, readContact } from '../../../shared/data/contacts/index.ts';
import { consumedSince } from '../../../shared/data/dynamo/meter.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { engines } from '../../support/engines/engines.ts';
import { contact, many, NOW, type World, worlds } from '../engine/world.ts';
import { call, interrupted, modify } from '../groups/api.ts';

const OTHERS_DONE = 'The action was carried out on all other contacts.';
const BY = { by: 'token-2', via: 'api' } as const;

const act = (world: World, body: object, between: () => Promise<unknown> = async () => undefined) =>
  call(world, interrupted(contactActions, between), { body: { ...body } });

const remove = ({ data, workspace }: World, uuid: ContactId) =>
  deleteContact(data, workspace, uuid, { change: BY, now: NOW }, () => null);

const stored = ({ data, workspace }: World, uuid: ContactId) =>
  readContact(data, workspace, uuid, { consistent: true }) as Promise<Contact>;

const three = async (world: World, given: Partial<Contact> = {}) => await world.put(many(3, given));

describe('a contact that another request changes between parsing and the action', () => {
  const world = worlds();

  test('if it was deleted: 400 names it; the others are changed', async () => {
    const [ann, bob, cid] = await three(world());
    const answer = await act(world(), { action: 'block', contacts: [ann, bob, cid] }, () => remove(world(), bob));
    expect(answer).toEqual({
      status: 400,
      body: { contacts: [`No such object: ${bob}`], non_field_errors: [OTHERS_DONE] },
    });
    for (const uuid of [ann, cid]) expect(await stored(world(), uuid)).toMatchObject({ status: 'blocked' });
    expect(await stored(world(), bob)).toMatchObject({ deleted: true });
  });

  test('if it is no longer active: it is added to no group, and the answer says so', async () => {
    const group = await world().newGroup();
    const [ann, bob, cid] = await three(world());
    const answer = await act(world(), { action: 'add', group, contacts: [ann, bob, cid] }, async () => {
      await modify(world(), ann, [{ type: 'status', status: 'archived' }]);
      await modify(world(), bob, [{ type: 'status', status: 'blocked' }]);
    });
    const refused = `Non-active contacts cannot be added to groups: ${ann}, ${bob}`;
    expect(answer).toEqual({ status: 400, body: { non_field_errors: [refused, OTHERS_DONE] } });
    expect(await stored(world(), cid)).toMatchObject({ groups: [group] });
  });

  test('if it was renamed: the action changes it nevertheless, and it keeps the new name', async () => {
    const [ann, bob, cid] = await three(world());
    const rename = () => modify(world(), bob, [{ type: 'name', name: 'Bob' }]);
    expect(await act(world(), { action: 'block', contacts: [ann, bob, cid] }, rename)).toMatchObject({ status: 204 });
    expect(await stored(world(), bob)).toMatchObject({ status: 'blocked', name: 'Bob' });
  });

  test('of two to delete: one that was deleted counts as deleted; one that is active again is not deleted, and the answer says so', async () => {
    const [ann, bob, cid] = await three(world(), { status: 'archived' });
    const answer = await act(world(), { action: 'delete', contacts: [ann, bob, cid] }, async () => {
      await remove(world(), ann);
      await modify(world(), bob, [{ type: 'status', status: 'active' }]);
      await modify(world(), cid, [{ type: 'name', name: 'Cid' }]);
    });
    expect(answer).toEqual({
      status: 400,
      body: { contacts: [`Only archived contacts can be deleted: ${bob}`], non_field_errors: [OTHERS_DONE] },
    });
    for (const uuid of [ann, cid]) expect(await stored(world(), uuid)).toMatchObject({ deleted: true });
    expect(await stored(world(), bob)).toMatchObject({ status: 'active' });
  });

  test('if it was deleted: it has no messages left to archive', async () => {
    const [ann, bob] = await three(world());
    const answer = await act(world(), { action: 'archive_messages', contacts: [ann, bob] }, () => remove(world(), ann));
    expect(answer).toMatchObject({ status: 204 });
  });
});

describe.skipIf(!engines[0]?.exactCapacity)('an action on 100 contacts reads each of them once', () => {
  const world = worlds();
  const COUNT = 100;

  async function cost(body: object) {
    const { data } = world();
    const units = async (of: object) => {
      const start = data.meter.read();
      await act(world(), of);
      return consumedSince(data.meter, start);
    };
    // What any request reads when groups and fields are cached.
    const nothing = { action: 'interrupt', contacts: [] };
    await units(nothing);
    const { readUnits: every } = await units(nothing);
    const { readUnits, writeUnits } = await units(body);
    return { reads: readUnits - every, writes: writeUnits };
  }

  /** Creates contacts with a URN each; returns their uuids and URNs. */
  async function owners(): Promise<{ uuid: ContactId; urn: string }[]> {
    const made = Array.from({ length: COUNT }, (_, index) => contact({ urns: [`tel:+2507880${10_000 + index}`] }));
    for (const one of made) await createContact(world().data, world().workspace, [...one.urns], () => one);
    return made.map(({ uuid, urns: [urn = ''] }) => ({ uuid, urn }));
  }

  test('by uuid: half a unit each, and no contact is read again before it is changed', async () => {
    const contacts = await world().put(many(COUNT));
    expect(await cost({ action: 'interrupt', contacts })).toEqual({ reads: COUNT / 2, writes: 0 });
    // The contact, and its entries in two indexes.
    expect(await cost({ action: 'set_status', status: 'archived', contacts })).toEqual({
      reads: COUNT / 2,
      writes: COUNT * 5,
    });
    // With 2 for the note of the deletion, by which files are told that may hold these people, and 1 for the audit log.
    expect(await cost({ action: 'delete', contacts })).toEqual({ reads: COUNT / 2, writes: COUNT * 4 + 3 });
  });

  test('by URN: two units each, for the URN and its owner', async () => {
    const contacts = (await owners()).map(({ urn }) => urn);
    expect(await cost({ action: 'set_status', status: 'archived', contacts })).toEqual({
      reads: COUNT * 2,
      writes: COUNT * 5,
    });
    expect(await cost({ action: 'delete', contacts })).toEqual({ reads: COUNT * 2, writes: COUNT * 4 + 3 });
  });

  test('by uuid and by URN at once: as many units as by URN', async () => {
    const both = (await owners()).slice(0, 50).flatMap(({ uuid, urn }) => [uuid, urn]);
    expect(await cost({ action: 'interrupt', contacts: both })).toEqual({ reads: 50 * 2, writes: 0 });
  });
});
