/** Requests that prove nothing, of every kind of channel, are refused with the headers of pages, and leave nothing. */
import { describe, expect, it } from 'vitest';
import { CHANNEL_KINDS, type ChannelKind, KINDS } from '../../../shared/domain/channels/channel.ts';
import { DEEPEST } from '../../../shared/domain/text/json-nesting.ts';
import { SECURITY_HEADERS } from '../../../shared/lambda/http/security-headers.ts';
import { prepare } from '../../support/api/client.ts';
import { addressOf, receive } from '../../support/in-process/inbound.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { CAPTURED, CERTIFICATE, TOPIC } from './signed.ts';

const stage = onInProcessStage();

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** Opt-outs of another person by each kind that has no signature. */
const UNSIGNED: Partial<Record<ChannelKind, readonly [string, Readonly<Record<string, string>>]>> = {
  external: ['from=%2B250788123456&text=STOP', FORM],
  africastalking: ['phoneNumber=%2B250788123456&senderId=X', FORM],
  infobip: [JSON.stringify({ results: [{ from: '250788123456', messageId: 'm', text: 'STOP' }] }), JSON_TYPE],
  textit: [JSON.stringify({ input: { uuid: 'u', text: 'STOP', urn: 'tel:+250788123456' } }), JSON_TYPE],
  telerivet: ['event=incoming_message&id=t1&from_number=%2B250788123456&content=STOP&secret=', FORM],
};

/** What somebody sends who has caught a request of another channel of this kind, or knows how one looks. */
function forgedBy(kind: ChannelKind): readonly [string, Readonly<Record<string, string | undefined>>][] {
  const caught = CAPTURED.filter((one) => one.kind === kind).map(
    ({ request }) => [request.body.toString(), request.headers] as const,
  );
  const unsigned = UNSIGNED[kind];
  return [...caught, ...(unsigned ? [unsigned] : [])].map(([body, headers]) => [body, headers]);
}

/** The body that makes a channel of this kind. */
const bodyOf = (kind: ChannelKind): object => ({
  kind,
  ...(CHANNEL_KINDS[kind].proof === 'secret' && { secret: '12345678901234567890123456789012' }),
  ...(CHANNEL_KINDS[kind].proof === 'topic' && { topic: TOPIC.replace('two-way', 'ours') }),
});

async function open(kind: ChannelKind) {
  const client = await stage().open();
  await prepare(client);
  const made = await client.post('channels.json', bodyOf(kind));
  const send = (address: string, body: string, headers: Readonly<Record<string, string | undefined>> = {}) =>
    receive(
      stage().service.runtime,
      address,
      { body, headers: headers as Record<string, string>, action: kind === 'external' ? 'receive' : '' },
      async () => CERTIFICATE,
    );
  const contacts = async () => {
    await stage().settle();
    return client.all('contacts.json');
  };
  return { client, address: addressOf(made), send, contacts };
}

describe.each(KINDS)('%s', (kind) => {
  it('takes nothing from who does not prove to be the sender', async () => {
    const { address, send, contacts } = await open(kind);
    const forged = forgedBy(kind);
    if (kind !== 'aws_whatsapp') expect(forged.length).toBeGreaterThan(0);
    for (const [body, headers] of forged) {
      const wrong = [address.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), address.slice(1), `${address}A`, 'x'];
      for (const other of wrong) expect((await send(other, body, headers)).statusCode).toBe(404);
      if (CHANNEL_KINDS[kind].proof === 'address') continue;
      // Vonage comes again where it could make no token.
      const { 'content-type': type } = headers;
      for (const some of [headers, { 'content-type': type }])
        expect([403, 503]).toContain((await send(address, body, some)).statusCode);
    }
    expect(await contacts()).toEqual([]);
  });

  it('answers with the headers of pages, whatever it answers', async () => {
    const { address, send } = await open(kind);
    const deep = `{"results":${'['.repeat(DEEPEST)}${']'.repeat(DEEPEST)}}`;
    const answers = [
      await send(address, '{}', JSON_TYPE),
      await send(address, deep, JSON_TYPE),
      await send(address, `${' '.repeat(3_000_001)}{}`, JSON_TYPE),
      await send('x', '{}', JSON_TYPE),
    ];
    expect(answers.slice(1).map(({ statusCode }) => statusCode)).toEqual([413, 413, 404]);
    for (const { headers } of answers)
      expect(headers).toMatchObject({ ...SECURITY_HEADERS, 'cache-control': 'no-store' });
  });
});

it.each([
  ['1158201444', 200],
  ['<script>alert(1)</script>', 400],
  ['1\r\nset-cookie: a=b', 400],
  ['', 400],
  ['1'.repeat(41), 400],
])('WhatsApp’s challenge %j is answered with %i', async (challenge, status) => {
  const client = await stage().open();
  const made = await client.post('channels.json', bodyOf('whatsapp'));
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': made.uuid,
    'hub.challenge': challenge,
  });
  const answer = await receive(stage().service.runtime, addressOf(made), { query: query.toString() });
  expect(answer).toMatchObject({ statusCode: status, body: status === 200 ? challenge : '' });
});

it('a fault is answered with 500 and the same headers, and tells nothing', async () => {
  const { runtime } = stage().service;
  const client = await stage().open();
  const address = addressOf(await client.post('channels.json', { kind: 'infobip' }));
  const broken = {
    ...runtime,
    logger: { error: () => undefined, warn: () => undefined } as unknown as typeof runtime.logger,
    queues: { send: () => Promise.reject(new Error('secret')) },
  };
  const [body, headers] = UNSIGNED.infobip ?? ['', {}];
  const answer = await receive(broken, address, { body, headers });
  expect(answer).toMatchObject({ statusCode: 500, body: '', headers: SECURITY_HEADERS });
});
