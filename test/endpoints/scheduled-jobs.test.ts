import { describe, expect, it } from 'vitest';
import { recordFailure } from '../../functions/jobs/failed/failed.ts';
import { select } from '../../functions/jobs/select/select.ts';
import { watch } from '../../functions/jobs/watchdog/watch.ts';
import { formatInstant, instant } from '../../shared/domain/instant.ts';
import { type Client, createPeople, prepare } from '../support/api/client.ts';
import { later, watchedToTheEnd } from '../support/in-process/run-watchdog.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

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
    const waiting = { status: 'waiting', total: 2, not_before: formatInstant(instant(Date.parse(time) * 1000)) };
    expect(await jobOf(client, uuid)).toMatchObject({ ...waiting, progress: { done: 0, rate: null } });
    const { results } = await client.get(`job_contacts.json?job=${uuid}`);
    expect(results).toMatchObject([{ outcome: 'pending' }, { outcome: 'pending' }]);
    await createPeople(client, 1, { first: 2 });
    await pass(60);
    expect(await jobOf(client, uuid)).toMatchObject(waiting);
    await pass(91);
    expect(await jobOf(client, uuid)).toMatchObject({ ...waiting, status: 'completed', changed: 2 });
    expect((await client.get('contacts.json?folder=active')).results).toHaveLength(1);
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
      body: { detail: 'Only a job that waits can be given another time.' },
    });
  });
});

describe('a job that waits', () => {
  it('is ended by interrupt, and changes nobody when its time comes', async () => {
    const client = await openWith(2);
    const { uuid } = await client.post('jobs.json', { ...ARCHIVE, not_before: inMinutes(30) });
    await pass(0);
    expect(await steer(client, uuid, { action: 'interrupt' })).toMatchObject({ status: 'interrupted', changed: 0 });
    await pass(31);
    expect(await jobOf(client, uuid)).toMatchObject({ status: 'interrupted', total: 2, changed: 0 });
    expect((await client.get('contacts.json?folder=active')).results).toHaveLength(2);
  });
});

describe('a job that is made of another', () => {
  it('undoes it at its time and rate, as any job', async () => {
    const client = await openWith(2);
    const { uuid } = await client.post('jobs.json', ARCHIVE);
    await pass(0);
    const undo = await steer(client, uuid, { action: 'undo', not_before: inMinutes(60), max_rate: 20 });
    expect(undo).toMatchObject({ type: 'undo', status: 'pending', max_rate: 20 });
    await pass(59);
    expect(await jobOf(client, undo.uuid)).toMatchObject({ status: 'waiting', total: 2, max_rate: 20 });
    expect((await client.get('contacts.json?folder=archived')).results).toHaveLength(2);
    await pass(61);
    expect(await jobOf(client, undo.uuid)).toMatchObject({ status: 'completed', changed: 2 });
  });

  it('is previewed with a time, at which it begins when it is run', async () => {
    const client = await openWith(1);
    const { uuid } = await client.post('jobs.json', ARCHIVE);
    await pass(0);
    const undo = await steer(client, uuid, { action: 'undo', preview: true, not_before: inMinutes(60) });
    await pass(0);
    const { token } = await jobOf(client, undo.uuid);
    expect(await steer(client, undo.uuid, { action: 'run', token })).toMatchObject({ status: 'waiting' });
    await pass(61);
    expect(await jobOf(client, undo.uuid)).toMatchObject({ status: 'completed', changed: 1 });
  });

  it('repeats it for those that failed, no faster than it went unless that is said', async () => {
    const client = await openWith(3);
    const { uuid } = await client.post('jobs.json', { ...ARCHIVE, max_rate: 30 });
    const { service } = stage();
    for (const one of service.take()) if (one.queue === 'select') await select(one.message, service.runtime);
    for (const one of service.take()) if (one.queue === 'work') await recordFailure(one.message, service.runtime);
    expect(await jobOf(client, uuid)).toMatchObject({ status: 'completed', failed: { worker: 3 } });
    const faster = await steer(client, uuid, { action: 'repeat', max_rate: null, not_before: inMinutes(9) });
    expect(faster).toMatchObject({ type: 'set_status', max_rate: null, not_before: expect.any(String) });
    await steer(client, faster.uuid, { action: 'interrupt' });
    const again = await steer(client, uuid, { action: 'repeat' });
    expect(again).toMatchObject({ max_rate: 30, not_before: null });
    await pass(0);
    expect(await jobOf(client, again.uuid)).toMatchObject({ status: 'completed', changed: 3 });
  });

  it.each(['undo', 'repeat'])(
    '%s: what is misspelt, wrong or not for it is refused, and no job is made',
    async (action) => {
      const client = await openWith(1);
      const { uuid } = await client.post('jobs.json', ARCHIVE);
      await pass(0);
      const refused = async (body: object, field: string) => {
        const answer = await client.ask('POST', `jobs.json?uuid=${uuid}`, { action, ...body });
        expect(answer).toMatchObject({ status: 400, body: { [field]: expect.anything() } });
      };
      await refused({ max_rates: 3 }, 'max_rates');
      await refused({ max_rate: 0 }, 'max_rate');
      await refused({ not_before: '2020-01-31T08:00:00Z' }, 'not_before');
      await refused({ not_before: '2250-01-31T08:00:00' }, 'not_before');
      await refused({ selection: { folder: 'active' } }, 'selection');
      await refused({ token: 'x' }, 'token');
      expect((await client.get('jobs.json')).results).toHaveLength(1);
    },
  );
});
