import { beforeEach, expect, it } from 'vitest';
import { changeWebhook, listWebhooks } from '../../shared/data/workspace/index.ts';
import { MOST_ATTEMPTS, MOST_WAITING, type Webhook } from '../../shared/domain/bus/webhook.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { Client } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { type Deliverer, entryFor, IMPATIENT, openDeliverer, openReceiver } from '../support/webhooks/deliveries.ts';

const stage = onInProcessStage();
let client: Client;
let workspace: WorkspaceId;
let deliverer: Deliverer;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
let uuid: Webhook['uuid'];
beforeEach(async () => {
  client = await stage().open();
  workspace = (await client.get('workspace.json')).uuid;
  receiver = await openReceiver(false);
  deliverer = openDeliverer(stage().service.runtime);
  uuid = (await client.post('webhooks.json', { url: 'https://hooks.example.com/', events: ['job.completed'] })).uuid;
  await set({ url: receiver.url });
  return () => receiver.close();
});

const set = (given: Partial<Webhook>) => changeWebhook(stage().service.runtime.data, workspace, uuid, given);
const stored = async () => (await listWebhooks(stage().service.runtime.data, workspace))[0] as Webhook;
const shown = async () => (await client.get('webhooks.json')).results[0];
const tell = () => deliverer.deliver(entryFor(workspace), IMPATIENT);

/** Handles everything that waits, after its longest delay. */
async function later(patience = IMPATIENT) {
  const some = deliverer.waiting.splice(0);
  deliverer.pass(Math.max(0, ...some.map(({ delay }) => delay)));
  for (const { message } of some) await deliverer.deliver(message, patience);
}

/** Until three deliveries have timed out. */
async function open() {
  for (let n = 0; n < 3; n++) await tell();
  await later();
}

it('an address that takes long is called once among the others, and then where it delays nobody', async () => {
  await tell();
  await tell();
  expect(deliverer.waiting).toMatchObject([
    { delay: 0, message: { failed: 0 } },
    { delay: 0, message: { failed: 0 } },
  ]);
  expect(await shown()).toMatchObject({ status: 'working', circuit: 'closed', waiting: 2 });
  receiver.answers = true;
  // It answers at once, so the next first attempt is made among the others again.
  await later({ first: 60, late: 60 });
  expect(await shown()).toMatchObject({ status: 'working', waiting: 0 });
  const heard = receiver.heard.length;
  await deliverer.deliver(entryFor(workspace), { first: 60, late: 60 });
  expect([receiver.heard.length, deliverer.waiting]).toEqual([heard + 1, []]);
});

it('three time-outs open the circuit: nothing is called, and one delivery tries after a minute', async () => {
  await open();
  expect(deliverer.failed).toBe(3);
  expect(await stored()).toMatchObject({ timeouts: 3, failingSince: expect.any(Number) });
  await tell();
  const waiting = deliverer.waiting.map(({ delay }) => delay);
  expect(Math.max(...waiting)).toBe(60);
  for (const { message } of deliverer.waiting.splice(0)) await deliverer.deliver(message, IMPATIENT);
  expect(deliverer.failed).toBe(3);
  // Half open: of all that wait, one delivery tries, and the circuit is open for twice as long.
  await later();
  expect(deliverer.failed).toBe(4);
  expect(await stored()).toMatchObject({ timeouts: 4 });
  expect(deliverer.waiting.map(({ delay }) => delay)).toEqual([120, 120, 120, 120]);
  receiver.answers = true;
  await later({ first: 60, late: 60 });
  expect(deliverer.failed).toBe(4);
  expect(await shown()).toMatchObject({ status: 'working', circuit: 'closed', open_until: null, waiting: 0 });
});

it('is shown as open and half open, and saving the webhook closes it', async () => {
  const { now } = stage().service.runtime;
  await set({ timeouts: 3, openUntil: (now() + 60_000_000) as Webhook['openUntil'], waiting: 2, givenUp: 5 });
  const open = await shown();
  expect(open).toMatchObject({ circuit: 'open', waiting: 2, given_up: 5 });
  expect(Date.parse(open.open_until)).toBeGreaterThan(now() / 1_000);
  await set({ openUntil: now() });
  expect(await shown()).toMatchObject({ circuit: 'half_open' });
  const saved = await client.post(`webhooks.json?uuid=${uuid}`, { events: ['job.completed'] });
  expect(saved).toMatchObject({ circuit: 'closed', open_until: null, given_up: 0, waiting: 2 });
});

it('time-outs at the same time each count, and only one delivery tries a half open address', async () => {
  for (let n = 0; n < 5; n++) await tell();
  const some = deliverer.waiting.splice(0);
  await Promise.all(some.map(({ message }) => deliverer.deliver(message, IMPATIENT)));
  expect(await stored()).toMatchObject({ timeouts: 3 });
  const calls = deliverer.failed;
  deliverer.pass(60);
  await Promise.all(deliverer.waiting.splice(0).map(({ message }) => deliverer.deliver(message, IMPATIENT)));
  expect(deliverer.failed).toBe(calls + 1);
});

it('an answer of any kind ends the row of time-outs', async () => {
  await set({ timeouts: 2, slow: true });
  receiver.answers = true;
  await tell();
  await later({ first: 60, late: 60 });
  expect(await stored()).toMatchObject({ timeouts: 0, waiting: 0 });
  receiver.answers = false;
  await tell();
  await later();
  expect(await stored()).toMatchObject({ timeouts: 1, openUntil: null });
});

it('what waits is bounded; what comes above it is given up and counted, also while nothing is called', async () => {
  await set({ slow: true, waiting: MOST_WAITING - 1 });
  for (let n = 0; n < 3; n++) await tell();
  expect(deliverer.waiting).toHaveLength(1);
  expect(await shown()).toMatchObject({ waiting: MOST_WAITING, given_up: 2 });
});

it('a delivery to an address that never answers is given up after its last attempt, and then does not wait', async () => {
  await tell();
  for (let n = 0; n < MOST_ATTEMPTS; n++) await later();
  expect(deliverer.waiting).toEqual([]);
  expect(await shown()).toMatchObject({ waiting: 0, given_up: 1, circuit: 'open' });
});

it('what waits for a webhook that was disabled is given up, and for one that is gone is forgotten', async () => {
  await set({ slow: true });
  await tell();
  await tell();
  await set({ enabled: false });
  const [first, second] = deliverer.waiting.splice(0);
  if (first) await deliverer.deliver(first.message);
  expect(await shown()).toMatchObject({ status: 'disabled', waiting: 1, given_up: 1 });
  await client.ask('DELETE', `webhooks.json?uuid=${uuid}`);
  if (second) await deliverer.deliver(second.message);
  expect([deliverer.waiting, receiver.heard]).toEqual([[], []]);
});
