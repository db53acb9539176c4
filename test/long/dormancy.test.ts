import { beforeEach, describe, expect, it } from 'vitest';
import { quietQuery } from '../../console/features/dormancy/quiet-query.ts';
import { exactCounts } from '../support/api/census.ts';
import { type Client, contactOf, createPeople, phone, setStatus } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const DAY = 86_400_000;
/** Noon of the day on which all contacts are created; UTC, which is the workspaces' time zone too. */
const START = Date.UTC(2027, 2, 1, 12);

// It passes more than a year, after which history is no longer kept.
const stage = onInProcessStage({ except: ['history'] });
let client: Client;

beforeEach(async () => {
  await goTo(0);
  client = await stage().open();
});

/** Sets the service's clock to `days` days after the start. What has expired by then goes at once. */
const goTo = (days: number): Promise<void> => stage().service.goTo(START + days * DAY);

/** The nightly sweep of all workspaces; returns how many jobs it made in the first workspace of this test. */
async function sweep(): Promise<number> {
  const jobs = async () => (await client.all('jobs.json')).filter(({ type }) => type === 'flag_dormant').length;
  const before = await jobs();
  await stage().service.run('flag-dormant');
  await stage().settle();
  return (await jobs()) - before;
}

/** The contacts in the folder dormant; every count is checked against the lists. */
async function dormant(of: Client = client): Promise<string[]> {
  const { folders } = await exactCounts(of);
  const listed = await of.all('contacts.json?folder=dormant');
  expect(listed).toHaveLength(folders.dormant);
  for (const contact of listed) expect(contact).toMatchObject({ status: 'active', dormant_since: expect.any(String) });
  return listed.map(({ uuid }) => uuid).sort();
}

const receive = (n: number, more: object = {}) =>
  client.post('events.json', { type: 'msg_received', urn: phone(n), text: 'Muraho', ...more });

const daysAfter = (days: number): string => new Date(START + days * DAY).toISOString();

describe('The nightly sweep', () => {
  it('counts from when a contact was last seen or, if never, from its creation', async () => {
    const [never = '', seen = ''] = await createPeople(client, 2);
    await goTo(10);
    await receive(1);
    await goTo(90);
    expect(await sweep()).toBe(0);
    expect(await dormant()).toEqual([]);
    await goTo(91);
    expect(await sweep()).toBe(1);
    expect(await dormant()).toEqual([never]);
    await goTo(101);
    await sweep();
    expect(await dormant()).toEqual([never, seen].sort());
  });

  it('flags exactly those whom the report counts and the search of the guide finds, who were never seen as well', async () => {
    const uuids = await createPeople(client, 6);
    await receive(0);
    await goTo(40);
    await receive(1);
    await createPeople(client, 2, { first: 20 });
    await goTo(91);
    await sweep();
    await stage().settle();
    const flagged = await dormant();
    const found = await client.all(`contacts.json?folder=active&query=${encodeURIComponent(quietQuery(90))}`);
    expect(found.map(({ uuid }) => uuid).sort()).toEqual(flagged);
    expect(flagged).toEqual([uuids[0], ...uuids.slice(2)].sort());
    const { not_seen } = await client.get('dormancy.json');
    expect(not_seen.find(({ days }: { days: number }) => days === 90).count).toBe(flagged.length);
    const seenOnly = await client.all(`contacts.json?query=${encodeURIComponent('last_seen_on < -90d')}`);
    expect(seenOnly.map(({ uuid }) => uuid)).toEqual([uuids[0]]);
  });

  it('changes only the flag: the status stays active, groups stay', async () => {
    const { uuid: group } = await client.post('groups.json', { name: 'Clinic' });
    const [uuid = ''] = await createPeople(client, 1, { groups: [group] });
    const before = await contactOf(client, uuid);
    await goTo(91);
    await sweep();
    const { dormant_since, modified_on, ...after } = await contactOf(client, uuid);
    expect(before).toMatchObject(after);
    expect(dormant_since.slice(0, 10)).toBe(daysAfter(91).slice(0, 10));
    expect((await exactCounts(client)).groups).toEqual({ [group]: 1 });
    const [active] = await client.all('contacts.json?folder=active');
    expect(active).toMatchObject({ uuid, dormant_since });
  });

  it('flags no contact twice', async () => {
    const [uuid = ''] = await createPeople(client, 1);
    await goTo(91);
    await sweep();
    const flagged = await contactOf(client, uuid);
    await goTo(92);
    expect(await sweep()).toBe(0);
    expect(await contactOf(client, uuid)).toEqual(flagged);
  });

  it('flags active contacts only', async () => {
    const [archived = '', stopped = '', blocked = ''] = await createPeople(client, 3);
    await setStatus(client, 'archived', archived);
    await setStatus(client, 'stopped', stopped);
    await setStatus(client, 'blocked', blocked);
    await goTo(365);
    expect(await sweep()).toBe(0);
    expect(await dormant()).toEqual([]);
  });
});

describe('A dormant contact', () => {
  it('is not dormant any more when it is seen, and becomes dormant again after the same time', async () => {
    const [uuid = ''] = await createPeople(client, 1);
    await goTo(91);
    await sweep();
    await receive(0);
    await stage().settle();
    expect(await dormant()).toEqual([]);
    expect(await contactOf(client, uuid)).toMatchObject({ status: 'active', dormant_since: null });
    await goTo(91 + 90);
    await sweep();
    expect(await dormant()).toEqual([]);
    await goTo(91 + 91);
    await sweep();
    expect(await dormant()).toEqual([uuid]);
  });

  it('loses the flag by any channel event', async () => {
    await createPeople(client, 1);
    await goTo(91);
    await sweep();
    await client.post('events.json', { type: 'mo_miss', urn: phone(0) });
    await stage().settle();
    expect(await dormant()).toEqual([]);
  });

  it('loses the flag when it leaves active, and is checked again when it is restored', async () => {
    const [uuid = ''] = await createPeople(client, 1);
    await goTo(91);
    await sweep();
    await setStatus(client, 'archived', uuid);
    await stage().settle();
    expect(await dormant()).toEqual([]);
    expect((await exactCounts(client)).folders).toMatchObject({ active: 0, archived: 1 });
    await setStatus(client, 'active', uuid);
    await stage().settle();
    expect(await dormant()).toEqual([]);
    await sweep();
    expect(await dormant()).toEqual([uuid]);
  });
});

describe("The workspace's number of days", () => {
  it('applies at once when it is lowered', async () => {
    const [uuid = ''] = await createPeople(client, 1);
    await goTo(30);
    expect(await sweep()).toBe(0);
    await client.post('settings.json', { dormancy_days: 29 });
    await stage().settle();
    expect(await dormant()).toEqual([uuid]);
    expect(await sweep()).toBe(0);
  });

  it('applies at once when it is raised: contacts that are not due lose the flag, and get it again when they are', async () => {
    const [early = ''] = await createPeople(client, 1);
    await goTo(91);
    await sweep();
    await client.post('settings.json', { dormancy_days: 365 });
    await stage().settle();
    expect(await dormant()).toEqual([]);
    expect(await contactOf(client, early)).toMatchObject({ status: 'active', dormant_since: null });
    await goTo(366);
    // How many jobs that makes cannot be said: those of the beginning are no longer kept.
    await sweep();
    expect(await dormant()).toEqual([early]);
  });

  it('may be changed while a sweep is running: the flags are right in the end', async () => {
    const people = await createPeople(client, 3);
    await goTo(10);
    const [seen = ''] = people;
    await receive(0);
    await goTo(91);
    for (const dormancy_days of [30, 365, 7, 90]) await client.post('settings.json', { dormancy_days });
    await stage().settle();
    await stage().service.goTo(START + 91 * DAY + 3 * 60_000);
    await stage().service.run('watchdog');
    await stage().settle();
    expect(await dormant()).toEqual(people.filter((uuid) => uuid !== seen).sort());
  });

  it('is set for each workspace separately', async () => {
    const other = await stage().open();
    await client.post('settings.json', { dormancy_days: 7 });
    const [ours = ''] = await createPeople(client, 1);
    const [theirs = ''] = await createPeople(other, 1);
    await goTo(8);
    expect(await sweep()).toBe(1);
    expect([await dormant(), await dormant(other)]).toEqual([[ours], []]);
    await goTo(91);
    expect(await sweep()).toBe(0);
    expect([await dormant(), await dormant(other)]).toEqual([[ours], [theirs]]);
  });

  it.each([0, -1, 3_651, 1.5])('is not %d', async (days) => {
    const { status, body } = await client.ask('POST', 'settings.json', { dormancy_days: days });
    expect({ status, body }).toEqual({ status: 400, body: { dormancy_days: [expect.any(String)] } });
    expect((await client.get('settings.json')).dormancy_days).toBe(90);
  });
});
