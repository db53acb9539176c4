import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEventLog } from '../../../../infra/local/events/log.ts';
import { createBusServer } from '../../../../infra/local/events/server.ts';
import { close, listen } from '../../../../infra/local/ports.ts';

const log = createEventLog(3);
const server = createBusServer({ buses: ['told'], region: 'eu-west-1', log, now: Date.now, deliver: async () => {} });
let client: EventBridgeClient;
beforeAll(async () => {
  client = new EventBridgeClient({
    endpoint: `http://127.0.0.1:${await listen(server, 0)}`,
    region: 'eu-west-1',
    maxAttempts: 1,
  });
});
afterAll(() => close(server));

const put = (Detail: string, EventBusName = 'told') =>
  client.send(new PutEventsCommand({ Entries: [{ EventBusName, Source: 'dormouse', DetailType: 'T', Detail }] }));

it('keeps the last events, which are read from where the last reading stopped', async () => {
  for (const n of [1, 2, 3, 4]) await put(JSON.stringify({ n }));
  const all = log.after(0);
  expect(all).toMatchObject({
    next: 4,
    missed: true,
    events: [{ sequence: 2, source: 'dormouse', detail: { n: 2 } }, {}, {}],
  });
  expect(log.after(3)).toMatchObject({ events: [{ detail: { n: 4 } }], missed: false });
  expect(log.after(4).events).toEqual([]);
});

it('refuses one entry that is no JSON object, as EventBridge does, and takes the others', async () => {
  expect(await put('not JSON')).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'MalformedDetail' }] });
});

it('refuses a bus that there is not, and what is too large', async () => {
  await expect(put('{}', 'other')).rejects.toThrow('no event bus other');
  await expect(put(JSON.stringify({ text: 'x'.repeat(256 * 1024) }))).rejects.toThrow('over the limit');
});
