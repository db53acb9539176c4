/** The later word counts: of an export that is imported again, of dates in rows, and of rows without any. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { exportContacts } from '../../support/exports/exporting.ts';
import { preview, run, type SentFile, upload } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeEach(async () => {
  client = await stage().open();
  await prepare(client);
});

const urnOf = (n: number) => `tel:+25078800000${n}`;
const statuses = (...numbers: readonly number[]) =>
  Promise.all(numbers.map(async (n) => (await contactOf(client, urnOf(n)))?.status));
const stop = (n: number) => client.post('events.json', { type: 'stop_contact', urn: urnOf(n) });
const start = (n: number) => client.post('events.json', { type: 'msg_received', urn: urnOf(n), text: 'START' });

async function people(...numbers: readonly number[]): Promise<void> {
  for (const n of numbers) await client.post('contacts.json', { name: `Ann ${n}`, urns: [urnOf(n)] });
}

async function importing(file: SentFile, body: object = {}) {
  const uuid = await upload(stage(), client, [file]);
  const shown = await preview(stage(), client, uuid, body);
  await run(stage(), client, shown);
  await stage().service.settle();
  return shown.preview;
}

describe('an own export that is imported again', () => {
  it.each([
    ['csv', null],
    ['jsonl', null],
    ['xlsx', null],
    ['csv', ['urn:tel', 'status']],
    ['jsonl', ['urn:tel', 'status']],
    ['xlsx', ['urn:tel', 'status']],
  ] as const)(
    'as %s with the columns %j stops nobody who opted in since, and lifts nothing',
    async (format, columns) => {
      await people(1, 2, 3);
      for (const n of [1, 2]) await stop(n);
      await stage().service.settle();
      const selection = {
        contacts: await Promise.all([1, 2, 3].map(async (n) => (await contactOf(client, urnOf(n)))?.uuid)),
      };
      const { content } = await exportContacts(stage(), client, { format, selection, ...(columns && { columns }) });
      await start(1);
      await stop(3);
      await stage().service.settle();
      const shown = await importing({ name: `people.${format}`, content: Buffer.from(content ?? '') });
      expect(shown.opt_outs).toEqual({ given: 0, kept: 1, overtaken: 1, not_found: 0 });
      expect(await statuses(1, 2, 3)).toEqual(['active', 'stopped', 'stopped']);
    },
  );

  it('stops who was stopped in it where nobody knows better, and says it of no row that was added by hand', async () => {
    await people(1, 2);
    await stop(1);
    await stage().service.settle();
    const selection = { contacts: [(await contactOf(client, urnOf(1)))?.uuid] };
    const { content } = await exportContacts(stage(), client, {
      format: 'csv',
      selection,
      columns: ['urn:tel', 'status'],
    });
    const other = await stage().open();
    await prepare(other);
    await start(2);
    await stage().service.settle();
    await importing({ name: 'people.csv', content: `${content}+250788000002,stopped,\r\n` });
    expect(await statuses(2)).toEqual(['stopped']);
    client = other;
    await importing({ name: 'people.csv', content: String(content) });
    expect(await statuses(1)).toEqual(['stopped']);
  });
});

describe('a row of any file', () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  it.each([
    ['without a date', 'Phone,Opted out\n0788000001,yes\n', 'stopped'],
    ['of a day before', `Phone,Opted out on\n0788000001,${day(-2)}\n`, 'active'],
    ['of a time before', `Phone,Opted out on\n0788000001,${day(-2)}T10:00:00Z\n`, 'active'],
    ['of a day before, as others write it', `Phone,Opted out on\n0788000001,13/04/2024\n`, 'active'],
    ['of a time before in seconds', 'Phone,Opted out on\n0788000001,1704186000\n', 'active'],
    ['of the same day', `Phone,Opted out on\n0788000001,${day(0)}\n`, 'stopped'],
    ['of a date that nobody can read', 'Phone,Opted out on\n0788000001,last spring\n', 'stopped'],
    ['of a date that is no time', 'Phone,Opted out on\n0788000001,yes\n', 'stopped'],
    [
      'of two dates of which one cannot be read',
      `Phone,Opted out on,Opted out on\n0788000001,${day(-2)},2024-13-45\n`,
      'stopped',
    ],
    ['of a date, beside a wrong name', `Phone,Opted out on,Name\n0788000001,${day(-2)},${'x'.repeat(200)}\n`, 'active'],
    ['with another date', `Phone,Opted out,Changed\n0788000001,yes,${day(-2)}\n`, 'stopped'],
    [
      'of a date, and another row without one',
      `Phone,Opted out,Opted out on\n0788000001,yes,${day(-2)}\n0788000001,yes,\n`,
      'stopped',
    ],
    [
      'of a date, and another row of one',
      `Phone,Opted out on\n0788000001,${day(-3)}\n0788000001,${day(-2)}\n`,
      'active',
    ],
  ])('%s', async (_, content, becomes) => {
    await client.post('settings.json', { timezone: 'UTC' });
    await people(1);
    await stop(1);
    await start(1);
    await stage().service.settle();
    const shown = await importing({ name: 'people.csv', content });
    const { given, overtaken } = shown.opt_outs;
    expect([given, overtaken]).toEqual(becomes === 'stopped' ? [1, 0] : [0, 1]);
    expect(await statuses(1)).toEqual([becomes]);
  });
});
