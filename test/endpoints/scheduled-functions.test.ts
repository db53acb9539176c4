import { Logger } from '@aws-lambda-powertools/logger';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordFailure } from '../../functions/jobs/failed/failed.ts';
import { watch } from '../../functions/jobs/watchdog/watch.ts';
import { hourly } from '../../functions/lifecycle/hourly.ts';
import { nightly } from '../../functions/lifecycle/nightly.ts';
import { addDays } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import { type Client, createPeople, jobOf, phone } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

/** Functions that no request wakes, but a schedule or a message given up. */

const stage = onInProcessStage();
let client: Client;
let uuid: string;

beforeEach(async () => {
  client = await stage().open();
  [uuid = ''] = await createPeople(client, 1);
});

/** The runtime as it is so many days from now. */
function inDays(days: number): Runtime {
  const { runtime } = stage().service;
  return { ...runtime, logger: new Logger(), now: () => addDays(runtime.now(), days) };
}

const archive = () =>
  client.post('jobs.json', { type: 'set_status', status: 'archived', selection: { contacts: [uuid] } });

describe('Every night', () => {
  it('contacts that were not seen for long are flagged', async () => {
    await stage().settle();
    expect(await nightly(inDays(80))).not.toHaveProperty('flag_dormant');
    expect(await nightly(inDays(100))).toMatchObject({ flag_dormant: 1 });
    await stage().service.settle(inDays(100));
    expect((await client.get('counts.json')).folders).toMatchObject({ active: 1, dormant: 1 });
  });
});

describe('Every hour', () => {
  it('smart groups lose those whose days have passed', async () => {
    await client.post('events.json', { type: 'msg_received', urn: phone(0), text: 'Muraho' });
    const { uuid: group } = await client.post('groups.json', { name: 'Recent', query: 'last_seen_on > -3d' });
    await stage().settle();
    expect((await client.get('counts.json')).groups).toEqual({ [group]: 1 });
    expect(await hourly(inDays(10))).toMatchObject({ jobs: 1 });
    await stage().service.settle(inDays(10));
    expect((await client.get('counts.json')).groups).toEqual({ [group]: 0 });
  });
});

describe('Every five minutes', () => {
  it('a job whose messages were lost is sent again', async () => {
    const job = await archive();
    expect(stage().service.take()).toHaveLength(1);
    await stage().settle();
    expect(await jobOf(client, job.uuid)).toMatchObject({ status: 'pending' });
    expect(await watch(inDays(1))).toMatchObject({ nudged: 1 });
    await stage().settle();
    expect(await jobOf(client, job.uuid)).toMatchObject({ status: 'completed', changed: 1 });
  });
});

describe('A message that was given up', () => {
  it('fails its job', async () => {
    const job = await archive();
    for (const one of stage().service.take())
      if (one.queue !== 'inbound' && one.queue !== 'pull' && one.queue !== 'snapshots')
        await recordFailure(one.message, inDays(0));
    await stage().settle();
    expect(await jobOf(client, job.uuid)).toMatchObject({ status: 'failed', changed: 0 });
  });
});
