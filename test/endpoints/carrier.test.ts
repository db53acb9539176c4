import { expect, it } from 'vitest';
import { readList } from '../../functions/carrier/read-list.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { type Instant, instant, parseInstant } from '../../shared/domain/instant.ts';
import type { CarrierOptOut } from '../../shared/messages/opt-out-lists.ts';
import { prepare } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

const at = (text: string): Instant => parseInstant(text) ?? instant(0);
const optedOut = (number: string, on = '2026-11-01T08:00:00Z'): CarrierOptOut => ({
  number,
  at: at(on),
  byPerson: true,
});

const never = () => Promise.reject(new Error('Nothing is sent here.'));
const readOnly = { find: never, put: never, remove: never };

/** A workspace, and how its opt-out list is read: whole, or a page a run. */
async function open() {
  const client = await stage().open();
  await prepare(client);
  const workspace = (await client.get('workspace.json')).uuid as WorkspaceId;
  const asked: (string | null)[] = [];
  const read = async (pages: readonly (readonly CarrierOptOut[])[], { onePage = false } = {}) => {
    const { runtime } = stage().service;
    const lists = {
      ...readOnly,
      async page(_: string, token: string | null) {
        asked.push(token);
        const place = Number(token ?? 0);
        if (!(place in pages)) throw new Error('The token is invalid.');
        return { numbers: pages[place] ?? [], next: place + 1 < pages.length ? String(place + 1) : null };
      },
    };
    const pulling = { lists, until: instant(onePage ? 0 : Number.MAX_SAFE_INTEGER) };
    const counts = await readList({ list: 'Default', workspace }, pulling, runtime);
    await stage().settle();
    return counts;
  };
  const suppressed = async (urn: string) =>
    (await client.get(`suppressions.json?urn=${encodeURIComponent(urn)}`)) as {
      suppressed: boolean;
      since: string;
      notes: object[];
    };
  return { client, read, asked, suppressed };
}

it('who opted out at the carrier is stopped here, and who is nobody is remembered without a contact', async () => {
  const { client, read, suppressed } = await open();
  await client.post('contacts.json', { urns: ['tel:+250788123456'] });
  const page = [optedOut('+250788123456'), optedOut('+250788123457'), optedOut('nonsense')];
  expect(await read([page])).toEqual({ read: 3, news: 3 });
  expect(await client.all('contacts.json')).toMatchObject([{ urns: ['tel:+250788123456'], status: 'stopped' }]);
  expect(await suppressed('tel:+250788123457')).toMatchObject({
    suppressed: true,
    since: '2026-11-01T08:00:00Z',
    notes: [{ by: 'system', what: 'added', reason: 'opted out at AWS, in the list Default' }],
  });
});

it('what a person said later stays in force, and so does what somebody lifted', async () => {
  const { client, read, suppressed } = await open();
  const said = { type: 'msg_received', urn: 'tel:+250788123456', text: 'Muraho', occurred_on: '2026-11-02T08:00:00Z' };
  await client.post('events.json', said);
  const lifted = 'tel:+250788123457';
  await client.post('suppressions.json', { urns: [lifted], reason: 'their list' });
  await client.ask('DELETE', `suppressions.json?urn=${encodeURIComponent(lifted)}&reason=asked`);
  await read([[optedOut('+250788123456'), optedOut('+250788123457')]]);
  expect(await client.all('contacts.json')).toMatchObject([{ status: 'active' }]);
  expect(await suppressed(lifted)).toMatchObject({ suppressed: false });
});

it('a list that is not all read goes on where it stopped, and the next round has the same for no news', async () => {
  const { client, read, asked } = await open();
  const pages = ['+250788123450', '+250788123451', '+250788123452'].map((number) => [optedOut(number)]);
  for (const _ of pages) await read(pages, { onePage: true });
  expect(asked).toEqual([null, '1', '2']);
  expect(await read(pages)).toEqual({ read: 3, news: 0 });
  const late = optedOut('+250788123453', new Date().toISOString());
  expect(await read([...pages, [late]])).toEqual({ read: 4, news: 1 });
  expect(await client.all('contacts.json')).toEqual([]);
});

it('a token that is not taken any more begins the round anew', async () => {
  const { read, asked } = await open();
  const pages = ['+250788123450', '+250788123451'].map((number) => [optedOut(number)]);
  await read(pages, { onePage: true });
  await expect(read([[optedOut('+250788123450')]])).rejects.toThrow('invalid');
  expect(await read(pages)).toEqual({ read: 2, news: 2 });
  expect(asked).toEqual([null, '1', null, '1']);
});
