import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClient, phone, setStatus } from '../support/api/client.ts';
import type { Service } from '../support/service.ts';
import { joinJourney } from './stage.ts';

/** What schedules do with the passing of days is tested in process (`test/long`); here each runs as it is deployed. */

let service: Service;
beforeAll(async () => {
  service = await joinJourney();
});
afterAll(() => service?.stop());

it('every schedule runs its function, with what it may do', async () => {
  const client = openClient(service);
  await client.post('settings.json', { dormancy_days: 1 });
  await client.post('groups.json', { name: 'Quiet', query: 'last_seen_on < -2d' });
  await client.post('contacts.json', { name: 'Ann', urns: [phone(1)] });
  // A deletion, for the seal.
  const { uuid: gone } = await client.post('contacts.json', { name: 'Bob' });
  await setStatus(client, 'archived', gone);
  await client.ask('DELETE', `contacts.json?uuid=${gone}`);
  const occurred_on = new Date(Date.now() - 3 * 86_400_000).toISOString();
  await client.post('events.json', { type: 'msg_received', urn: phone(1), text: 'Muraho', occurred_on });
  await service.idle();
  const { schedules } = (await service.local('GET', 'info')).body as { schedules: readonly string[] };
  expect(schedules).toEqual(
    expect.arrayContaining(['audit', 'flag-dormant', 'seal-ledgers', 'turn-groups', 'watchdog']),
  );
  for (const name of schedules) {
    const { status, body } = await service.local('POST', `schedules/${name}/run`);
    expect(status, `${name}: ${JSON.stringify(body)}`).toBe(200);
    await service.idle();
  }
  expect(await client.all(`erasures.json?contact=${gone}`)).toMatchObject([{ seal: expect.any(Number) }]);
  expect(await client.all('contacts.json?folder=dormant')).toMatchObject([
    { name: 'Ann', groups: [{ name: 'Quiet' }] },
  ]);
});
