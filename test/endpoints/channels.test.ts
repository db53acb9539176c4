import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import type { Client } from '../support/api/client.ts';
import { prepare } from '../support/api/client.ts';
import { addressOf, sendTo } from '../support/in-process/inbound.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

async function open(): Promise<Client> {
  const client = await stage().open();
  await prepare(client);
  return client;
}

const send = sendTo(stage);

it('a message and an opt-out arrive as they would by events.json, once', async () => {
  const client = await open();
  const address = addressOf(await client.post('channels.json', { kind: 'external' }));
  const said = 'from=0788123456&text=Muraho&date=2026-11-26T08%3A00%3A00Z';
  for (const _ of [1, 2]) expect(await send(address, said, '', {}, 'receive')).toEqual([200, 'Accepted']);
  await stage().settle();
  expect(await client.all('messages.json')).toMatchObject([{ text: 'Muraho' }]);
  expect(await client.all('contacts.json')).toMatchObject([{ urns: ['tel:+250788123456'], status: 'active' }]);
  await send(address, '', 'from=%2B250788123456', { 'content-type': 'application/x-www-form-urlencoded' }, 'stopped');
  await stage().settle();
  expect(await client.all('contacts.json')).toMatchObject([{ status: 'stopped' }]);
});

it('what came at a time that cannot be read brings nobody back who opted out, and stops who did not', async () => {
  const client = await open();
  const address = addressOf(await client.post('channels.json', { kind: 'africastalking' }));
  const at = (date: string, text: string) => new URLSearchParams({ from: '+254711000111', text, date }).toString();
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const says = async (date: string, text: string) => {
    await send(address, '', at(date, text), form);
    await stage().settle();
    return (await client.all('contacts.json')).map(({ status }) => status);
  };
  expect(await says('24/11/2026 10:00', 'STOP')).toEqual(['stopped']);
  expect(await says('23/11/2026 10:00', 'Habari')).toEqual(['stopped']);
  expect(await says('2026-11-24', 'Habari')).toEqual(['stopped']);
  expect(await says('', 'Habari')).toEqual(['active']);
});

/** A message of WhatsApp; who the contacts are then, and what has become of them. */
const byWhatsApp = (client: Client, address: string) => async (id: string, from: object, body: string) => {
  const message = { id, ...from, type: 'text', text: { body } };
  const text = JSON.stringify({ entry: [{ changes: [{ value: { messages: [message] } }] }] });
  const signature = `sha256=${createHmac('sha256', 'appsecret').update(text).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  expect(await send(address, '', text, headers)).toEqual([200, '']);
  await stage().settle();
  return (await client.all('contacts.json')).map(({ status, urns }) => [status, ...urns]);
};

const NUMBER = 'whatsapp:250788123456';
const USER = 'whatsapp:RW.1A2b';
const [byNumber, byUser] = [{ from: '250788123456' }, { from_user_id: 'RW.1A2b' }];
const byBoth = { ...byNumber, ...byUser };

it('who is known by a number and by an id of WhatsApp is one person, whichever a STOP comes by', async () => {
  const client = await open();
  const made = await client.post('channels.json', { kind: 'whatsapp', secret: 'appsecret' });
  const says = byWhatsApp(client, addressOf(made));
  expect(await says('1', byNumber, 'Muraho')).toEqual([['active', NUMBER]]);
  expect(await says('2', byBoth, 'Muraho')).toEqual([['active', NUMBER, USER]]);
  expect(await says('3', byUser, 'STOP')).toEqual([['stopped', NUMBER, USER]]);
});

it('an opt-out, and an opt-in, count for both contacts of a person who was known as two', async () => {
  const client = await open();
  const made = await client.post('channels.json', { kind: 'whatsapp', secret: 'appsecret' });
  const says = byWhatsApp(client, addressOf(made));
  await says('1', byNumber, 'Muraho');
  await says('2', byUser, 'Muraho');
  const both = (status: string) => expect.arrayContaining([NUMBER, USER].map((urn) => [status, urn]));
  expect(await says('3', byBoth, 'STOP')).toEqual(both('stopped'));
  expect(await says('4', byBoth, 'Muraho')).toEqual(both('active'));
});

it('what is signed wrongly is refused, and leaves nothing', async () => {
  const client = await open();
  const made = await client.post('channels.json', { kind: 'whatsapp', secret: 'appsecret' });
  const body = JSON.stringify({
    entry: [
      {
        changes: [{ value: { messages: [{ id: 'w1', from: '250788123456', type: 'text', text: { body: 'STOP' } }] } }],
      },
    ],
  });
  const sign = (key: string) => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
  const headers = (key: string) => ({ 'content-type': 'application/json', 'x-hub-signature-256': sign(key) });
  expect(await send(addressOf(made), '', body, headers('other'))).toEqual([403, '']);
  await stage().settle();
  expect(await client.all('contacts.json')).toEqual([]);
  expect(await send(addressOf(made), '', body, headers('appsecret'))).toEqual([200, '']);
  await stage().settle();
  expect(await client.all('contacts.json')).toMatchObject([{ urns: ['whatsapp:250788123456'], status: 'stopped' }]);
});

it('an address is shown once, and leads nowhere once it is another, or the channel is gone', async () => {
  const client = await open();
  const made = await client.post('channels.json', { kind: 'external', name: 'Hotline' });
  const [{ address: _, ...shown }] = [made];
  expect((await client.get('channels.json')).results).toEqual([shown]);
  const rotated = await client.post(`channels.json?uuid=${made.uuid}`, { rotate_address: true });
  expect(addressOf(rotated)).not.toBe(addressOf(made));
  const ask = async (address: string) => (await send(address, 'id=1', '', {}, 'sent'))[0];
  expect([await ask(addressOf(made)), await ask(addressOf(rotated))]).toEqual([404, 200]);
  await client.ask('DELETE', `channels.json?uuid=${made.uuid}`);
  expect(await ask(addressOf(rotated))).toBe(404);
});

it('a secret is given where the provider has one, made where it is our own, and refused where there is none', async () => {
  const client = await open();
  const own = await client.post('channels.json', { kind: 'json' });
  expect(own.secret).toMatch(/^whsec_/);
  expect((await client.ask('POST', 'channels.json', { kind: 'json', secret: 'x' })).body).toEqual({
    secret: ['The secret is made here.'],
  });
  expect((await client.ask('POST', 'channels.json', { kind: 'infobip', secret: 'x' })).status).toBe(400);
  const infobip = await client.post('channels.json', { kind: 'infobip' });
  const refused = await client.ask('POST', `channels.json?uuid=${infobip.uuid}`, { rotate_secret: true });
  expect(refused.body).toEqual({ rotate_secret: [expect.stringContaining('made here')] });
  const body = JSON.stringify({ type: 'stop_contact', urn: 'tel:+250788123457', external_id: 'e' });
  const rotated = await client.post(`channels.json?uuid=${own.uuid}`, { rotate_secret: true });
  expect(rotated.secret).toMatch(/^whsec_/);
  const signedWith = async (secret: string) => {
    const now = new Date();
    const headers = {
      'content-type': 'application/json',
      'webhook-id': 'e',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': `v1,bm90IHRoaXMgb25l ${new Webhook(secret).sign('e', now, body)}`,
    };
    return send(addressOf(own), '', body, headers);
  };
  expect((await signedWith(own.secret))[0]).toBe(403);
  expect(await signedWith(rotated.secret)).toEqual([200, '{}']);
  await stage().settle();
  expect(await client.all('contacts.json')).toMatchObject([{ status: 'stopped' }]);
});
