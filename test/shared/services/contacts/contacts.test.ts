import { expect, test } from 'vitest';
import { createContact, deleteContact } from '../../../../shared/data/contacts/index.ts';
import { consumedSince } from '../../../../shared/data/dynamo/meter.ts';
import { loadAssets } from '../../../../shared/data/workspace/assets.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { findOrCreate, findOrCreateAll } from '../../../../shared/services/contacts/create.ts';
import { findByUrn, findContacts } from '../../../../shared/services/contacts/find.ts';
import { contact, NOW, worlds } from '../../../functions/engine/world.ts';

const CHANGE = { by: 'token-1', via: 'api' } as const;
const [ANN, BOB, CID] = ['tel:+250788000001', 'mailto:bob@example.org', 'tel:+250788000003'] as const;

const world = worlds();
const creating = async () => ({
  assets: await loadAssets(world().data, world().workspace),
  now: NOW,
  change: CHANGE,
});

async function create(...urns: string[]): Promise<Contact> {
  const made = contact({ urns });
  await createContact(world().data, world().workspace, urns, () => made);
  return made;
}

async function find(...references: string[]) {
  const { data, workspace } = world();
  return findContacts(data, workspace, await loadAssets(data, workspace), references);
}

test('contacts are found in the order of their references, each once, also when named by uuid and by URN', async () => {
  const [ann, bob] = [await create(ANN, CID), await create(BOB)];
  expect(await find(BOB, ann.uuid.toUpperCase(), ANN, CID, bob.uuid)).toEqual([bob, ann]);
  expect(await find()).toEqual([]);
});

test('the first reference without a contact is returned; a deleted contact counts as none', async () => {
  const [ann, bob] = [await create(ANN), await create(BOB)];
  const deletion = { change: CHANGE, now: NOW };
  await deleteContact(world().data, world().workspace, bob.uuid, deletion, () => null);
  for (const missing of [bob.uuid, BOB, CID, 'Bob', '', crypto.randomUUID()])
    expect(await find(ann.uuid, missing, 'and another')).toEqual({ code: 'no_such_object', reference: missing });
});

test('only a contact that has the URN is found by it', async () => {
  const ann = await create(ANN);
  const { data, workspace } = world();
  expect(await findByUrn(data, workspace, `${ANN}#Ann`)).toEqual(ann);
  expect(await findByUrn(data, workspace, BOB)).toBeNull();
});

test('of callers that find or create the same URN at once, one creates the contact', async () => {
  const { data, workspace } = world();
  const given = await creating();
  const results = await Promise.all(Array.from({ length: 20 }, () => findOrCreate(data, workspace, given, ANN)));
  expect(results.filter(({ created }) => created)).toHaveLength(1);
  expect(new Set(results.map(({ contact: { uuid } }) => uuid)).size).toBe(1);
  expect(results[0]?.contact).toMatchObject({ urns: [ANN], status: 'active' });
});

test('a new contact takes the opt-out of the deleted owner of its URN, and its modifiers are decided with it', async () => {
  const { data, workspace } = world();
  const ann = contact({ urns: [ANN], status: 'archived', optOut: 'stopped' });
  await createContact(data, workspace, [ANN], () => ann);
  await deleteContact(data, workspace, ann.uuid, { change: CHANGE, now: NOW }, () => null);
  const again = await findOrCreate(data, workspace, await creating(), ANN, ({ status }) => [
    { type: 'urns', urns: [ANN], modification: 'set' },
    { type: 'name', name: `was ${status}` },
  ]);
  expect(again).toMatchObject({ created: true, contact: { name: 'was stopped', status: 'stopped', urns: [ANN] } });
});

test('many URNs are found and created in their order; those that exist are read once', async () => {
  const { data, workspace } = world();
  const ann = await create(ANN, CID);
  const given = await creating();
  const first = await findOrCreateAll(data, workspace, given, [BOB, CID, ANN, `${BOB}#Bob`]);
  expect(first).toEqual([expect.objectContaining({ urns: [BOB] }), ann]);
  const start = data.meter.read();
  expect(await findOrCreateAll(data, workspace, given, [ANN, BOB])).toEqual([ann, first[0]]);
  expect(consumedSince(data.meter, start)).toEqual({ readUnits: 4, writeUnits: 0 });
});
