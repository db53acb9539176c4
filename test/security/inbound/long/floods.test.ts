/** Many messages at once, of which none that was accepted is lost, and opt-outs are taken at once whatever comes. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { queueTrusted } from '../../../../functions/inbound/queue-arrivals.ts';
import { readChannelAt } from '../../../../shared/data/workspace/index.ts';
import type { ChannelKind } from '../../../../shared/domain/channels/channel.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { InboundMessage } from '../../../../shared/messages/inbound.ts';
import { signatureHeaders } from '../../../../shared/services/webhooks/signature.ts';
import { prepare } from '../../../support/api/client.ts';
import { addressOf, receive } from '../../../support/in-process/inbound.ts';
import { onInProcessStage } from '../../../support/in-process/stage.ts';
import { CERTIFICATE, notificationOf, TOPIC } from '../signed.ts';

const stage = onInProcessStage();

interface Queued {
  readonly text: string;
  readonly type: string;
  /** Seconds. */
  readonly delay: number;
}

/** A channel of a new workspace, whose messages are kept here as they are queued, at a time that the test sets. */
async function open(kind: object, rate = 60) {
  const client = await stage().open();
  await prepare(client);
  const made = await client.post('channels.json', kind);
  const queued: Queued[] = [];
  const clock = { seconds: 1_800_000_000 };
  const { runtime } = stage().service;
  const own = {
    ...runtime,
    // Budgets of an earlier test may be known to a container; each of these is a new one.
    data: { ...runtime.data },
    config: { ...runtime.config, inboundRate: rate },
    now: () => instant(clock.seconds * 1_000_000),
    queues: {
      async send(_: string, messages: readonly object[], __: string, { delay = 0 }: { readonly delay?: number } = {}) {
        for (const { text, type } of messages as readonly InboundMessage[]) queued.push({ text, type, delay });
      },
    },
  };
  const post = async (body: string, headers: Readonly<Record<string, string>> = JSON_TYPE, address = addressOf(made)) =>
    receive(own, address, { body, headers });
  return { client, made, queued, clock, runtime: own, post };
}

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let sent = 0;
const results = (texts: readonly string[]): string =>
  JSON.stringify({
    results: texts.map((text) => ({ from: `2507881${String(++sent).padStart(5, '0')}`, messageId: `m${sent}`, text })),
  });

const hi = (count: number): string[] => Array.from({ length: count }, () => 'Hi');

describe('A request of more than a hundred items', () => {
  it('is not taken, and says so; a hundred are', async () => {
    const { post, queued } = await open({ kind: 'infobip' }, 6_000);
    expect(await post(results(hi(101)))).toMatchObject({ statusCode: 413, body: 'At most 100 items a request.' });
    expect(queued).toEqual([]);
    expect((await post(results(hi(100)))).statusCode).toBe(200);
    expect(queued).toHaveLength(100);
  });

  it('loses no opt-out, wherever it is among them', async () => {
    const { post, queued } = await open({ kind: 'infobip' });
    expect((await post(results([...hi(100), 'STOP', ...hi(500), 'Stop.', 'stop the bus']))).statusCode).toBe(413);
    expect(queued).toEqual(['STOP', 'Stop.'].map((text) => ({ text, type: 'msg_received', delay: 0 })));
  });

  it('counts items that nobody understands', async () => {
    const { post } = await open({ kind: 'infobip' });
    expect((await post(JSON.stringify({ results: hi(101) }))).statusCode).toBe(413);
  });

  it('is answered to SNS with a 5xx, since it takes a 4xx for accepted', async () => {
    const { runtime, made, queued, clock } = await open({ kind: 'aws_whatsapp', topic: TOPIC });
    const of = (text: string, id: number) => ({
      id: `w${id}`,
      from: '250788123456',
      type: 'text',
      text: { body: text },
    });
    const messages = [...hi(100), 'STOP'].map(of);
    const value = { metadata: { phone_number_id: '55501' }, messages };
    const body = notificationOf({ whatsAppWebhookEntry: JSON.stringify({ changes: [{ value }] }) }, clock.seconds);
    const answer = await receive(runtime, addressOf(made), { body }, async () => CERTIFICATE);
    expect(answer.statusCode).toBe(503);
    expect(queued).toMatchObject([{ text: 'STOP', delay: 0 }]);
  });
});

describe('Above the budget of a channel', () => {
  it('what comes waits in the queue, each minute its share, and is refused once that is a quarter of an hour', async () => {
    const { post, queued } = await open({ kind: 'infobip' });
    for (let minute = 0; minute < 16; minute++) expect((await post(results(hi(30)))).statusCode).toBe(200);
    const delays = queued.map(({ delay }) => delay);
    expect(delays).toEqual(delays.toSorted((one, other) => one - other));
    expect(delays[0]).toBe(0);
    expect(Math.max(...delays)).toBeLessThanOrEqual(900);
    expect(delays.filter((delay) => delay === 0).length).toBeLessThanOrEqual(30);
    const refused = await post(results(hi(30)));
    expect(refused.statusCode).toBe(503);
    expect(Number(refused.headers?.['retry-after'])).toBeGreaterThan(0);
    expect(queued).toHaveLength(480);
  });

  it('opt-outs are queued at once: words and events, alone and among others, waiting and refused', async () => {
    const { post, queued } = await open({ kind: 'infobip' });
    await post(results(hi(100)));
    queued.length = 0;
    expect((await post(results(['Hi', 'STOP']))).statusCode).toBe(200);
    expect(queued.map(({ text, delay }) => [text, delay > 0])).toEqual([
      ['STOP', false],
      ['Hi', true],
    ]);
    for (let more = 0; more < 10; more++) await post(results(hi(100)));
    queued.length = 0;
    expect((await post(results(['Hi', 'stop']))).statusCode).toBe(503);
    expect((await post(results(['ARRET']))).statusCode).toBe(200);
    expect(queued.map(({ text, delay }) => [text, delay])).toEqual([
      ['stop', 0],
      ['ARRET', 0],
    ]);
  });

  it.each<[ChannelKind, string, string, Readonly<Record<string, string>>]>([
    ['africastalking', 'from=%2B250788123456&text=Hi', 'phoneNumber=%2B250788123456&senderId=X', FORM],
    ['textit', ...textit(), JSON_TYPE],
  ])('%s: an opt-out is taken when messages are not', async (kind, message, optOut, headers) => {
    const { post, queued } = await open({ kind });
    let status = 200;
    for (let many = 0; many < 600 && status === 200; many++) status = Number((await post(message, headers)).statusCode);
    expect(status).toBe(503);
    queued.length = 0;
    expect((await post(optOut, headers)).statusCode).toBe(200);
    expect(queued).toMatchObject([{ delay: 0 }]);
  });

  it('our own kind is told 429, and a signed stop_contact is taken', async () => {
    const { made, post, queued, clock } = await open({ kind: 'json' });
    const event = (type: string) => ({ type, urn: 'tel:+250788123456', external_id: `e${++sent}` });
    const signed = (events: readonly object[]) => {
      const body = JSON.stringify({ events });
      return post(body, { ...JSON_TYPE, ...signatureHeaders(made.secret, 'd1', clock.seconds, body) });
    };
    const messages = () => hi(100).map(() => event('msg_received'));
    let status = 200;
    for (let many = 0; many < 20 && status === 200; many++) status = Number((await signed(messages())).statusCode);
    expect(status).toBe(429);
    queued.length = 0;
    expect((await signed([event('mo_call'), event('stop_contact')])).statusCode).toBe(429);
    expect(queued).toMatchObject([{ type: 'stop_contact', delay: 0 }]);
  });

  it('another channel of the workspace has its own share, and another quarter of an hour a new one', async () => {
    const { client, post, queued, clock } = await open({ kind: 'infobip' });
    for (let many = 0; many < 5; many++) await post(results(hi(100)));
    const other = addressOf(await client.post('channels.json', { kind: 'infobip' }));
    queued.length = 0;
    await post(results(['Other']), JSON_TYPE, other);
    expect(queued[0]?.delay).toBeLessThan(900);
    clock.seconds += 900;
    queued.length = 0;
    await post(results(['Later']));
    expect(queued).toMatchObject([{ text: 'Later', delay: 0 }]);
  });

  it('the budget of one workspace is not that of another', async () => {
    const [one, other] = [await open({ kind: 'infobip' }), await open({ kind: 'infobip' })];
    for (let many = 0; many < 12; many++) await one.post(results(hi(100)));
    expect((await other.post(results(['Hi']))).statusCode).toBe(200);
    expect(other.queued).toMatchObject([{ delay: 0 }]);
  });

  it('parts of a long message do not wait, since one alone could be taken for a whole', async () => {
    const secret = 'secret';
    const { post, queued, clock } = await open({ kind: 'vonage', secret });
    const vonage = (pairs: Readonly<Record<string, string>>) => {
      const all = Object.entries({ ...pairs, timestamp: String(clock.seconds), to: '8282', msisdn: '250788123456' });
      const text = all.toSorted().map(([name, value]) => `&${name}=${value}`);
      const sig = createHmac('sha256', secret).update(text.join('')).digest('hex');
      return post(new URLSearchParams([...all, ['sig', sig]]).toString(), FORM);
    };
    for (let many = 0; many < 60; many++) await vonage({ messageId: `v${many}`, text: 'Hi' });
    expect(queued.at(-1)?.delay).toBeGreaterThan(0);
    queued.length = 0;
    const part = { concat: 'true', 'concat-ref': '7', 'concat-total': '2' };
    expect((await vonage({ ...part, 'concat-part': '1', messageId: 'p1', text: 'stop' })).statusCode).toBe(200);
    expect(queued).toMatchObject([{ text: 'stop', delay: 0 }]);
  });

  it('what AWS publishes to the topic of the deployment is never turned away', async () => {
    const { runtime, made, queued } = await open({ kind: 'infobip' });
    const channel = await readChannelAt(runtime.data, addressOf(made));
    if (channel === null) throw new Error('The channel was just made');
    const arrived = [...hi(1_000), 'STOP'].map((text, place) => ({
      type: 'msg_received' as const,
      urn: `tel:+2507881${String(place).padStart(5, '0')}`,
      text,
      id: `a${place}`,
    }));
    await queueTrusted({ arrived }, channel, runtime);
    expect(queued).toHaveLength(1_001);
    expect(queued[0]).toEqual({ text: 'STOP', type: 'msg_received', delay: 0 });
    expect(new Set(queued.slice(1).map(({ delay }) => delay))).toEqual(new Set([900]));
  });
});

function textit(): [message: string, optOut: string] {
  const of = (text: string) =>
    JSON.stringify({
      input: { uuid: `u${++sent}`, text, urn: 'tel:+250788123456', created_on: '2026-01-02T03:04:05Z' },
    });
  return [of('Hi'), of('STOP')];
}

it('an opt-out that overtakes what the person wrote before stays in force when that comes', async () => {
  const client = await stage().open();
  await prepare(client);
  const address = addressOf(await client.post('channels.json', { kind: 'africastalking' }));
  const says = (text: string, date: string, id: string) =>
    receive(stage().service.runtime, address, {
      headers: FORM,
      body: new URLSearchParams({ from: '+250788123456', text, date, id }).toString(),
    });
  await says('STOP', '2026-11-26T08:00:02Z', '2');
  await stage().settle();
  await says('START', '2026-11-26T08:00:01Z', '1');
  await stage().settle();
  expect(await client.all('contacts.json')).toMatchObject([{ status: 'stopped' }]);
});
