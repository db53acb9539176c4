/**
 * A captured signature proves the request that it was made for, and no other. What verifies with it is read as the
 * request was: whatever is folded into a name or value, doubled, moved, emptied, or encoded in another way.
 */
import { describe, expect, it } from 'vitest';
import type { InboundReading, InboundRequest } from '../../../functions/inbound/source.ts';
import { SOURCES } from '../../../functions/inbound/sources/index.ts';
import type { Channel } from '../../../shared/domain/channels/channel.ts';
import { CAPTURED, type Captured, CERTIFICATE, formOf, type Pairs, SECRET } from './signed.ts';

const channelOf = (kind: Captured['kind'], secret: string, topic: string | null): Channel =>
  ({ kind, scheme: 'tel', secret, number: null, topic }) as unknown as Channel;

const arrivedIn = (reading: InboundReading) => ('refused' in reading ? 'refused' : reading.arrived);

const withBody = (request: InboundRequest, body: string | Buffer): InboundRequest => ({
  ...request,
  body: Buffer.from(body),
});

type Change = (pairs: Pairs) => Pairs[];

/** Ways in which the pairs of a form could become other pairs with the same text between them. */
const CHANGES: Readonly<Record<string, Change>> = {
  'a pair folded into the name before it': (pairs) =>
    folds(pairs, ([name, value], [next, after]) => [[`${name}=${value}&${next}`, after]]),
  'a pair folded into the value before it': (pairs) =>
    folds(pairs, ([name, value], [next, after]) => [[name, `${value}&${next}=${after}`]]),
  'a pair run on into the value before it': (pairs) =>
    folds(pairs, ([name, value], [next, after]) => [[name, `${value}${next}${after}`]]),
  'a pair run on into the name before it': (pairs) =>
    folds(pairs, ([name, value], [next, after]) => [[`${name}${value}${next}`, after]]),
  'a value split by names within it': (pairs) => pairs.flatMap((_, place) => splits(pairs, place)),
  'letters moved from a value to its name': (pairs) =>
    pairs.flatMap(([name, value], place) =>
      [1, 2, 8].map((count) => pairs.with(place, [name + value.slice(0, count), value.slice(count)])),
    ),
  'letters moved from a name to its value': (pairs) =>
    pairs.map(([name, value], place) => pairs.with(place, [name.slice(0, -1), name.slice(-1) + value])),
  'a pair twice': (pairs) => pairs.map((pair) => [...pairs, pair]),
  'a second value before': (pairs) => pairs.map(([name]) => [[name, 'STOP'], ...pairs]),
  'a second value after': (pairs) => pairs.map(([name]) => [...pairs, [name, 'STOP']]),
  'a pair left out': (pairs) => pairs.map((_, place) => pairs.toSpliced(place, 1)),
  'a value emptied': (pairs) => pairs.map(([name], place) => pairs.with(place, [name, ''])),
  'a name in other letters': (pairs) =>
    pairs.map(([name, value], place) => pairs.with(place, [name.toUpperCase(), value])),
  'an empty pair': (pairs) => [[...pairs, ['', '']]],
  'another order': (pairs) => [pairs.toReversed()],
};

const folds = (pairs: Pairs, fold: (one: Pairs[0], next: Pairs[0]) => Pairs): Pairs[] =>
  pairs.flatMap((one) =>
    pairs
      .filter((next) => next !== one)
      .map((next) => {
        const rest = pairs.filter((pair) => pair !== one && pair !== next);
        return [...rest, ...fold(one, next)];
      }),
  );

/** The value at a place, cut where a name of the request begins in it: as more pairs, with the old ones left or not. */
function splits(pairs: Pairs, place: number): Pairs[] {
  const [name = '', value = ''] = pairs[place] ?? [];
  return pairs.flatMap(([other]) => {
    const at = value.indexOf(other);
    if (at < 1) return [];
    const further = value.slice(at + other.length);
    const cut: Pairs = [...pairs.with(place, [name, value.slice(0, at)]), [other, further.replace(/^=/, '')]];
    const [, old = ''] = pairs.find(([known]) => known === other) ?? [];
    const without = cut.filter(([known, is]) => known !== other || is !== old);
    // The old value, under a name that ends with the beginning of the value.
    const hidden = [0, 1, 4, 8].map((count): Pairs => [...without, [other + old.slice(0, count), old.slice(count)]]);
    return [cut, cut.toReversed(), without, ...hidden];
  });
}

describe.each(CAPTURED)('$kind: $name', ({ kind, request, topic = null }) => {
  const read = async (sent: InboundRequest, secret = SECRET) =>
    SOURCES[kind].read(sent, channelOf(kind, secret, topic), async () => CERTIFICATE);

  it('is taken as it was sent', async () => {
    expect(arrivedIn(await read(request))).toBeInstanceOf(Array);
  });

  it.skipIf(topic)('is refused under another secret, an empty one, and without its proof', async () => {
    expect(arrivedIn(await read(request, `x${SECRET}`))).toBe('refused');
    expect(arrivedIn(await read(request, ''))).toBe('refused');
    const { 'content-type': type } = request.headers;
    const bare = { ...request, headers: { 'content-type': type } };
    if (kind !== 'vonage' || type === 'application/json') expect(arrivedIn(await read(bare))).toBe('refused');
  });

  it('is refused when it is too old, or of a time to come, where it says a time', async () => {
    if (kind === 'twilio' || kind === 'whatsapp') return;
    for (const days of [-2, 2])
      expect(arrivedIn(await read({ ...request, now: request.now + days * 86_400 }))).toBe('refused');
  });

  const isForm = request.headers['content-type']?.includes('form');
  it.skipIf(isForm)('says nothing else with any byte of its body changed, left out, or added', async () => {
    const { body } = request;
    const original = arrivedIn(await read(request));
    for (let place = 0; place < body.length; place++) {
      const changed = Buffer.from(body);
      changed[place] = (changed[place] ?? 0) ^ 1;
      for (const other of [changed, Buffer.concat([body.subarray(0, place), body.subarray(place + 1)])])
        expect(['refused', [], original]).toContainEqual(arrivedIn(await read(withBody(request, other))));
    }
    if (topic === null)
      expect(arrivedIn(await read(withBody(request, Buffer.concat([body, Buffer.from(' ')]))))).toBe('refused');
  });

  it.runIf(topic)('is refused when a key holds lines that could be further keys', async () => {
    const sent = JSON.parse(request.body.toString()) as Record<string, string>;
    const { Subject, ...others } = sent;
    const folded = { ...others, MessageId: `${sent['MessageId']}\nSubject\n${Subject}` };
    expect(arrivedIn(await read(withBody(request, JSON.stringify(folded))))).toBe('refused');
    const cut = { ...sent, Message: String(sent['Message']).split('\n')[0] };
    expect(arrivedIn(await read(withBody(request, JSON.stringify(cut))))).toBe('refused');
    for (const TopicArn of [`${sent['TopicArn']}x`, ''])
      expect(arrivedIn(await read(withBody(request, JSON.stringify({ ...sent, TopicArn }))))).toBe('refused');
  });

  it.runIf(isForm).each(Object.entries(CHANGES))('%s proves nothing else', async (_, change) => {
    const pairs = [...new URLSearchParams(request.body.toString())];
    const original = arrivedIn(await read(request));
    const sig = pairs.filter(([name]) => name === 'sig');
    for (const other of change(pairs.filter(([name]) => name !== 'sig'))) {
      const form = formOf([...other, ...sig]);
      for (const forged of [withBody(request, form), { ...withBody(request, ''), rawQuery: form }]) {
        const arrived = arrivedIn(await read(forged));
        if (arrived !== 'refused' && arrived.length > 0) expect({ form, arrived }).toEqual({ form, arrived: original });
      }
    }
  });

  it.runIf(isForm)('says the same in other encodings', async () => {
    const original = arrivedIn(await read(request));
    const escaped = (text: string) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`);
    const form = [...new URLSearchParams(request.body.toString())]
      .map((pair) => pair.map((text) => escaped(text).join('')).join('='))
      .join('&');
    expect(arrivedIn(await read(withBody(request, form)))).toEqual(original);
  });
});
