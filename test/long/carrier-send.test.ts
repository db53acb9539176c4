/** Opt-outs go to the carrier's list, in the local runner's stand-in of AWS. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NumberRefusedError } from '../../shared/messages/opt-out-lists.ts';
import { type Carrier, openCarrier, openListed } from '../support/carrier.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
let carrier: Carrier;
beforeAll(async () => {
  carrier = await openCarrier();
});
afterAll(() => carrier.close());

const open = () => openListed(stage(), carrier);
type Listed = Awaited<ReturnType<typeof open>>;

const ANN = '+250788123456';
const BOB = '+250788123457';
const HOME = '+250788123458';

const person = async ({ client }: Listed, ...numbers: readonly string[]): Promise<string> =>
  (await client.post('contacts.json', { urns: numbers.map((number) => `tel:${number}`) })).uuid;

const says = ({ client }: Listed, number: string, text: string) =>
  client.post('events.json', { type: 'msg_received', urn: `tel:${number}`, text });

const change = ({ client }: Listed, uuid: string, body: object) => client.post(`contacts.json?uuid=${uuid}`, body);

async function remove(at: Listed, ...uuids: readonly string[]): Promise<void> {
  for (const uuid of uuids) {
    await change(at, uuid, { status: 'archived' });
    await at.client.ask('DELETE', `contacts.json?uuid=${uuid}`);
  }
}

const suppress = ({ client }: Listed, number: string) =>
  client.post('suppressions.json', { urns: [`tel:${number}`], reason: 'their list' });
const liftSuppression = ({ client }: Listed, number: string) =>
  client.ask('DELETE', `suppressions.json?urn=${encodeURIComponent(`tel:${number}`)}&reason=asked`);

it('who writes STOP is put on the list, with every number, and who writes START is taken off', async () => {
  const at = await open();
  await person(at, ANN, HOME);
  await person(at, BOB);
  await says(at, ANN, 'STOP');
  await at.run();
  expect(at.numbers()).toEqual([ANN, HOME]);
  await says(at, ANN, 'START');
  await at.run();
  expect(at.numbers()).toEqual([]);
});

it('what was true between two runs is not told, only what is', async () => {
  const at = await open();
  await person(at, ANN);
  await says(at, ANN, 'STOP');
  await says(at, ANN, 'START');
  carrier.asked.length = 0;
  await at.run();
  expect([at.numbers(), carrier.asked.includes('PutOptedOutNumber')]).toEqual([[], false]);
});

it('whoever stops or lifts is told: by hand, in the archive, by a suppression', async () => {
  const at = await open();
  const ann = await person(at, ANN);
  const bob = await person(at, BOB);
  await change(at, ann, { status: 'stopped' });
  await suppress(at, HOME);
  await change(at, bob, { status: 'archived' });
  await says(at, BOB, 'STOP');
  await at.run();
  expect(at.numbers()).toEqual([ANN, BOB, HOME]);
  await change(at, ann, { status: 'active', reason: 'asked by phone' });
  await liftSuppression(at, HOME);
  await at.run();
  expect(at.numbers()).toEqual([BOB]);
});

it('who had opted out before the list was named is told too, once', async () => {
  const at = await openListed(stage(), carrier, async (client) => {
    for (const number of [ANN, BOB, HOME]) await client.post('contacts.json', { urns: [`tel:${number}`] });
    for (const number of [ANN, BOB]) await client.post('events.json', { type: 'stop_contact', urn: `tel:${number}` });
    const [{ uuid }] = (await client.get(`contacts.json?urn=${encodeURIComponent(`tel:${BOB}`)}`)).results;
    await client.post(`contacts.json?uuid=${uuid}`, { status: 'archived' });
  });
  expect(await at.run()).toMatchObject({ noted: 2, sent: 2 });
  expect(at.numbers()).toEqual([ANN, BOB]);
  expect(await at.run()).toMatchObject({ noted: 0, sent: 0 });
});

it('an address that was suppressed before the list was named is told when it is sent again', async () => {
  const before = async (client: Listed['client']) =>
    void (await client.post('suppressions.json', { urns: [`tel:${ANN}`], reason: 'their list' }));
  const at = await openListed(stage(), carrier, before);
  await at.run();
  expect(at.numbers()).toEqual([]);
  expect(await suppress(at, ANN)).toEqual({ results: [{ outcome: 'already' }] });
  await at.run();
  expect(at.numbers()).toEqual([ANN]);
});

it('who is blocked has refused nothing', async () => {
  const at = await open();
  await change(at, await person(at, ANN), { status: 'blocked' });
  await at.run();
  expect(at.numbers()).toEqual([]);
});

it('a number that leaves a contact who opted out stays on the list, and so does that of who is deleted, told before or after', async () => {
  const at = await open();
  const [ann, bob] = [await person(at, ANN, HOME), await person(at, BOB)];
  await says(at, ANN, 'STOP');
  await at.run();
  await change(at, ann, { urns: [`tel:${ANN}`] });
  await says(at, BOB, 'STOP');
  await remove(at, ann, bob);
  await at.run();
  expect(at.numbers()).toEqual([ANN, BOB, HOME]);
});

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

it('what AWS does not remove yet waits for its day, and comes off then', async () => {
  const at = await open();
  await person(at, ANN);
  for (const text of ['STOP', 'START', 'STOP']) {
    await says(at, ANN, text);
    await at.run();
  }
  await says(at, ANN, 'START');
  carrier.asked.length = 0;
  await at.run();
  await at.run({ days: 29 });
  expect([at.numbers(), carrier.asked]).toEqual([[ANN], ['DescribeOptedOutNumbers']]);
  carrier.ahead = 31 * 86_400_000;
  await at.run({ days: 31 });
  carrier.ahead = 0;
  expect(at.numbers()).toEqual([]);
});

it('a number that was removed elsewhere is tried once a day', async () => {
  const at = await open();
  await person(at, ANN);
  const then = Date.now() + carrier.ahead;
  carrier.kept.put(at.list, ANN, { at: then, byPerson: false });
  carrier.kept.remove(at.list, ANN, then);
  await says(at, ANN, 'STOP');
  await at.run();
  await says(at, ANN, 'START');
  await at.run();
  expect(at.numbers()).toEqual([ANN]);
  carrier.ahead = 31 * 86_400_000;
  await at.run({ days: 2 });
  carrier.ahead = 0;
  expect(at.numbers()).toEqual([]);
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

it('who wrote STOP to AWS after it was lifted here stays on the list, and is stopped here', async () => {
  const at = await open();
  const ann = await person(at, ANN);
  await change(at, ann, { status: 'stopped' });
  await at.run();
  await change(at, ann, { status: 'active', reason: 'asked by phone' });
  carrier.kept.put(at.list, ANN, { at: Date.now() + 1, byPerson: true });
  await at.run();
  expect(at.numbers()).toEqual([ANN]);
  expect(await at.client.all('contacts.json')).toMatchObject([{ status: 'stopped' }]);
});

it('who opted in here after an opt-out that is only read later comes off the list', async () => {
  const at = await open();
  await person(at, ANN);
  carrier.kept.put(at.list, ANN, { at: Date.now() - 60_000, byPerson: true });
  await says(at, ANN, 'Muraho');
  await at.run();
  await at.run();
  expect(at.numbers()).toEqual([]);
  expect(await at.client.all('contacts.json')).toMatchObject([{ status: 'active' }]);
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

it('the contact says what its number is at the carrier, and what waits', async () => {
  const at = await open();
  const ann = await person(at, ANN);
  const shown = async () => (await at.client.get(`contacts.json?uuid=${ann}`)).results[0].carrier;
  const nothing = { urn: `tel:${ANN}`, opt_out_list: at.list, since: null, next_try_on: null, problem: null };
  expect(await shown()).toEqual([{ ...nothing, opted_out: null, pending: null }]);
  await says(at, ANN, 'STOP');
  await stage().settle();
  expect(await shown()).toEqual([{ ...nothing, opted_out: null, pending: 'put' }]);
  await at.run();
  const since = new Date(carrier.kept.entries(at.list).get(ANN)?.at ?? 0).toISOString();
  expect(await shown()).toMatchObject([
    { opted_out: true, since: expect.stringContaining(since.slice(0, 19)), pending: null },
  ]);
  await says(at, ANN, 'START');
  await at.run();
  expect(await shown()).toEqual([{ ...nothing, opted_out: false, pending: null }]);
  await says(at, ANN, 'STOP');
  await at.run();
  await says(at, ANN, 'START');
  await at.run();
  expect(await at.client.all('contacts.json')).toMatchObject([{ status: 'active' }]);
  expect(await shown()).toMatchObject([
    {
      opted_out: true,
      pending: 'remove',
      problem: 'removed_within_30_days',
      next_try_on: expect.stringContaining('T'),
    },
  ]);
  const { results } = await at.client.get(`contact_export.json?contact=${ann}`);
  expect(results[0]).toMatchObject({ kind: 'contact', carrier: [{ pending: 'remove' }] });
});

it('a workspace without a list has nothing noted, and shows nothing', async () => {
  const client = await stage().open();
  const { uuid } = await client.post('contacts.json', { urns: [`tel:${ANN}`] });
  expect((await client.get(`contacts.json?uuid=${uuid}`)).results[0]).not.toHaveProperty('carrier');
  await client.post('events.json', { type: 'stop_contact', urn: `tel:${ANN}` });
  expect(JSON.stringify(await stage().itemsOf(client))).not.toContain('"O#');
});
