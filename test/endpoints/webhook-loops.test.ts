/** A webhook whose receiver changes the workspace again: what came from three deliveries in a row is not delivered. */
import { beforeEach, expect, it } from 'vitest';
import { changeWebhook } from '../../shared/data/workspace/index.ts';
import type { Webhook } from '../../shared/domain/bus/webhook.ts';
import { hopsOf } from '../../shared/domain/bus/webhook.ts';
import type { BusType } from '../../shared/domain/bus-types.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { type Client, createPeople, prepare } from '../support/api/client.ts';
import { addressOf, sendTo } from '../support/in-process/inbound.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { openDeliverer, openReceiver } from '../support/webhooks/deliveries.ts';

const stage = onInProcessStage();
const send = sendTo(stage);
let client: Client;
let workspace: WorkspaceId;
let [told, answered] = [0, 0];
let receiver: Awaited<ReturnType<typeof openReceiver>>;
beforeEach(async () => {
  client = await stage().open();
  await prepare(client);
  workspace = (await client.get('workspace.json')).uuid;
  [told, answered] = [0, 0];
  receiver = await openReceiver();
  return () => receiver.close();
});

async function hook(...events: BusType[]): Promise<void> {
  const { uuid } = await client.post('webhooks.json', { url: 'https://hooks.example.com/', events });
  await changeWebhook(stage().service.runtime.data, workspace, uuid as Webhook['uuid'], { url: receiver.url });
}

/** More rounds than any loop may have. */
const ROUNDS = 8;

/** Delivers what is told and lets the receiver answer each delivery by `react`, until nothing is told any more. */
async function play(react: (headers: Record<string, string>) => Promise<unknown>): Promise<string[]> {
  const deliverer = openDeliverer(stage().service.runtime);
  for (let round = 0; round < ROUNDS; round++) {
    await stage().settle();
    const entries = stage().service.told(workspace).slice(told);
    told += entries.length;
    for (const { events } of entries)
      await deliverer.deliver({ id: `e${told}`, detail: { workspace, events: [...events] } }, { first: 60, late: 60 });
    for (const { headers } of receiver.heard.slice(answered)) {
      answered++;
      await react({ 'dormouse-hops': String(headers['dormouse-hops']) });
    }
  }
  expect(deliverer.waiting).toEqual([]);
  return receiver.heard.map(({ headers }) => String(headers['dormouse-hops']));
}
const shown = async () => (await client.get('webhooks.json')).results[0];
const LOOP = 'This follows from 3 deliveries in a row. It is not delivered, since that would never end.';

it('by a message to a channel', async () => {
  const address = addressOf(await client.post('channels.json', { kind: 'external' }));
  const message = (headers = {}) => send(address, 'from=0788123456&text=Muraho', '', headers, 'receive');
  await hook('contact.created', 'contact.seen');
  await message();
  expect(await play(message)).toEqual(['1', '2', '3']);
  expect(await client.all('messages.json')).toHaveLength(4);
  expect(await shown()).toMatchObject({ status: 'working', given_up: 1, last_error: LOOP });
  // What somebody says meanwhile is told as ever.
  await message();
  expect(await play(async () => {})).toEqual(['1', '2', '3', '1']);
});

it('by a change of a contact, an event, or a job, also one that is only steered', async () => {
  const [uuid = ''] = await createPeople(client, 1);
  const urn = (await client.get(`contacts.json?uuid=${uuid}`)).results[0].urns[0];
  let change = 0;
  const at = () => `2026-11-0${++change}T08:00:00Z`;
  const ways: readonly (readonly [BusType, (headers: Record<string, string>) => Promise<unknown>])[] = [
    [
      'contact.changed',
      (headers) => client.ask('POST', `contacts.json?uuid=${uuid}`, { name: `Ann ${++change}` }, headers),
    ],
    [
      'contact.seen',
      (headers) =>
        client.ask('POST', 'events.json', { type: 'msg_received', urn, occurred_on: at(), text: 'Yes' }, headers),
    ],
    [
      'job.completed',
      (headers) => {
        const status = ++change % 2 === 0 ? 'active' : 'archived';
        return client.ask(
          'POST',
          'jobs.json',
          { type: 'set_status', status, selection: { contacts: [uuid] } },
          headers,
        );
      },
    ],
  ];
  for (const [type, react] of ways) {
    await hook(type);
    await react({});
    expect(await play(react), type).toEqual(['1', '2', '3']);
    expect(await shown(), type).toMatchObject({ given_up: 1, last_error: LOOP });
    for (const one of (await client.get('webhooks.json')).results)
      await client.ask('DELETE', `webhooks.json?uuid=${one.uuid}`);
    receiver.heard.splice(0);
    answered = 0;
  }
});

it('what a job does after a step that came from a delivery counts the hops of that step', async () => {
  const contacts = await createPeople(client, 1);
  await hook('job.completed', 'contact.changed');
  const job = { type: 'set_status', status: 'archived', selection: { contacts }, preview: true };
  const { uuid } = await client.post('jobs.json', job);
  await stage().settle();
  const { token, total } = (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
  const run = { action: 'run', token, count: total };
  const { status } = await client.ask('POST', `jobs.json?uuid=${uuid}`, run, { 'dormouse-hops': '2' });
  expect(status).toBe(200);
  expect(new Set(await play(async () => {}))).toEqual(new Set(['3']));
});

it.each([
  [undefined, {}],
  ['', {}],
  ['0', {}],
  ['2', { hops: 2 }],
  ['1, 2', { hops: 2 }],
  ['99999999999999999999', { hops: 3 }],
  ['-1', {}],
  ['1e9', {}],
  ['constructor', {}],
])('a header of %j is %j', (header, hops) => {
  expect(hopsOf({ 'dormouse-hops': header })).toEqual(hops);
});
