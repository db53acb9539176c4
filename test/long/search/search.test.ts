import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, contactOf, createPeople } from '../../support/api/client.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { CASES, createSearched, isDormant, type Person } from './people.ts';
import { path, personWith, sorted, uuidsOf } from './search-requests.ts';

const stage = onInProcessStage();
/** The workspace of the people whom the cases are about. */
let client: Client;
let people: readonly Person[];

beforeAll(async () => {
  client = await stage().open();
  people = await createSearched(stage().service, client);
});

const explain = (query: string, contact?: string) => client.post('queries.json', { query, contact });

const inFolder = (folder: string) => (person: Person) =>
  folder === 'dormant' ? isDormant(person) : person.status === folder;

describe('A search finds the contacts that match, and no others', () => {
  it.each(CASES)('$query', async ({ query, normal, matches }) => {
    const everywhere = query.includes('status');
    const expected = people.filter((person) => matches(person) && (everywhere || person.status === 'active'));
    const page = await client.get(path(query));
    expect(page).toMatchObject({ query: normal, next: null });
    expect(sorted(uuidsOf(page.results))).toEqual(sorted(uuidsOf(expected)));
    const found = new Set(uuidsOf(people.filter(matches)));
    const asked = people.filter((_, index) => index % 13 === query.length % 13);
    for (const { uuid } of asked) {
      expect(await explain(query, uuid)).toMatchObject({ query: normal, matches: found.has(uuid) });
    }
  });

  it.each(['active', 'dormant', 'archived', 'stopped', 'blocked'])('in the folder %s alone', async (folder) => {
    const expected = people.filter((person) => inFolder(folder)(person) && person.language !== 'kin');
    expect(expected).not.toEqual([]);
    const found = await client.all(path('language != kin', { folder: folder.toUpperCase() }));
    expect(sorted(uuidsOf(found))).toEqual(sorted(uuidsOf(expected)));
  });

  it('by uuid in any case', async () => {
    const [first, , third] = people;
    const found = await client.all(path(`uuid = ${first?.uuid.toUpperCase()} OR uuid = ${third?.uuid}`));
    expect(sorted(uuidsOf(found))).toEqual(sorted([first?.uuid ?? '', third?.uuid ?? '']));
    expect(await client.all(path(`uuid = ${crypto.randomUUID()}`))).toEqual([]);
  });

  it('newest change first', async () => {
    const times = (await client.all(path('age > 0'))).map(({ modified_on }) => Date.parse(modified_on));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });
});

describe('queries.json', () => {
  it('says what a query mentions', async () => {
    const { metadata } = await explain('group = mothers AND (age > 3 OR tel ~ 0788 OR Name ~ ann OR joined < -3d)');
    const groups = await client.all('groups.json?name=Mothers');
    expect(metadata).toEqual({
      attributes: ['group', 'name'],
      schemes: ['tel'],
      fields: [
        { key: 'age', name: 'Age' },
        { key: 'joined', name: 'Joined' },
      ],
      groups: groups.map(({ uuid, name }) => ({ uuid, name })),
      allow_as_group: false,
    });
    expect((await explain('age > 3')).metadata).toMatchObject({ allow_as_group: true });
  });

  it('says which way a search goes, and what that costs', async () => {
    const active = people.filter(({ status }) => status === 'active').length;
    const folders = ['active', 'dormant'];
    for (const [query, plan] of [
      [`uuid = ${people[0]?.uuid}`, { way: 'tables', folders, read_units: 1 }],
      ['tel = +250788000004', { way: 'tables', folders, read_units: 3 }],
      ['name ~ ann', { way: 'tables', folders, read_units: Math.ceil(8 + active * 0.525) }],
    ] as const)
      expect(await explain(query)).toMatchObject({ plan });
  });

  it.each(['uuid = $uuid', 'tel = +250788000004', 'group = Mothers', 'name = nobody', 'status = archived'])(
    'estimates at least the units that %s consumes',
    async (text) => {
      const query = text.replace('$uuid', people[0]?.uuid ?? '');
      const { plan } = await explain(query);
      const report = { 'x-report-capacity': '1' };
      const cost = async (asked: string) => {
        const { headers } = await client.ask('GET', path(asked), undefined, report);
        return Number(/^read=([\d.]+)/.exec(headers.get('x-consumed-capacity') ?? '')?.[1]);
      };
      // The first request of a function reads groups and fields too.
      await cost('uuid = 1');
      const nothing = await cost('uuid = 1');
      expect((await cost(query)) - nothing).toBeLessThanOrEqual(plan.read_units);
    },
  );

  it('says whether one contact matches, in any folder, and refuses an unknown one', async () => {
    const { uuid } = personWith(people, ({ status }) => status === 'blocked');
    expect(await explain('age > 0', uuid)).toMatchObject({ matches: true });
    expect(await explain('status = active', uuid)).toMatchObject({ matches: false });
    for (const contact of [crypto.randomUUID(), 'ann']) {
      const { status, body } = await client.ask('POST', 'queries.json', { query: 'age > 0', contact });
      expect({ status, body }).toEqual({ status: 400, body: { contact: [`No such object: ${contact}`] } });
    }
    expect(await explain('age > 0')).not.toHaveProperty('matches');
  });

  it('is permitted with any token', async () => {
    for (const role of ['administrator', 'editor', 'viewer']) {
      const { token } = await client.post('tokens.json', { role, name: role });
      const other = stage().as(token);
      expect(await other.post('queries.json', { query: 'ann' })).toMatchObject({ query: 'name ~ "ann"' });
      expect((await other.get(path('ann'))).results).not.toEqual([]);
    }
    expect(await stage().as('x').ask('POST', 'queries.json', { query: 'ann' })).toMatchObject({
      status: 403,
    });
  });

  it('hides URNs where the workspace hides them', async () => {
    const hidden = await stage().open();
    const [uuid = ''] = await createPeople(hidden, 1);
    await hidden.post('settings.json', { anon: true });
    expect(await hidden.ask('POST', 'queries.json', { query: 'tel = +250788000000', contact: uuid })).toMatchObject({
      status: 400,
      body: { query: ['cannot query on redacted URNs'], code: 'redacted_urns', start: 0, end: 19 },
    });
    const { ref } = await contactOf(hidden, uuid);
    expect(await hidden.post('queries.json', { query: ref, contact: uuid })).toMatchObject({ matches: true });
    expect(uuidsOf(await hidden.all(path(`tel != "" AND ref = ${ref}`)))).toEqual([uuid]);
  });
});

describe('Sorted', () => {
  const names = new Intl.Collator('en');
  const KEYS: Readonly<Record<string, (person: Person) => string | number | null>> = {
    name: ({ name }) => name,
    created_on: ({ createdOn }) => createdOn,
    last_seen_on: ({ seenOn }) => seenOn,
  };

  it.each(['name', '-name', 'last_seen_on', '-last_seen_on', 'created_on', '-created_on'])('by %s', async (sort) => {
    const found: Person[] = (await client.all(path('age > 20', { sort }))).map(({ uuid }) =>
      personWith(people, (person) => person.uuid === uuid),
    );
    expect(found).toHaveLength(people.filter(({ age, status }) => status === 'active' && (age ?? 0) > 20).length);
    const values = found.map((person) => KEYS[sort.replace('-', '')]?.(person) ?? null);
    const set = values.filter((value) => value !== null);
    // Those without a value come last both ways.
    expect(values.slice(0, set.length)).toEqual(set);
    const order = set.map((value, index) => {
      const before = set[index - 1];
      if (before === undefined) return 0;
      const moved = typeof value === 'number' ? value - Number(before) : names.compare(String(value), String(before));
      return sort.startsWith('-') ? -moved : moved;
    });
    expect(order.every((moved) => moved >= 0)).toBe(true);
  });
});
