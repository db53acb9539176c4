import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiAnswer, type Service, startService } from '../support/service.ts';
import { openWorkspaces } from '../support/workspaces.ts';
import { exactCounts } from './census.ts';
import { type Client, contactOf, createPeople, jobOf, openClient, phone, setStatus, sideBySide } from './client.ts';
import { ARCHIVING_FLOW } from './flows.ts';
import { CASES, createSearched, isDormant, NOON, type Person } from './search-people.ts';

type Json = ApiAnswer['body'];

/** One more than can be sorted. */
const MANY = 1_001;
const PAGE = 250;

let service: Service;
let newWorkspace: Awaited<ReturnType<typeof openWorkspaces>>;
/** The workspace of the people whom the cases are about. */
let client: Client;
let people: readonly Person[];

const open = async (): Promise<Client> => openClient(service, (await newWorkspace()).token);

beforeAll(async () => {
  service = await startService();
  newWorkspace = await openWorkspaces(service);
  client = await open();
  people = await createSearched(service, client);
}, 180_000);

afterAll(() => service?.stop());

const path = (query: string, more: Record<string, string> = {}) =>
  `contacts.json?${new URLSearchParams({ query, ...more })}`;
const uuidsOf = (contacts: readonly { uuid: string }[]) => contacts.map(({ uuid }) => uuid);
const sorted = (uuids: readonly string[]) => [...uuids].sort();
const explain = (query: string, contact?: string) => client.post('queries.json', { query, contact });
const personWith = (wanted: (person: Person) => boolean): Person => {
  const person = people.find(wanted);
  if (person === undefined) throw new Error('There is nobody like that.');
  return person;
};

/** Page by page as a client reads, doing something after the first. */
async function pages(of: Client, first: string, between?: () => Promise<unknown>): Promise<Json[]> {
  const read = [];
  for (let next: string | null = `${service.url}/api/v2/${first}`; next !== null; ) {
    const page: Json = await of.get(next.slice(service.url.length));
    if (read.push(page) === 1) await between?.();
    next = page.next;
  }
  return read;
}

const inFolder = (folder: string) => (person: Person) =>
  folder === 'dormant' ? isDormant(person) : person.status === folder;

describe('A search finds whom it is for, and nobody else', () => {
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

  it('newest day first where the folder is read', async () => {
    const days = (await client.all(path('age > 0', { folder: 'active' })))
      .filter(({ dormant_since }) => dormant_since === null)
      .map(({ last_seen_on, created_on }) => (last_seen_on ?? created_on).slice(0, 10));
    expect(days).toEqual([...days].sort().reverse());
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

  it('plans in words what will be read and what that costs', async () => {
    const active = people.filter(({ status }) => status === 'active').length;
    const mothers = people.filter(({ group }) => group === 'Mothers').length;
    const all = people.length;
    const plans: readonly (readonly [string, object])[] = [
      [
        `uuid = ${people[0]?.uuid}`,
        {
          access: 'contacts',
          explanation: 'The query names its contacts by uuid or address: 1 contact at most, read directly.',
          folders: ['active', 'dormant'],
          candidates: 1,
          read_units: 1,
        },
      ],
      ['tel = +250788000004', { access: 'contacts', candidates: 1, read_units: 3 }],
      [
        'group = Mothers AND name ~ ann',
        {
          access: 'groups',
          explanation: `Every match is in “Mothers”: the members, ${mothers} contacts, are read and checked one by one.`,
          candidates: mothers,
          read_units: Math.ceil(4 + mothers * (0.5 + 1 / 60)),
        },
      ],
      [
        'name ~ ann',
        {
          access: 'folders',
          explanation: `All active contacts and all dormant contacts are read, ${active} contacts at most, and checked one by one.`,
          candidates: active,
          read_units: Math.ceil(8 + active * 0.525),
        },
      ],
      [
        'last_seen_on < -90d AND last_seen_on > -120d',
        {
          access: 'folders',
          explanation: expect.stringMatching(
            /^Active contacts last seen or created from 2026-11-01 to 2026-11-30 and /,
          ),
        },
      ],
      [
        'created_on > 2027-02-28',
        {
          access: 'modified',
          explanation: `Every match was created, and therefore modified, since 2027-02-28T22:00:00Z: whoever was modified since then, ${all} contacts at most, is read and checked.`,
          candidates: all,
        },
      ],
      ['last_seen_on > 2027-01-02 AND last_seen_on < 2027-01-01', { access: 'nobody', candidates: 0, read_units: 0 }],
    ];
    for (const [query, plan] of plans) expect({ query, ...(await explain(query)) }).toMatchObject({ plan });
  });

  it.each(['uuid = $uuid', 'tel = +250788000004', 'group = Mothers', 'name = nobody', 'status = archived'])(
    'promises no less than %s takes',
    async (text) => {
      const query = text.replace('$uuid', people[0]?.uuid ?? '');
      const { plan } = await explain(query);
      const report = { 'x-report-capacity': '1' };
      const cost = async (asked: string) => {
        const { headers } = await client.ask('GET', path(asked), undefined, report);
        return Number(/^read=([\d.]+)/.exec(headers.get('x-consumed-capacity') ?? '')?.[1]);
      };
      // The first request of a function reads groups and fields too.
      await cost('last_seen_on > 2027-01-02 AND last_seen_on < 2027-01-01');
      const nobody = await cost('last_seen_on > 2027-01-02 AND last_seen_on < 2027-01-01');
      expect((await cost(query)) - nobody).toBeLessThanOrEqual(plan.read_units);
    },
  );

  it('answers about one contact wherever it is, and refuses one that is not there', async () => {
    const { uuid } = personWith(({ status }) => status === 'blocked');
    expect(await explain('age > 0', uuid)).toMatchObject({ matches: true });
    expect(await explain('status = active', uuid)).toMatchObject({ matches: false });
    for (const contact of [crypto.randomUUID(), 'ann']) {
      const { status, body } = await client.ask('POST', 'queries.json', { query: 'age > 0', contact });
      expect({ status, body }).toEqual({ status: 400, body: { contact: [`No such object: ${contact}`] } });
    }
    expect(await explain('age > 0')).not.toHaveProperty('matches');
  });

  it('is for everybody who has a token', async () => {
    for (const role of ['administrator', 'editor', 'viewer']) {
      const { token } = await client.post('tokens.json', { role, name: role });
      const other = openClient(service, token);
      expect(await other.post('queries.json', { query: 'ann' })).toMatchObject({ query: 'name ~ "ann"' });
      expect((await other.get(path('ann'))).results).not.toEqual([]);
    }
    expect(await openClient(service, 'x').ask('POST', 'queries.json', { query: 'ann' })).toMatchObject({ status: 403 });
  });

  it('hides addresses where they are hidden', async () => {
    const hidden = await open();
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

describe('A query that is wrong', () => {
  const WRONG: readonly (readonly [string, string, string, object | undefined, number, number])[] = [
    ['', 'syntax', "mismatched input '<EOF>' expecting {'(', STRING, PROPERTY, TEXT}", undefined, 0, 0],
    ['(ann', 'syntax', "missing ')' at '<EOF>'", undefined, 4, 4],
    ['xyz = 1', 'unknown_property', "can't resolve 'xyz' to attribute, scheme or field", { property: 'xyz' }, 0, 3],
    ['xxx.age = 1', 'unknown_property_type', "unknown property type 'xxx'", { type: 'xxx' }, 0, 7],
    [
      'ann AND district ~ hu',
      'unsupported_contains',
      'contains conditions can only be used with name or URN values',
      { property: 'district' },
      8,
      21,
    ],
    [
      'name > a',
      'unsupported_comparison',
      'comparisons with > can only be used with date and number fields',
      { property: 'name', operator: '>' },
      0,
      8,
    ],
    [
      'uuid = ""',
      'unsupported_setcheck',
      "can't check whether 'uuid' is set or not set",
      { property: 'uuid', operator: '=' },
      0,
      9,
    ],
    [
      'name ~ a',
      'invalid_partial_name',
      'contains operator on name requires token of minimum length 2',
      { min_token_length: '2' },
      7,
      8,
    ],
    [
      'tel ~ 07',
      'invalid_partial_urn',
      'contains operator on URN requires value of minimum length 3',
      { min_value_length: '3' },
      6,
      8,
    ],
    ['age = old', 'invalid_number', "can't convert 'old' to a number", { value: 'old' }, 6, 9],
    ['last_seen_on < soon', 'invalid_date', "can't convert 'soon' to a date", { value: 'soon' }, 15, 19],
    ['last_seen_on < -3x', 'invalid_date', "can't convert '-3x' to a date", { value: '-3x' }, 15, 18],
    ['group = Fathers', 'invalid_group', "'Fathers' is not a valid group name", { value: 'Fathers' }, 8, 15],
    ['flow = Welcome', 'invalid_flow', "'Welcome' is not a valid flow name", { value: 'Welcome' }, 7, 14],
    ['status = asleep', 'invalid_status', "'asleep' is not a valid contact status", { value: 'asleep' }, 9, 15],
    ['language = kiny', 'invalid_language', "'kiny' is not a valid language code", { value: 'kiny' }, 11, 15],
  ];

  it.each(WRONG)('“%s” is told the same everywhere: %s', async (query, code, message, extra, start, end) => {
    const flow = crypto.randomUUID();
    await client.post('flows.json', { ...ARCHIVING_FLOW, uuid: flow, name: `Archive ${flow}` });
    const asked: readonly (readonly [string, string, object?])[] = [
      ['POST', 'queries.json', { query }],
      ['GET', path(query)],
      ['POST', 'jobs.json', { type: 'set_status', status: 'archived', selection: { query } }],
      ['POST', 'jobs.json', { type: 'delete', preview: true, selection: { query } }],
      ['POST', 'flow_starts.json', { flow, query }],
      ['POST', 'groups.json', { name: `Wrong ${code}`, query }],
    ];
    for (const request of asked) {
      const { status, body } = await client.ask(...request);
      expect({ request, status, body }).toEqual({
        request,
        status: 400,
        body: { query: [message], code, ...(extra && { extra }), start, end, hint: expect.stringMatching(/\w.*\.$/s) },
      });
    }
  });

  const TOO_COMPLEX = { query: ['query is too complex'], code: 'too_complex' };

  it('may have 10,000 characters and not one more', async () => {
    const long = (characters: number) => `name = "${'x'.repeat(characters - 9)}"`;
    expect((await client.ask('POST', 'queries.json', { query: long(10_000) })).status).toBe(200);
    expect(await client.ask('POST', 'queries.json', { query: long(10_001) })).toMatchObject({
      status: 400,
      body: { ...TOO_COMPLEX, start: 10_000, end: 10_001 },
    });
    const job = { type: 'delete', preview: true, selection: { query: long(10_001) } };
    expect(await client.ask('POST', 'jobs.json', job)).toMatchObject({ status: 400, body: TOO_COMPLEX });
  });

  it('may have 250 conditions and not one more', async () => {
    const conditions = (count: number) => Array.from({ length: count }, (_, n) => `age=${n}`).join(' or ');
    const { uuid } = personWith(({ age }) => age === 31);
    expect(await explain(conditions(250), uuid)).toMatchObject({ matches: true });
    expect(await client.all(path(conditions(250)))).toHaveLength(
      people.filter(({ status, age }) => status === 'active' && age !== null).length,
    );
    const refused = { status: 400, body: TOO_COMPLEX };
    expect(await client.ask('POST', 'queries.json', { query: conditions(251) })).toMatchObject(refused);
    expect(await client.ask('GET', path(conditions(251)))).toMatchObject(refused);
  });
});

describe('What cannot be honoured is refused', () => {
  it.each(['uuid', 'urn', 'group', 'deleted', 'before', 'after', 'reverse'])('query with %s', async (name) => {
    const { status, body } = await client.ask('GET', path('age > 0', { [name]: '1' }));
    expect({ status, body }).toEqual({
      status: 400,
      body: { detail: `Param '${name}' cannot be combined with 'query'.` },
    });
  });

  it.each([
    [
      { sort: 'age' },
      "Param 'sort': age is not one of last_seen_on, created_on, name, with - before it for descending.",
    ],
    [{ folder: 'deleted' }, "Param 'folder': deleted is not one of active, dormant, archived, stopped, blocked."],
    [{ cursor: 'nonsense' }, /cursor/i],
  ])('query with %j', async (more, detail) => {
    const { status, body } = await client.ask('GET', path('age > 0', more));
    expect({ status, body }).toEqual({ status: expect.any(Number), body: { detail: expect.stringMatching(detail) } });
    expect([400, 404]).toContain(status);
  });

  it('sort without query', async () => {
    expect(await client.ask('GET', 'contacts.json?sort=name')).toMatchObject({
      status: 400,
      body: { detail: "Param 'sort' is honoured only together with 'query'." },
    });
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
      personWith((person) => person.uuid === uuid),
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

describe('With more than one page', () => {
  let crowd: Client;
  let uuids: string[];
  let group: { uuid: string };
  let single: { uuid: string };

  beforeAll(async () => {
    crowd = await open();
    group = await crowd.post('groups.json', { name: 'Crowd' });
    single = await crowd.post('groups.json', { name: 'Single' });
    // The single one is the oldest of all.
    const [first = ''] = await createPeople(crowd, 1, { groups: [group.uuid, single.uuid] });
    uuids = [first, ...(await createPeople(crowd, MANY - 1, { first: 1, groups: [group.uuid] }))];
    await service.idle();
  }, 180_000);

  const nextOf = (page: Json) => new URL(page.next).searchParams.get('query');

  it.each(['name ~ person', 'group = Crowd', 'created_on > -2d', 'status != blocked'])(
    '%s: everybody once',
    async (query) => {
      const read = await pages(crowd, path(query));
      expect(read.map(({ results }) => results.length)).toEqual([PAGE, PAGE, PAGE, PAGE, 1]);
      expect(sorted(read.flatMap(({ results }) => uuidsOf(results)))).toEqual(sorted(uuids));
      expect(nextOf(read[0])).toBe(query);
      expect(read.every((page) => !('partial' in page))).toBe(true);
      expect(new Set(read.map((page) => page.query)).size).toBe(1);
    },
  );

  it.each([path('name ~ person'), 'contacts.json?group=Crowd', 'contacts.json?group=Crowd&reverse=true'])(
    '%s: whoever does not change meanwhile is found once',
    async (first) => {
      const changed = uuids.filter((_, index) => index % 20 === 7);
      const change = async (uuid: string) => {
        await crowd.post(`contacts.json?uuid=${uuid}`, {
          language: (await contactOf(crowd, uuid)).language === 'fra' ? 'kin' : 'fra',
        });
        await crowd.post('events.json', {
          type: 'msg_received',
          urn: (await contactOf(crowd, uuid)).urns[0],
          text: 'Muraho',
        });
      };
      const read = await pages(crowd, first, () => sideBySide(changed, change));
      const found = read.flatMap(({ results }) => uuidsOf(results));
      const stayed = new Set(uuids.filter((uuid) => !changed.includes(uuid)));
      expect(sorted(found.filter((uuid) => stayed.has(uuid)))).toEqual(sorted([...stayed]));
      if (first.includes('reverse')) expect(new Set(found)).toEqual(new Set(uuids));
      await service.idle();
    },
  );

  it('cannot be sorted above 1,000 contacts, and says what to do', async () => {
    const { status, body } = await crowd.ask('GET', path('name ~ person', { sort: 'name' }));
    expect(status).toBe(400);
    expect(body.detail).toMatch(
      /^Param 'sort': only up to 1,000 contacts can be sorted, .* Narrow it by a group, a folder or days, or leave out sort\. All active contacts/,
    );
    await setStatus(crowd, 'archived', uuids[1] ?? '');
    await service.idle();
    const read = await pages(crowd, path('name ~ person', { sort: '-name' }));
    expect(read.map(({ results }) => results.length)).toEqual([PAGE, PAGE, PAGE, PAGE]);
    const found = read.flatMap(({ results }) => results.map(({ name }: Json) => name));
    const expected = uuids.map((_, n) => `Person ${n}`).filter((_, n) => n !== 1);
    expect(found).toEqual(expected.sort(new Intl.Collator('en').compare).reverse());
    await setStatus(crowd, 'active', uuids[1] ?? '');
    await crowd.post('contact_actions.json', { action: 'add', group: group.uuid, contacts: [uuids[1]] });
    await service.idle();
  });

  it('group= lists members in the order of modification, many and one', async () => {
    for (const [more, direction] of [
      ['', -1],
      ['&reverse=true', 1],
    ] as const) {
      const found = await crowd.all(`contacts.json?group=${group.uuid}${more}`);
      expect(sorted(uuidsOf(found))).toEqual(sorted(uuids));
      const times = found.map(({ modified_on }) => Date.parse(modified_on));
      expect(times).toEqual([...times].sort((a, b) => direction * (a - b)));
      expect(uuidsOf(await crowd.all(`contacts.json?group=Single${more}`))).toEqual([uuids[0]]);
    }
    expect((await exactCounts(crowd)).groups).toEqual({ [group.uuid]: MANY, [single.uuid]: 1 });
  });

  it('group= with a time takes those modified at it or later, or earlier', async () => {
    const all = await crowd.all('contacts.json?group=Crowd');
    const middle = all[400].modified_on;
    const after = all.filter(({ modified_on }) => Date.parse(modified_on) >= Date.parse(middle));
    const before = all.filter(({ modified_on }) => Date.parse(modified_on) <= Date.parse(middle));
    expect(uuidsOf(await crowd.all(`contacts.json?group=Crowd&after=${middle}`))).toEqual(uuidsOf(after));
    expect(uuidsOf(await crowd.all(`contacts.json?group=Crowd&before=${middle}`))).toEqual(uuidsOf(before));
    expect((await crowd.ask('GET', 'contacts.json?group=Crowd&folder=active')).status).toBe(400);
    expect(await crowd.all('contacts.json?group=Nobody')).toEqual([]);
  });
});

describe('A search that finds nobody for long', () => {
  /** A contact of some 100 KB is 13 read units: 165 of them are more than a page may take. */
  const HEAVY = { fields: 40, contacts: 165, value: '𝒳'.repeat(640) } as const;

  it('answers what it has, says that it is partial, and goes on', async () => {
    const heavy = await open();
    const keys = Array.from({ length: HEAVY.fields }, (_, n) => `heavy_${n}`);
    await sideBySide(keys, (key) => heavy.post('fields.json', { name: key.replace('_', ' '), type: 'text' }), 1);
    const fields = Object.fromEntries(keys.map((key) => [key, HEAVY.value]));
    const [light = ''] = await createPeople(heavy, PAGE);
    // Seen before all others were, so it is looked at last.
    const occurred_on = new Date(NOON - 86_400_000).toISOString();
    await heavy.post('events.json', { type: 'msg_received', urn: phone(0), text: 'Muraho', occurred_on });
    // Made a day later, so they are looked at first.
    await service.local('POST', 'clock', { now: new Date(NOON + 86_400_000).toISOString() });
    await createPeople(heavy, HEAVY.contacts, { first: PAGE, fields });
    const read = await pages(heavy, path('name = "Person 0"'));
    expect(read[0]).toMatchObject({ results: [], partial: true, next: expect.any(String) });
    expect(read.at(-1)).not.toHaveProperty('partial');
    for (const { results, next, partial } of read) expect(results.length > 0 || next === null || partial).toBe(true);
    expect(read.flatMap(({ results }) => uuidsOf(results))).toEqual([light]);
    await service.idle();
    await service.local('POST', 'clock', { now: new Date(NOON).toISOString() });
  });
});

describe('A job over the matches of a query', () => {
  const PEOPLE = 40;
  let own: Client;
  let uuids: string[];

  beforeAll(async () => {
    own = await open();
    await own.post('fields.json', { name: 'Age', type: 'number' });
    await own.post('flows.json', ARCHIVING_FLOW);
    const ages = Array.from({ length: PEOPLE }, (_, age) => age);
    const created = await sideBySide(ages, (age) =>
      own.post('contacts.json', { name: `Person ${age}`, fields: { age: String(age) } }),
    );
    uuids = uuidsOf(created);
    await service.idle();
  });

  const folders = async () => (await exactCounts(own)).folders;

  async function done(path: string, body: object): Promise<Json> {
    const { uuid } = await own.post(path, body);
    await service.idle();
    return jobOf(own, uuid);
  }

  it('sets the status of exactly those', async () => {
    const job = await done('jobs.json', { type: 'set_status', status: 'blocked', selection: { query: 'age < 5' } });
    expect(job).toMatchObject({ status: 'completed', total: 5, changed: 5, unchanged: 0, skipped: {}, failed: {} });
    expect(await folders()).toMatchObject({ active: 35, blocked: 5 });
  });

  it('looks in the folder that is named, and everywhere when the query speaks of status', async () => {
    const query = 'age < 10';
    const back = { type: 'set_status', status: 'archived' };
    expect(await done('jobs.json', { ...back, selection: { query, folder: 'blocked' } })).toMatchObject({ changed: 5 });
    const spoken = { query: 'age < 10 AND (status = active OR status = archived)' };
    expect(await done('jobs.json', { ...back, selection: spoken })).toMatchObject({
      total: 10,
      changed: 5,
      unchanged: 5,
    });
    expect(await folders()).toMatchObject({ active: 30, archived: 10, blocked: 0 });
  });

  it('starts exactly the active ones in a flow', async () => {
    const job = await done('flow_starts.json', { flow: ARCHIVING_FLOW.uuid, query: 'age < 20' });
    expect(job).toMatchObject({ type: 'start', status: 'completed', total: 10, changed: 10 });
    const [start] = (await own.get(`flow_starts.json?uuid=${job.uuid}`)).results;
    expect(start).toMatchObject({
      query: 'fields.age < 20',
      status: 'completed',
      progress: { total: 10, started: 10 },
    });
    expect(await folders()).toMatchObject({ active: 20, archived: 20 });
  });

  it('deletes archived ones only, exactly those that the preview counted', async () => {
    const asked = { type: 'delete', preview: true, selection: { query: 'age >= 15' } };
    const preview = await done('jobs.json', asked);
    expect(preview).toMatchObject({ status: 'ready', total: 5, token: expect.any(String) });
    expect(await folders()).toMatchObject({ active: 20, archived: 20, deleted: 0 });
    // Archived after the preview: not in it.
    await setStatus(own, 'archived', uuids[30] ?? '');
    const run = { action: 'run', token: preview.token, count: 5 };
    expect(await done(`jobs.json?uuid=${preview.uuid}`, run)).toMatchObject({ status: 'completed', changed: 5 });
    expect(await folders()).toMatchObject({ active: 19, archived: 16, deleted: 5 });
    const left = uuids.filter((_, age) => age < 15 || age >= 20);
    expect(sorted(uuidsOf(await own.all('contacts.json')))).toEqual(sorted(left));
  });

  it('refuses a deletion of others, and a query beside groups or contacts', async () => {
    const before = await folders();
    const remove = { type: 'delete', preview: true };
    const refused: readonly (readonly [string, object])[] = [
      ['jobs.json', { ...remove, selection: { query: 'age > 0', folder: 'active' } }],
      ['jobs.json', { ...remove, preview: false, selection: { query: 'age > 0' } }],
      ['jobs.json', { ...remove, selection: { query: 'age > 0', contacts: [uuids[0]] } }],
      ['flow_starts.json', { flow: ARCHIVING_FLOW.uuid, query: 'age > 0', contacts: [uuids[0]] }],
    ];
    for (const request of refused) expect(await own.ask('POST', ...request)).toMatchObject({ status: 400 });
    await service.idle();
    expect(await folders()).toEqual(before);
  });
});
