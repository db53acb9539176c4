/** Telling the carrier of opt-outs while something fails, and what is kept of it: stories/carrier has the rest. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NumberRefusedError } from '../../shared/messages/opt-out-lists.ts';
import { type Carrier, nameList, openCarrier } from '../support/carrier.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
let carrier: Carrier;
beforeAll(async () => {
  carrier = await openCarrier();
});
afterAll(() => carrier.close());

const open = async () => nameList(stage(), carrier, await stage().open());
type Listed = Awaited<ReturnType<typeof open>>;

const ANN = '+250788123456';
const BOB = '+250788123457';

const person = async ({ client }: Listed, number: string): Promise<string> =>
  (await client.post('contacts.json', { urns: [`tel:${number}`] })).uuid;

const says = ({ client }: Listed, number: string, text: string) =>
  client.post('events.json', { type: 'msg_received', urn: `tel:${number}`, text });

async function remove({ client }: Listed, ...uuids: readonly string[]): Promise<void> {
  for (const uuid of uuids) {
    await client.post(`contacts.json?uuid=${uuid}`, { status: 'archived' });
    await client.ask('DELETE', `contacts.json?uuid=${uuid}`);
  }
}

it('of a deleted person nothing is kept in clear once it is told, and of who had lifted it nothing at all', async () => {
  const at = await open();
  const [ann, bob] = [await person(at, ANN), await person(at, BOB)];
  await says(at, ANN, 'STOP');
  await says(at, BOB, 'STOP');
  await at.run();
  await says(at, BOB, 'START');
  await remove(at, ann, bob);
  await stage().settle();
  const left = JSON.stringify(await stage().itemsOf(at.client));
  expect(left).not.toContain(ANN);
  expect(left).not.toContain(BOB);
  expect(left.match(/"O#/g)).toHaveLength(1);
});

it.each([
  ['at once', async () => {}],
  ['a moment later', () => stage().settle()],
])('of who is deleted %s, before the opt-out was told, the number waits for 30 days at most', async (_, meanwhile) => {
  const at = await open();
  const ann = await person(at, ANN);
  await says(at, ANN, 'STOP');
  await meanwhile();
  await remove(at, ann);
  const waiting = () =>
    stage()
      .itemsOf(at.client)
      .then((all) => all.filter((one) => 'number' in one && one.number === ANN));
  const days = (item: object | undefined) =>
    Math.round((((item as { ttl?: number } | undefined)?.ttl ?? 0) * 1_000 - Date.now()) / 86_400_000);
  expect((await waiting()).map(days)).toEqual([30]);
  await at.run();
  expect([at.numbers(), await waiting()]).toEqual([[ANN], []]);
});

it('what was put from here is no news when the list is read: nobody is stopped again by it', async () => {
  const at = await open();
  await person(at, ANN);
  await says(at, ANN, 'STOP');
  await at.run();
  await says(at, ANN, 'START');
  // Read before the number is taken off.
  const failing = { ...carrier.lists, find: () => Promise.reject(new Error('not now')) };
  await at.run({ lists: failing, days: 1 });
  expect(at.numbers()).toEqual([ANN]);
  expect(await at.client.all('contacts.json')).toMatchObject([{ status: 'active' }]);
  await at.run({ days: 2 });
  expect(at.numbers()).toEqual([]);
});

it('a number that fails keeps no other, a run that dies loses none, and what was done twice is as if done once', async () => {
  const at = await open();
  await person(at, ANN);
  await person(at, BOB);
  await says(at, ANN, 'STOP');
  await says(at, BOB, 'STOP');
  const dying = {
    ...carrier.lists,
    async put(list: string, number: string) {
      if (number === ANN) throw new Error('not this one');
      await carrier.lists.put(list, number);
      throw new Error('died before it could note that');
    },
  };
  expect(await at.run({ lists: dying })).toMatchObject({ sent: 0, failed: 2 });
  expect(at.numbers()).toEqual([BOB]);
  expect(await at.run({ days: 1 })).toMatchObject({ sent: 2, failed: 0 });
  expect(at.numbers()).toEqual([ANN, BOB]);
  expect(await at.run({ days: 1 })).toMatchObject({ sent: 0, news: 0 });
});

it('what AWS takes for no number waits for a month, and ends no run; what fails whatever the number does', async () => {
  const at = await open();
  const numbers = [0, 1, 2, 3, 4].map((n) => `+25078812300${n}`);
  for (const number of numbers) await person(at, number);
  for (const number of numbers) await says(at, number, 'STOP');
  const refusing = { ...carrier.lists, put: () => Promise.reject(new NumberRefusedError('INVALID')) };
  expect(await at.run({ lists: refusing })).toMatchObject({ sent: 0, failed: 5 });
  expect(await at.run({ days: 1 })).toMatchObject({ sent: 0, failed: 0 });
  const denied = { ...carrier.lists, put: () => Promise.reject(new Error('denied')) };
  await expect(at.run({ lists: denied, days: 31 })).rejects.toThrow('a list failed');
  expect(await at.run({ days: 32 })).toMatchObject({ sent: 5 });
});

it('a workspace without a list has nothing noted, and shows nothing', async () => {
  const client = await stage().open();
  const { uuid } = await client.post('contacts.json', { urns: [`tel:${ANN}`] });
  expect((await client.get(`contacts.json?uuid=${uuid}`)).results[0]).not.toHaveProperty('carrier');
  await client.post('events.json', { type: 'stop_contact', urn: `tel:${ANN}` });
  expect(JSON.stringify(await stage().itemsOf(client))).not.toContain('"O#');
});
