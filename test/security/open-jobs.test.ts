/** The lists that all workspaces share stay short, and nobody's entries keep others from their turn. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { watch } from '../../functions/jobs/watchdog/watch.ts';
import { type Data, put, queryAll, write } from '../../shared/data/dynamo/index.ts';
import { nextRound } from '../../shared/data/paging/index.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { type Client, sideBySide } from '../support/api/client.ts';
import { later, watchedToTheEnd } from '../support/in-process/run-watchdog.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
watchedToTheEnd(stage);
const ARCHIVE = { type: 'set_status', status: 'archived', selection: { folder: 'active' } };
const MOST = 3;
const TOO_MANY = {
  detail:
    'This workspace has 3 open jobs, which is the most. Wait until one has ended, or end one: POST jobs.json?uuid= with {"action": "interrupt"}.',
};

async function open(): Promise<{ client: Client; workspace: string; contact: string }> {
  const client = await stage().open();
  const { uuid: contact } = await client.post('contacts.json', { name: 'Ann', urns: ['tel:+250788000001'] });
  await stage().service.settle();
  return { client, workspace: (await client.get('workspace.json')).uuid, contact };
}

async function entriesOf(list: string, workspace: string): Promise<string[]> {
  const entries: string[] = [];
  const partition = { table: 'workspace' as const, partition: list, consistent: true };
  for await (const { sk } of queryAll<{ pk: string; sk: string }>(stage().service.runtime.data, partition))
    if (sk.includes(workspace)) entries.push(sk);
  return entries;
}

async function preview(client: Client): Promise<{ uuid: string; token: string }> {
  const { uuid } = await client.post('jobs.json', { ...ARCHIVE, preview: true });
  await stage().service.settle();
  return (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
}

describe('A preview that nobody has run', () => {
  it('is nobody’s open job, and one again as soon as it is run', async () => {
    const { client, workspace } = await open();
    const { uuid, token } = await preview(client);
    expect(token).toEqual(expect.any(String));
    expect(await entriesOf('J#open', workspace)).toEqual([]);
    expect(await entriesOf('J#previews', workspace)).toHaveLength(1);
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token });
    expect(await entriesOf('J#open', workspace)).toEqual([`${workspace}#${uuid}`]);
    expect(await entriesOf('J#previews', workspace)).toEqual([]);
    await stage().service.settle();
    expect((await client.get(`jobs.json?uuid=${uuid}`)).results[0]).toMatchObject({ status: 'completed', changed: 1 });
    expect(await entriesOf('J#open', workspace)).toEqual([]);
  });

  it('can be run for 15 minutes, and then has ended', async () => {
    const { client, workspace } = await open();
    const { uuid, token } = await preview(client);
    expect(await watch(later(stage(), 14))).toMatchObject({ expired: 0 });
    expect(await watch(later(stage(), 16))).toMatchObject({ expired: 1 });
    expect(await watch(later(stage(), 16))).toMatchObject({ expired: 0 });
    const [ended] = (await client.get(`jobs.json?uuid=${uuid}`)).results;
    expect(ended).toMatchObject({ status: 'interrupted', reason: 'expired', total: 1, changed: 0 });
    expect(ended).not.toHaveProperty('token');
    const run = await client.ask('POST', `jobs.json?uuid=${uuid}`, { action: 'run', token });
    expect(run).toMatchObject({ status: 400, body: { detail: 'Only a previewed job that is ready can be run.' } });
    expect(await entriesOf('J#previews', workspace)).toEqual([]);
  });

  it('leaves no entry when it is interrupted', async () => {
    const { client, workspace } = await open();
    const { uuid } = await preview(client);
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'interrupt' });
    expect(await entriesOf('J#previews', workspace)).toEqual([]);
  });
});

describe('A workspace has so many open jobs at once as the deployment allows', () => {
  beforeEach(() => {
    Object.assign(stage().service.runtime.config, { maxOpenJobs: MOST });
    return async () => {
      await stage().service.settle();
      Object.assign(stage().service.runtime.config, { maxOpenJobs: undefined });
    };
  });

  it('one more is refused, whatever starts it, until one of them has ended', async () => {
    const { client, contact } = await open();
    const flow = { ...FLOW, uuid: randomUUID() };
    await client.post('flows.json', flow);
    const { uuid: group } = await client.post('groups.json', { name: 'Smart', query: 'name = "Bob"' });
    await stage().service.settle();
    const waiting = await preview(client);
    const running = await sideBySide([1, 2, 3], () => client.post('jobs.json', ARCHIVE));
    const refused = [
      ['jobs.json', ARCHIVE],
      ['jobs.json', { ...ARCHIVE, preview: true }],
      [`jobs.json?uuid=${waiting.uuid}`, { action: 'run', token: waiting.token }],
      ['flow_starts.json', { flow: flow.uuid, contacts: [contact] }],
      ['groups.json', { name: 'Other', query: 'name = "Eve"' }],
      [`groups.json?uuid=${group}`, { query: 'name = "Cyn"' }],
      ['flows.json', importing(flow.uuid)],
    ] as const;
    for (const [path, body] of refused)
      expect([path, await client.ask('POST', path, body)]).toMatchObject([path, { status: 409, body: TOO_MANY }]);
    await client.post(`jobs.json?uuid=${running[0].uuid}`, { action: 'interrupt' });
    expect((await client.ask('POST', 'flow_starts.json', refused[3][1])).status).toBe(201);
  });

  it('of many that come at once no more get in, and of the others nothing is left', async () => {
    const { client, workspace } = await open();
    const answers = await sideBySide([...Array(40).keys()], () => client.ask('POST', 'jobs.json', ARCHIVE), 40);
    const jobs = answers.filter(({ status }) => status === 202);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(40 - jobs.length);
    expect(jobs).toHaveLength(MOST);
    expect(await entriesOf('J#open', workspace)).toHaveLength(MOST);
    expect((await client.get('jobs.json')).results).toHaveLength(MOST);
    await stage().service.settle();
    for (const { status } of (await client.get('jobs.json')).results) expect(status).toBe('completed');
  });

  it('a repeated key is answered as at first', async () => {
    const { client } = await open();
    const key = { 'Idempotency-Key': 'the third' };
    await sideBySide([1, 2], () => client.post('jobs.json', ARCHIVE));
    const first = await client.ask('POST', 'jobs.json', ARCHIVE, key);
    expect(await client.ask('POST', 'jobs.json', ARCHIVE, key)).toMatchObject({ status: 202, body: first.body });
  });

  it('the service’s own jobs are never refused for it', async () => {
    const { client } = await open();
    await client.post('groups.json', { name: 'Late', query: 'last_seen_on < 2020-01-01' });
    await stage().service.settle();
    const { uuid: members } = await client.post('groups.json', { name: 'By hand' });
    await sideBySide([1, 2, 3], () => client.post('jobs.json', ARCHIVE));
    expect((await client.ask('POST', 'settings.json', { timezone: 'Asia/Tokyo' })).status).toBe(200);
    expect((await client.ask('DELETE', `groups.json?uuid=${members}`)).status).toBe(204);
    const { results } = await client.get('jobs.json');
    expect(results.length).toBeGreaterThan(MOST);
  });
});

describe('A list of all workspaces is gone through in rounds', () => {
  const list = (name: string) => `test#${name}`;

  async function filled(name: string, count: number): Promise<Data> {
    const { data } = stage().service.runtime;
    const uuids = Array.from({ length: count }, (_, index) => `0000${index}`);
    for (const sk of uuids) await write(data, put('workspace', { pk: list(name), sk }));
    return data;
  }

  async function visit(data: Data, name: string, count: number): Promise<string[]> {
    const seen: string[] = [];
    for await (const { sk } of nextRound(data, list(name))) if (seen.push(sk) === count) break;
    return seen;
  }

  it('each goes on where the one before stopped, and one that has been everywhere ends', async () => {
    const data = await filled('turns', 5);
    expect(await visit(data, 'turns', 3)).toEqual(['00000', '00001', '00002']);
    expect(await visit(data, 'turns', 3)).toEqual(['00003', '00004', '00000']);
    expect(await visit(data, 'turns', 9)).toEqual(['00001', '00002', '00003', '00004', '00000']);
    expect(await visit(data, 'turns', 9)).toHaveLength(5);
  });

  it('also when one of the entries cannot be dealt with', async () => {
    const data = await filled('errors', 3);
    const fail = async () => {
      for await (const { sk } of nextRound(data, list('errors'))) throw new Error(sk);
    };
    for (const sk of ['00000', '00001', '00002', '00000']) await expect(fail()).rejects.toThrow(sk);
  });
});

it('The watchdog without time for all jobs reaches those of every workspace, however many one of them has', async () => {
  const crowd = await open();
  const others = [await open(), await open()];
  await sideBySide([...Array(12).keys()], () => crowd.client.post('jobs.json', ARCHIVE));
  for (const { client } of others) await client.post('jobs.json', ARCHIVE);
  stage().service.take();
  const hurried = (minutes: number): Runtime => {
    let calls = 0;
    // A quarter of the time that there is goes by from one look at the clock to the next.
    return { ...later(stage(), minutes), now: () => instant(later(stage(), minutes).now() + calls++ * 4_000_000) };
  };
  const reached = new Set<string>();
  for (let run = 0; run < 40; run++) await watch(hurried(5));
  for (const { message } of stage().service.take()) reached.add(message.workspace);
  for (const { workspace } of [crowd, ...others]) expect(reached).toContain(workspace);
});

const FLOW = {
  name: 'Archive',
  spec_version: '14.4.1',
  language: 'eng',
  type: 'messaging_background',
  nodes: [],
};

/** An export file with a smart group. */
const importing = (uuid: string) => ({
  version: '13',
  site: 'https://textit.com',
  flows: [{ ...FLOW, uuid }],
  groups: [{ uuid: randomUUID(), name: 'Imported', query: 'name = "Kay"' }],
  fields: [],
  campaigns: [],
  triggers: [],
});
