import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SOURCES } from '../../../functions/inbound/sources/index.ts';
import { CHANNEL_KINDS, type Channel, type ChannelKind, KINDS } from '../../../shared/domain/channels/channel.ts';

const FOLDER = new URL('../../cases/inbound/', import.meta.url);

interface Case {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly action?: string;
    readonly query?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly refused?: true;
  /** Of what is refused: 403 unless it may come again with a proof. */
  readonly status?: number;
  readonly arrived?: readonly object[];
  readonly bad?: number;
  readonly answer?: object;
  /** Addresses that are asked, besides those of certificates, which are kept. */
  readonly asks?: readonly string[];
}

/** Of a key that was thrown away: what cases of SNS are signed with. */
const CERTIFICATE = readFileSync(new URL('sns.pem', import.meta.url), 'utf8');

const files = KINDS.map((kind) => ({
  kind,
  ...(JSON.parse(readFileSync(new URL(`${kind}.json`, FOLDER), 'utf8')) as { channel: object; cases: Case[] }),
}));

it('every kind of channel has cases', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(KINDS.map((kind) => `${kind}.json`).sort());
});

const signed = files.filter(({ kind }) => CHANNEL_KINDS[kind].proof !== 'address');
it.each(signed)('$kind has a case of a request without its proof', ({ cases }) => {
  expect(cases.some(({ refused }) => refused)).toBe(true);
});

describe.each(files)('$kind', ({ kind, channel, cases }) => {
  it.each(cases)('$name', async ({ request, refused, status, arrived, bad = 0, answer, asks }) => {
    const asked: string[] = [];
    const ask = async (url: string) => {
      if (!url.endsWith('.pem')) asked.push(url);
      return CERTIFICATE;
    };
    const { method, action = '', query = '', headers = {}, body = '' } = request;
    const source = SOURCES[kind as ChannelKind];
    const reading = await source.read(
      {
        ...{ method, action, headers, rawQuery: query, body: Buffer.from(body) },
        url: 'https://example.org/in/abc',
        now: 1_767_323_045,
      },
      { kind, scheme: 'tel', secret: null, number: null, topic: null, ...channel } as unknown as Channel,
      ask,
    );
    expect(asked).toEqual(asks ?? []);
    if (refused || 'refused' in reading) {
      expect(reading).toEqual({ refused, ...(status && { status }) });
      return;
    }
    expect(reading.arrived).toEqual(arrived);
    expect(reading.bad ?? 0).toBe(bad);
    expect(reading.answer ?? source.answer).toEqual(answer);
  });
});
