import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../support/api/api.ts';
import { type Client, createPeople, prepare, setStatus, sideBySide } from '../support/api/client.ts';
import { ARCHIVING_FLOW } from '../support/api/flows.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { thereAndBack } from '../support/paging.ts';

/**
 * Paging as clients see it (TextIt 6.1, 7.2): absolute links with every parameter, forwards by `next` and back by
 * `previous`.
 */
const [MEMBERS, ARCHIVED, STARTS, CHANGES] = [270, 255, 255, 120];

const stage = onInProcessStage();
let client: Client;
let group: string;
let people: string[];

beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
  ({ uuid: group } = await client.post('groups.json', { name: 'Many people' }));
  await createArchived(client);
  people = await createPeople(client, MEMBERS, { first: ARCHIVED, groups: [group] });
  await stage().settle();
});

async function createArchived(where: Client): Promise<string[]> {
  const archived = await createPeople(where, ARCHIVED);
  for (let i = 0; i < archived.length; i += 100) await setStatus(where, 'archived', ...archived.slice(i, i + 100));
  return archived;
}

type Item = ApiAnswer['body'];

/** A list there and back. Each link is followed unchanged and must repeat the parameters. */
function walk(path: string, ask: Client = client): Promise<Item[]> {
  const first = new URL(`${stage().url}/api/v2/${path}`);
  return thereAndBack(
    async (link) => {
      const url = new URL(link ?? first);
      for (const [name, value] of first.searchParams) expect(url.searchParams.get(name)).toBe(value);
      expect(`${url.origin}${url.pathname}`).toBe(`${first.origin}${first.pathname}`);
      const { next, previous, results } = await ask.get(`${url.pathname}${url.search}`);
      expect(results.length).toBeLessThanOrEqual(250);
      return { cursor: next, previous, results };
    },
    ({ results }) => results as Item[],
  );
}

const timesOf = (items: readonly Item[], name = 'modified_on'): number[] => items.map((item) => Date.parse(item[name]));

/** No contact twice, in the order of TextIt: modification, then identity. */
function expectOrder(items: readonly Item[], count: number, oldestFirst = false): void {
  expect(new Set(items.map(({ uuid }) => uuid)).size).toBe(items.length);
  expect(items).toHaveLength(count);
  expect(timesOf(items)).toEqual(timesOf(items).toSorted((a, b) => (oldestFirst ? a - b : b - a)));
}

describe('Contacts', () => {
  it('all, and oldest first', async () => {
    const all = await walk('contacts.json?expand_urns=1');
    expectOrder(all, MEMBERS + ARCHIVED);
    const oldest = await walk('contacts.json?reverse=1&expand_urns=1');
    expect(oldest).toEqual(all.toReversed());
  });

  it('between two times, both included', async () => {
    const all = await walk('contacts.json');
    const [before, after] = [all[20].modified_on, all[500].modified_on];
    const [latest, earliest] = timesOf([all[20], all[500]]) as [number, number];
    const between = all.filter((contact) => timesOf([contact]).every((at) => at <= latest && at >= earliest));
    expect(await walk(`contacts.json?before=${before}&after=${after}`)).toEqual(between);
    expect(await walk(`contacts.json?before=${before}&after=yesterday`)).toEqual([]);
  });

  it('of a group, by uuid or exact name, in the same order', async () => {
    const members = await walk(`contacts.json?group=${group}`);
    expectOrder(members, MEMBERS);
    expect(await walk('contacts.json?group=Many%20people')).toEqual(members);
    expect(await walk(`contacts.json?group=${group}&reverse=y`)).toEqual(members.toReversed());
    expect(await walk('contacts.json?group=many%20people')).toEqual([]);
  });

  it('of a folder', async () => {
    for (const [name, count] of [['active', MEMBERS] as const, ['archived', ARCHIVED] as const]) {
      const found = await walk(`contacts.json?folder=${name}`);
      expect([found.length, new Set(found.map(({ status }) => status))]).toEqual([count, new Set([name])]);
    }
  });

  it('that match a query, forwards only', async () => {
    const first = await client.get('contacts.json?query=name%20~%20person');
    expect(first).toMatchObject({ next: expect.stringContaining('query=name'), previous: null });
    expect(await client.get(new URL(first.next).pathname + new URL(first.next).search)).toMatchObject({
      next: null,
      previous: null,
    });
  });

  it('that do not change are listed once in each direction, while others are changed', async () => {
    const changed = people.filter((_, i) => i % 5 === 0);
    const still = new Set(people.filter((_, i) => i % 5 > 0));
    let turn = 0;
    const get = async (link: string) => {
      const page = await client.get(link.slice(stage().url.length));
      await sideBySide(changed.slice(turn, turn + 5), (uuid) =>
        client.post(`contacts.json?uuid=${uuid}`, { name: `Turn ${turn}` }),
      );
      turn += 5;
      return page;
    };
    const seen: [Item[], Item[]] = [[], []];
    let page = await get(`${stage().url}/api/v2/contacts.json`);
    for (; page.next !== null; page = await get(page.next)) seen[0].push(...page.results);
    seen[0].push(...page.results);
    for (; page.previous !== null; page = await get(page.previous)) seen[1].unshift(...page.results);
    seen[1].unshift(...page.results);
    expect(turn).toBeGreaterThan(20);
    expect(new Set(seen[0].map(({ uuid }) => uuid)).size).toBe(seen[0].length);
    for (const items of seen) {
      const found = items.map(({ uuid }) => uuid).filter((uuid) => still.has(uuid));
      expect(found).toHaveLength(still.size);
      expect(new Set(found)).toEqual(still);
    }
  });
});

describe('Other lists', () => {
  it('history, newest first', async () => {
    const [uuid] = people;
    for (let i = 0; i < CHANGES; i++) await client.post(`contacts.json?uuid=${uuid}`, { name: `Name ${i}` });
    await stage().settle();
    const events = await walk(`history.json?contact=${uuid}`);
    const names = events.flatMap(({ name, type }) => (type === 'contact_name_changed' ? [name] : []));
    expect(names.slice(0, CHANGES)).toEqual(Array.from({ length: CHANGES }, (_, i) => `Name ${CHANGES - 1 - i}`));
  });

  it('flow starts, last modified first, and jobs, last created first', async () => {
    await client.post('flows.json', ARCHIVING_FLOW);
    const { uuid: empty } = await client.post('groups.json', { name: 'Nobody' });
    const body = { flow: ARCHIVING_FLOW.uuid, groups: [empty] };
    // In parts, for a workspace has at most 100 jobs that have not ended.
    for (let made = 0; made < STARTS; made += STARTS / 3) {
      await sideBySide(Array.from({ length: STARTS / 3 }), () => client.post('flow_starts.json', body));
      await stage().settle();
    }
    const starts = await walk('flow_starts.json');
    expectOrder(starts, STARTS);
    expect(new Set(starts.map(({ status }) => status))).toEqual(new Set(['completed']));
    const [before, after] = [starts[2].modified_on, starts[253].modified_on];
    const [earliest, latest] = timesOf([starts[253], starts[2]]) as [number, number];
    const between = starts.filter((start) => timesOf([start]).every((at) => at <= latest && at >= earliest));
    expect(await walk(`flow_starts.json?before=${before}&after=${after}`)).toEqual(between);
    const one = `flow_starts.json?uuid=${starts[9].uuid}`;
    // One by itself shows examples of its errors as well.
    expect(await walk(`${one}&after=${starts[9].modified_on}`)).toEqual([{ ...starts[9], error_samples: [] }]);
    expect(await walk(`${one}&before=2020-01-01`)).toEqual([]);

    const jobs = await walk('jobs.json');
    expect(jobs).toHaveLength(STARTS);
    const made = timesOf(jobs, 'created_on');
    expect(made).toEqual(made.toSorted((a, b) => b - a));
  });

  it('deleted contacts', async () => {
    const other = await stage().open();
    const archived = await createArchived(other);
    for (let i = 0; i < archived.length; i += 100)
      await other.post('contact_actions.json', { action: 'delete', contacts: archived.slice(i, i + 100) });
    expectOrder(await walk('contacts.json?deleted=1', other), ARCHIVED);
    expect(await walk('contacts.json?folder=archived', other)).toEqual([]);
    expect(await walk('contacts.json', other)).toEqual([]);
  });

  it('refuse a malformed cursor as TextIt does', async () => {
    const paths = ['contacts', 'groups', 'fields', 'flows', 'flow_starts', 'jobs'].map((name) => `${name}.json?`);
    const more = ['reverse=1', `group=${group}`, 'folder=active', 'query=name%20~%20ann'].map(
      (parameters) => `contacts.json?${parameters}&`,
    );
    for (const path of [...paths, ...more, `history.json?contact=${people[0]}&`])
      for (const cursor of ['abc', 'nabc', 'p%00', 'cD0yMDI2LTExLTI0'])
        expect(await client.ask('GET', `${path}cursor=${cursor}`), `${path} ${cursor}`).toMatchObject({
          status: 404,
          body: { detail: 'Invalid cursor' },
        });
    expect((await client.get('contacts.json?cursor=')).previous).toBeNull();
  });

  it('link to the host that a proxy names in its headers', async () => {
    const headers = { 'x-forwarded-host': 'contacts.example.org', 'x-forwarded-proto': 'https' };
    const { body, headers: answered } = await client.ask('GET', 'contacts.json?reverse=0', undefined, headers);
    expect(body.next).toMatch(/^https:\/\/contacts\.example\.org\/api\/v2\/contacts\.json\?reverse=0&cursor=/);
    expect(answered.get('cache-control')).toBe('no-store');
  });
});
