import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi } from '../../scripts/api.ts';
import { uploadFile } from '../../scripts/import/send.ts';
import { fill } from '../../scripts/seed/fill.ts';
import { programme, type SeedContact } from '../../scripts/seed/programme.ts';
import { ARCHIVING_FLOW } from '../support/api/flows.ts';
import { atNight } from '../support/night.ts';
import type { Service } from '../support/service.ts';
import { joinJourney } from './stage.ts';

/** The README's story on one service; each step ends in exact counts. By day more people than fill a page. */
const CONTACTS = atNight(600, { byDay: 300 });
const SEED = 1;
const GROUP = 'Mothers 2026';
const DORMANCY_DAYS = 90;

const today = new Date();
const people: readonly SeedContact[] = [...programme(CONTACTS, SEED, today)];
const inGroup = people.filter(({ group }) => group === GROUP);
const others = people.filter(({ group }) => group !== GROUP);
const quiet = others.filter(({ seenDaysAgo }) => seenDaysAgo !== null && seenDaysAgo > DORMANCY_DAYS);
/** Seen exactly on the boundary: whether they are due depends on the hour, so the counts below allow both. */
const boundary = others.filter(({ seenDaysAgo }) => seenDaysAgo === DORMANCY_DAYS);

let service: Service;

beforeAll(async () => {
  service = await joinJourney();
  await fill(openApi(service.url, service.token), { contacts: CONTACTS, seed: SEED, today, upload: uploadFile });
  await service.idle();
});

afterAll(() => service?.stop());

const get = async (path: string) => (await service.api('GET', path)).body;
const folders = async () => (await get('counts.json')).folders;
const groupNamed = async (name: string) => (await get(`groups.json?name=${encodeURIComponent(name)}`)).results[0];

/** Every contact of a list, following `next` as a client does. */
async function all(path: string): Promise<{ uuid: string; groups: unknown[]; status: string }[]> {
  const found = [];
  let url: string | null = `${service.url}/api/v2/${path}`;
  while (url !== null) {
    const page = await get(new URL(url).pathname + new URL(url).search);
    found.push(...page.results);
    url = page.next;
  }
  return found;
}

describe('The main job, end to end', () => {
  it('counts all contacts, in folders and groups, and lists each once', async () => {
    const { dormant, ...counted } = await folders();
    expect(counted).toEqual({ active: CONTACTS, archived: 0, stopped: 0, blocked: 0, deleted: 0 });
    // Whoever came quiet was flagged when their import ended.
    const came = people.filter(({ seenDaysAgo }) => (seenDaysAgo ?? 0) >= DORMANCY_DAYS).length;
    const sure = people.filter(({ seenDaysAgo }) => (seenDaysAgo ?? 0) > DORMANCY_DAYS).length;
    expect(dormant).toBeGreaterThanOrEqual(sure);
    expect(dormant).toBeLessThanOrEqual(came);
    expect((await groupNamed(GROUP)).count).toBe(inGroup.length);
    const listed = await all('contacts.json');
    expect(new Set(listed.map(({ uuid }) => uuid)).size).toBe(CONTACTS);
    expect(listed).toHaveLength(CONTACTS);
    expect(await all('contacts.json?folder=active')).toHaveLength(CONTACTS);
  });

  it('starts a group in a flow that archives contacts, through the queue, until all are archived and in no group', async () => {
    expect((await service.api('POST', 'flows.json', ARCHIVING_FLOW)).status).toBe(201);
    const group = await groupNamed(GROUP);
    const start = await service.api('POST', 'flow_starts.json', { flow: ARCHIVING_FLOW.uuid, groups: [group.uuid] });
    expect(start).toMatchObject({ status: 201, body: { progress: { total: -1, started: 0 } } });
    await service.idle();

    const [done] = (await get(`flow_starts.json?uuid=${start.body.uuid}`)).results;
    expect(done).toMatchObject({
      status: 'completed',
      progress: { total: inGroup.length, started: inGroup.length },
      groups: [{ uuid: group.uuid, name: GROUP }],
    });
    const archived = await all('contacts.json?folder=archived');
    expect(archived).toHaveLength(inGroup.length);
    expect(archived.every(({ status, groups }) => status === 'archived' && groups.length === 0)).toBe(true);
    expect(await folders()).toMatchObject({ active: others.length, archived: inGroup.length });
    expect((await groupNamed(GROUP)).count).toBe(0);
  });

  it('flags exactly those who have not been seen for 90 days; the status stays active', async () => {
    await service.local('POST', 'schedules/flag-dormant/run');
    await service.idle();
    const { active, dormant } = await folders();
    expect(active).toBe(others.length);
    expect(dormant).toBeGreaterThanOrEqual(quiet.length);
    expect(dormant).toBeLessThanOrEqual(quiet.length + boundary.length);
    const flagged = await get('contacts.json?folder=dormant');
    expect(flagged.results[0]).toMatchObject({ status: 'active', dormant_since: expect.any(String) });
  });

  it('removes the flag when a contact is seen, and flags no contact twice', async () => {
    const before = await folders();
    const [person] = quiet;
    const event = { type: 'msg_received', urn: person?.urn, text: 'Muraho' };
    expect((await service.api('POST', 'events.json', event)).status).toBe(201);
    await service.local('POST', 'schedules/flag-dormant/run');
    await service.idle();
    expect(await folders()).toMatchObject({ active: before.active, dormant: before.dormant - 1 });
    const [seen] = (await get(`contacts.json?urn=${encodeURIComponent(person?.urn ?? '')}`)).results;
    expect(seen).toMatchObject({ status: 'active', dormant_since: null });
  });

  it('deletes all archived contacts, exactly those that the preview counted', async () => {
    const job = await service.api('POST', 'jobs.json', {
      type: 'delete',
      selection: { folder: 'archived' },
      preview: true,
    });
    expect(job.status).toBe(202);
    await service.idle();
    const address = `jobs.json?uuid=${job.body.uuid}`;
    const [preview] = (await get(address)).results;
    expect(preview).toMatchObject({ status: 'ready', total: inGroup.length, token: expect.any(String) });

    // Restored between preview and run: is not deleted. Archived in between: is not in the manifest.
    const [first] = (await get('contacts.json?folder=archived')).results;
    await service.api('POST', 'contact_actions.json', {
      action: 'set_status',
      status: 'active',
      contacts: [first.uuid],
    });
    const [late] = others;
    const archive = { action: 'set_status', status: 'archived', contacts: [late?.urn] };
    expect((await service.api('POST', 'contact_actions.json', archive)).status).toBe(204);

    const run = { action: 'run', token: preview.token, count: preview.total };
    expect((await service.api('POST', address, run)).status).toBe(200);
    await service.idle();
    const [done] = (await get(address)).results;
    expect(done).toMatchObject({
      status: 'completed',
      total: inGroup.length,
      changed: inGroup.length - 1,
      skipped: { not_archived: 1 },
      failed: {},
    });
    expect(await folders()).toMatchObject({ active: others.length, archived: 1, deleted: inGroup.length - 1 });
    expect(await all('contacts.json?deleted=true')).toHaveLength(inGroup.length - 1);
    expect(await all('contacts.json')).toHaveLength(others.length + 1);
  });
});
