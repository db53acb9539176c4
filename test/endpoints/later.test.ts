import { describe, expect, it } from 'vitest';
import { watch } from '../../functions/jobs/watchdog/watch.ts';
import { type Client, createPeople, prepare } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { later, watchedToTheEnd } from '../support/in-process/watched.ts';

const stage = onInProcessStage();
watchedToTheEnd(stage);

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

const ARCHIVE = { type: 'set_status', status: 'archived', selection: { folder: 'active' } };

async function openWith(people: number): Promise<Client> {
  const client = await stage().open();
  await prepare(client);
  await createPeople(client, people);
  await stage().settle();
  return client;
}

/** What a running service does by itself in so many minutes. */
async function pass(minutes: number) {
  const runtime = later(stage(), minutes);
  await watch(runtime);
  await stage().service.settle(runtime);
}

const jobOf = async (client: Client, uuid: string) => (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
const steer = (client: Client, uuid: string, body: object) => client.post(`jobs.json?uuid=${uuid}`, body);

describe('a job that begins later', () => {
  it('waits with its contacts frozen, takes those, and says when it was to begin', async () => {
    const client = await openWith(2);
    const time = inMinutes(90);
    const { uuid, status } = await client.post('jobs.json', { ...ARCHIVE, not_before: time });
    expect(status).toBe('pending');
    await pass(0);
    const waiting = { status: 'waiting', total: 2, not_before: time.replace(/(\d{3})Z$/, '$1000Z') };
    expect(await jobOf(client, uuid)).toMatchObject({ ...waiting, progress: { done: 0, rate: null } });
    const { results } = await client.get(`job_contacts.json?job=${uuid}`);
    expect(results).toMatchObject([{ outcome: 'pending' }, { outcome: 'pending' }]);
    await pass(60);
    expect(await jobOf(client, uuid)).toMatchObject(waiting);
    await pass(91);
    expect(await jobOf(client, uuid)).toMatchObject({ ...waiting, status: 'completed', changed: 2 });
  });

  it('is given its time when its preview is confirmed, and another one while it waits', async () => {
    const client = await openWith(1);
    const { uuid } = await client.post('jobs.json', { ...ARCHIVE, preview: true });
    await pass(0);
    const { token } = await jobOf(client, uuid);
    const run = await steer(client, uuid, { action: 'run', token, not_before: inMinutes(60) });
    expect(run).toMatchObject({ status: 'waiting', total: 1 });
    expect(run).not.toHaveProperty('expires_on');
    expect(await steer(client, uuid, { max_rate: 10 })).toMatchObject({ status: 'waiting', max_rate: 10 });
    const both = { max_rate: 10, not_before: inMinutes(120) };
    expect(await client.ask('POST', `jobs.json?uuid=${uuid}`, both)).toMatchObject({ status: 400 });
    expect(await steer(client, uuid, { not_before: inMinutes(120) })).toMatchObject({ status: 'waiting' });
    await pass(61);
    expect(await jobOf(client, uuid)).toMatchObject({ status: 'waiting' });
    expect(await steer(client, uuid, { not_before: null })).toMatchObject({ status: 'queued' });
    await pass(0);
    expect(await jobOf(client, uuid)).toMatchObject({ status: 'completed', changed: 1 });
    const late = await client.ask('POST', `jobs.json?uuid=${uuid}`, { not_before: inMinutes(60) });
    expect(late).toMatchObject({
      status: 400,
      body: { detail: 'Only a job that waits can begin at another time.' },
    });
  });
});
