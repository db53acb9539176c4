import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  changeChannel,
  listChannels,
  newAddress,
  readChannelAt,
  removeChannel,
} from '../../shared/data/workspace/index.ts';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { signatureHeaders } from '../../shared/services/webhooks/signature.ts';
import { prepare } from '../support/api/client.ts';
import { addressOf, sendTo } from '../support/in-process/inbound.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const send = sendTo(stage);
const JSON_TYPE = { 'content-type': 'application/json' };

async function open(kind: object) {
  const client = await stage().open();
  await prepare(client);
  const made = await client.post('channels.json', kind);
  const texts = async () => {
    await stage().settle();
    return (await client.all('messages.json')).map(({ text }: { text: string }) => text).sort();
  };
  return { client, made, address: addressOf(made), texts };
}

it('messages without an id, or with an empty one, count each', async () => {
  const { client, address, texts } = await open({ kind: 'africastalking' });
  await send(address, 'from=%2B250788123456&text=One&id=');
  await send(address, 'from=%2B250788123456&text=Two&id=');
  await send(address, 'from=%2B250788123456&text=Three');
  expect(await texts()).toEqual(['One', 'Three', 'Two']);
  for (const number of ['250788123456', '250788123457']) await send(address, `phoneNumber=%2B${number}&senderId=X&id=`);
  await stage().settle();
  const statuses = (await client.all('contacts.json')).map(({ status }: { status: string }) => status);
  expect(statuses).toEqual(['stopped', 'stopped']);
});

it('a signed request that is sent again counts once, although its events have no ids', async () => {
  const { made, address, texts } = await open({ kind: 'json' });
  const said = (text: string) => ({ type: 'msg_received', urn: 'tel:+250788123456', text });
  const body = JSON.stringify({ events: [said('One'), said('Two')] });
  const proof = signatureHeaders(made.secret, 'd1', Math.floor(Date.now() / 1000), body);
  for (const _ of [1, 2]) expect(await send(address, '', body, { ...JSON_TYPE, ...proof })).toEqual([200, '{}']);
  expect(await texts()).toEqual(['One', 'Two']);
});

it('texts are cut between characters, and broken ones lose nothing else', async () => {
  const { address, texts } = await open({ kind: 'infobip' });
  const results = [
    { from: '250788123456', messageId: 'a', text: `${'x'.repeat(9_999)}\u{1f600}` },
    { from: '250788123457', messageId: '\ud83d', text: 'Hi' },
    { from: 3, messageId: {} },
  ];
  await send(address, '', JSON.stringify({ results }), JSON_TYPE);
  expect((await texts()).map((text: string) => text.slice(-2))).toEqual(['Hi', 'x\ufffd']);
});

it('an address that was replaced does not come back by another change that had read the channel before', async () => {
  const { client, address } = await open({ kind: 'external' });
  const { data } = stage().service.runtime;
  const workspace = (await client.get('workspace.json')).uuid as WorkspaceId;
  const [before] = (await listChannels(data, workspace)) as [Channel];
  const [one, two] = [newAddress(), newAddress()];
  expect(await changeChannel(data, before, { ...before, hash: one.hash })).toBe(null);
  expect(await changeChannel(data, before, { ...before, name: 'Other' })).toBe('changed');
  expect(await changeChannel(data, before, { ...before, hash: two.hash })).toBe('changed');
  expect(await removeChannel(data, before)).toBe(false);
  const leads = async (to: string) => (await readChannelAt(data, to)) !== null;
  expect(await Promise.all([address, one.address, two.address].map(leads))).toEqual([false, true, false]);
});

it('a long message in parts counts once all are there, in their order; one whose others do not come is a message by itself', async () => {
  const { address, texts, client } = await open({ kind: 'vonage', secret: 'secret' });
  const part = (number: number, text: string, ref = '7') => send(address, signed(number, text, ref));
  for (const [number, text] of [
    [2, 'stop'],
    [1, 'Do not '],
    [2, 'stop'],
  ] as const)
    await part(number, text);
  expect(await texts()).toEqual(['Do not stop']);
  await part(2, 'stop');
  await part(1, 'Alone', '8');
  expect(await texts()).toEqual(['Alone', 'Do not stop']);
  await part(2, ' at last', '8');
  expect(await texts()).toEqual([' at last', 'Alone', 'Do not stop']);
  expect(await client.all('contacts.json')).toMatchObject([{ status: 'active' }]);
});

/** A request of Vonage's SMS API. */
function signed(part: number, text: string, ref: string): string {
  const said = {
    concat: 'true',
    'concat-part': String(part),
    'concat-ref': ref,
    'concat-total': '2',
    messageId: `${ref}.${part}`,
  };
  const all = { ...said, msisdn: '250788123456', text, timestamp: String(Math.floor(Date.now() / 1000)), to: '8282' };
  const sorted = Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1));
  const over = sorted.map(([name, value]) => `&${name}=${value}`).join('');
  const sig = createHmac('sha256', 'secret').update(over).digest('hex');
  return new URLSearchParams({ ...all, sig }).toString();
}
