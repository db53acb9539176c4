/** What an operator allows cannot be exceeded, and what settings start is one job at a time. */
import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { watch } from '../../functions/jobs/watchdog/watch.ts';
import { readDeployment } from '../../infra/deployment.ts';
import { getItem } from '../../shared/data/dynamo/index.ts';
import { takeSeconds } from '../../shared/data/limits/index.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { type Client, sideBySide } from '../support/api/client.ts';
import { later, watchedToTheEnd } from '../support/in-process/run-watchdog.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
watchedToTheEnd(stage);

/** Two groups of whom some see Ann, who wrote at 23:30 UTC, the day before and some the day after. */
async function open(): Promise<Client> {
  const client = await stage().open();
  await client.post('contacts.json', { name: 'Ann', urns: ['tel:+250788000001'] });
  await client.post('events.json', {
    type: 'msg_received',
    urn: 'tel:+250788000001',
    text: 'Muraho',
    occurred_on: '2026-01-02T23:30:00Z',
  });
  for (const [name, query] of [
    ['Second', 'last_seen_on = 02-01-2026'],
    ['Third', 'last_seen_on = 03-01-2026'],
  ])
    await client.post('groups.json', { name, query });
  await stage().service.settle();
  return client;
}

const repairs = async (client: Client) =>
  (await client.get('jobs.json')).results.filter(({ type }: { type: string }) => type === 'repair');

const isOpen = ({ status }: { status: string }) => !['completed', 'failed', 'interrupted'].includes(status);

async function groups(client: Client): Promise<Record<string, [string, boolean]>> {
  const [{ groups: mine }] = (await client.get('contacts.json')).results;
  const member = (uuid: string) => mine.some((group: { uuid: string }) => group.uuid === uuid);
  const { results } = await client.get('groups.json');
  return Object.fromEntries(
    results
      .filter(({ query }: { query: string | null }) => query !== null)
      .map(({ name, status, uuid }: Record<string, string>) => [name, [status, member(uuid as string)]]),
  );
}

describe('The operator owns the ceiling of rate limits', () => {
  it('a rate above it is refused, and one at it is not', async () => {
    const client = await stage().open();
    const { config } = stage().service.runtime;
    Object.assign(config, { maxApiRate: 5_000 });
    expect(await client.ask('POST', 'settings.json', { api_rates: { v2: 5_001, 'v2.runs': 5_000 } })).toMatchObject({
      status: 400,
      body: { api_rates: { v2: ['This deployment allows at most 5000 requests an hour.'] } },
    });
    expect((await client.ask('POST', 'settings.json', { api_rates: { v2: 5_000 } })).status).toBe(200);
  });

  it.each([
    [undefined, 36_000],
    ['7200', 7_200],
    [7_200, 7_200],
  ])('the context value %j is %d', (maxApiRate, allowed) => {
    expect(readDeployment(new App({ context: { maxApiRate } }).node, []).maxApiRate).toBe(allowed);
  });

  it.each([
    [undefined, 100],
    ['7', 7],
  ])('the context value maxOpenJobs %j is %d', (maxOpenJobs, allowed) => {
    expect(readDeployment(new App({ context: { maxOpenJobs } }).node, []).maxOpenJobs).toBe(allowed);
  });

  it.each(['many', '', '0', 1.5, 2_000_000, null])('the context value %j is refused', (maxApiRate) => {
    expect(() => readDeployment(new App({ context: { maxApiRate } }).node, [])).toThrow(
      'The context value maxApiRate is a whole number from 1 to 1000000',
    );
  });
});

it('saving settings is counted, and by itself', async () => {
  const client = await stage().open();
  await client.ask('POST', 'settings.json', { api_rates: { v2: 1 } });
  await client.get('org.json');
  expect((await client.ask('GET', 'org.json')).status).toBe(429);
  expect((await client.ask('POST', 'settings.json', { api_rates: {} })).status).toBe(200);
  const { data } = stage().service.runtime;
  const { uuid } = await client.get('workspace.json');
  for (const scope of ['v2', 'v2.settings'])
    expect(await getItem(data, 'workspace', { pk: `L#${uuid}`, sk: scope }, { consistent: true })).toMatchObject({
      lent: expect.anything(),
    });
});

describe('Groups are evaluated again by one job a workspace', () => {
  const ZONES = ['Asia/Tokyo', 'America/Lima'];
  const zone = (index: number) => ({ timezone: ZONES[index % 2] });

  it('ten flips of the time zone, one after the other, make one job that runs and one that follows; the last value wins', async () => {
    const client = await open();
    for (let flip = 0; flip < 10; flip++) await client.post('settings.json', zone(flip));
    expect(await repairs(client)).toHaveLength(1);
    await client.post('settings.json', zone(0));
    await stage().service.settle();
    const after = await repairs(client);
    expect(after).toHaveLength(2);
    expect(after.filter(isOpen)).toHaveLength(1);
    expect(await groups(client)).toMatchObject({ Second: ['evaluating', false], Third: ['evaluating', true] });
    await watch(later(stage(), 3));
    await stage().service.settle();
    expect((await repairs(client)).filter(isOpen)).toEqual([]);
    expect(await repairs(client)).toHaveLength(2);
    expect(await groups(client)).toEqual({ Second: ['ready', false], Third: ['ready', true] });
  });

  it('so do ten at once', async () => {
    const client = await open();
    await sideBySide([...Array(10).keys()], (flip) => client.post('settings.json', zone(flip)), 10);
    expect((await repairs(client)).filter(isOpen).length).toBe(1);
    await stage().service.settle();
    await watch(later(stage(), 3));
    await stage().service.settle();
    expect((await repairs(client)).length).toBeLessThanOrEqual(2);
    const east = (await client.get('settings.json')).timezone === 'Asia/Tokyo';
    expect(await groups(client)).toEqual({ Second: ['ready', !east], Third: ['ready', east] });
  });

  it('a flip there and back during the job is not lost', async () => {
    const client = await open();
    await client.post('settings.json', zone(0));
    await client.post('settings.json', zone(1));
    await client.post('settings.json', zone(0));
    await stage().service.settle();
    await watch(later(stage(), 3));
    await stage().service.settle();
    expect(await repairs(client)).toHaveLength(2);
    expect(await groups(client)).toEqual({ Second: ['ready', false], Third: ['ready', true] });
  });

  it('a value that is sent again starts nothing', async () => {
    const client = await open();
    const { timezone, date_style } = await client.get('settings.json');
    await client.post('settings.json', { timezone, date_style });
    expect(await repairs(client)).toEqual([]);
  });

  it('types of fields, too: one job for all groups that are read otherwise, one for all that can no longer be read', async () => {
    const client = await open();
    await client.post('fields.json', { name: 'Age', type: 'text' });
    for (const age of [5, 6, 7]) await client.post('groups.json', { name: `Aged ${age}`, query: `age = ${age}` });
    await stage().service.settle();
    const before = (await client.get('jobs.json')).results.length;
    await client.post('fields.json?key=age', { name: 'Age', type: 'number' });
    await client.post('groups.json', { name: 'Old', query: 'age > 60' });
    await client.post('groups.json', { name: 'Older', query: 'age > 70' });
    await stage().service.settle();
    await client.post('fields.json?key=age', { name: 'Age', type: 'text' });
    const { results } = await client.get('jobs.json');
    const types = results.slice(0, results.length - before).map(({ type }: { type: string }) => type);
    expect(types.sort()).toEqual(['clear_group', 'populate_group', 'populate_group', 'repair', 'repair']);
  });
});

it('Ten numbers of dormancy days at once start one sweep', async () => {
  const client = await open();
  await sideBySide([...Array(10).keys()], (days) => client.post('settings.json', { dormancy_days: days + 1 }), 10);
  const sweeps = (await client.get('jobs.json')).results.filter(
    ({ type }: { type: string }) => type === 'flag_dormant',
  );
  expect(sweeps).toHaveLength(1);
});

/** Seconds by which the clock of another container may be ahead: until then none of them go. */
const AHEAD = 50;

describe('Dear requests of a workspace have a budget of seconds', () => {
  it('and above it they are refused with the time to wait, while other requests and other workspaces go on', async () => {
    const { data, now } = stage().service.runtime;
    const { token, workspace } = await stage().service.newWorkspace();
    const client = await stage().as(token);
    const other = await stage().open();
    expect((await client.ask('GET', 'facets.json')).status).toBe(200);
    expect(await takeSeconds(data, workspace as WorkspaceId, 60, now() / 1_000_000 + AHEAD)).toBe(0);
    for (const [method, path, body] of [
      ['GET', 'facets.json'],
      ['POST', 'policy_simulations.json', { stages: [{ do: 'tell', days: 90 }] }],
    ] as const) {
      const { status, headers, body: refused } = await client.ask(method, path, body);
      expect(status).toBe(429);
      expect(headers.get('retry-after')).toBe('1');
      expect(refused).toEqual({ detail: 'Request was throttled. Expected available in 1 seconds.' });
      expect((await other.ask(method, path, body)).status).toBe(200);
    }
    expect((await client.ask('GET', 'contacts.json')).status).toBe(200);
  });

  it('what a request did not need is there again when it ends, also when it was refused', async () => {
    const { data, now } = stage().service.runtime;
    const { token, workspace } = await stage().service.newWorkspace();
    const client = await stage().as(token);
    for (let asked = 0; asked < 9; asked++)
      expect((await client.ask('GET', 'facets.json?by=nothing')).status).toBe(400);
    expect(await takeSeconds(data, workspace as WorkspaceId, 50, now() / 1_000_000)).toBe(0);
  });
});
