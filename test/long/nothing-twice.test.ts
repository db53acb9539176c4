/** One law for all doors and types: what is there already is no change, at whatever hour it comes again. */
import { beforeAll, describe, expect, it } from 'vitest';
import given from '../cases/imports/nothing-twice.json' with { type: 'json' };
import { type Client, contactOf, phone, prepare } from '../support/api/client.ts';
import { flowWith } from '../support/api/flows.ts';
import { exportContacts } from '../support/exports/exporting.ts';
import { importFiles, type SentFile } from '../support/imports/import-files.ts';
import { excelSheet } from '../support/imports/spreadsheets.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const TYPES = ['text', 'number', 'datetime', 'state', 'district', 'ward'] as const;

const VALUES = [...given.values, 'x'.repeat(640), 'x'.repeat(700), 'é'.repeat(640)];

/** No dates for the API. In tables an import refuses the first, and reads the second. */
const MENDED = new Set(['31-02-2024', '2024/09/07']);

const stage = onInProcessStage();
let client: Client;
let bodies: { readonly uuid: string; readonly body: { readonly groups: string[]; readonly fields: object } }[];

const HOUR = 3_600_000;
let clock = Date.UTC(2026, 10, 24, 9, 30);

/** Another hour of another day, and for some values another century. */
async function later(): Promise<void> {
  clock += 31 * HOUR;
  await stage().service.goTo(clock);
}

/** That somebody ran through a flow is kept, and is no change. */
const RUN = /^EVT#\d+#[^#]+#\d+$/;

/** All that is stored of people: contacts with their versions and history, addresses, members. */
async function stored(): Promise<readonly object[]> {
  const items = (await stage().itemsOf(client)) as { pk: string; sk: string }[];
  return items
    .filter(({ pk, sk }) => /^[CGI]#/.test(pk) && !RUN.test(sk))
    .sort((a, b) => `${a.pk} ${a.sk}`.localeCompare(`${b.pk} ${b.sk}`));
}

/** The law: whatever is sent, nothing of people is written. */
async function writesNothing(send: () => Promise<unknown>): Promise<void> {
  const before = await stored();
  await later();
  await send();
  await stage().settle();
  expect(await stored()).toEqual(before);
}

const field = (type: string): string => `A ${type}`;
const key = (type: string): string => `a_${type}`;

beforeAll(async () => {
  await stage().service.goTo(clock);
  client = await stage().open();
  await prepare(client);
  await client.post('settings.json', { timezone: 'Africa/Kigali', date_style: 'day_first' });
  for (const type of TYPES) await client.post('fields.json', { name: field(type), type });
  const groups: string[] = [];
  for (const name of ['Farmers', 'Mothers, north', '=1+1'])
    groups.push((await client.post('groups.json', { name })).uuid);
  bodies = [];
  for (const [n, value] of VALUES.entries()) {
    const body = {
      name: value.trim().slice(0, 60) || null,
      language: n % 3 === 0 ? null : ['kin', 'fra'][n % 2],
      urns: [`ext:${n}#${n}`, phone(n), `mailto:Person.${n}@example.org`].slice(n % 3),
      groups: groups.slice(n % 4),
      fields: Object.fromEntries(
        TYPES.map((type) => [key(type), type === 'datetime' && MENDED.has(value) ? 'soon' : value]),
      ),
    };
    bodies.push({ uuid: (await client.post('contacts.json', body)).uuid, body });
  }
  await stage().settle();
});

const shownOf = (uuid: string) => contactOf(client, uuid);

describe('nothing is written', () => {
  it('by a body that comes again, with groups in another order', () =>
    writesNothing(async () => {
      for (const { uuid, body } of bodies)
        await client.post(`contacts.json?uuid=${uuid}`, { ...body, groups: body.groups.toReversed() });
    }));

  it('by a body that is what the API shows, but where a field shows no value', () =>
    writesNothing(async () => {
      for (const { uuid } of bodies) {
        const contact = await shownOf(uuid);
        const fields = Object.entries(contact.fields).filter(([, value]) => value !== null);
        const groups = contact.groups.map((group: { uuid: string }) => group.uuid);
        await client.post(`contacts.json?uuid=${uuid}`, { ...contact, groups, fields: Object.fromEntries(fields) });
      }
    }));

  it.each(TYPES.map((type, n) => [type, n] as const))(
    'by a flow that sets a %s and a name to what they are',
    async (type, n) => {
      const set = { type: 'set_contact_field', field: { key: key(type), name: field(type) } };
      const flow = flowWith(`Again, ${type}`, 1_000 + 100 * n, [
        { type: 'set_contact_name', name: '@contact.name' },
        { ...set, value: `@contact.fields.${key(type)}` },
      ]);
      await client.post('flows.json', flow);
      const contacts: string[] = [];
      for (const { uuid } of bodies) if ((await shownOf(uuid)).fields[key(type)] !== null) contacts.push(uuid);
      expect(contacts.length).toBeGreaterThan(5);
      await writesNothing(() => client.post('flow_starts.json', { flow: flow.uuid, contacts }));
    },
  );

  it('by jobs that set what there is', () =>
    writesNothing(async () => {
      for (const { uuid, body } of bodies.filter((_, n) => n % 10 === 0))
        for (const [key, value] of Object.entries(body.fields))
          await client.post('jobs.json', { type: 'set_field', key, value, selection: { contacts: [uuid] } });
    }));

  it.each(['csv', 'xlsx', 'jsonl'] as const)('by the import of an export, by %s', async (format) => {
    const { content } = await exportContacts(stage(), client, { format, selection: { folder: 'active' } });
    await writesNothing(async () => {
      const { job } = await importFiles(stage(), client, [{ name: `people.${format}`, content: content ?? '' }]);
      expect(job).toMatchObject({ status: 'completed', total: VALUES.length, changed: 0, unchanged: VALUES.length });
    });
  });

  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = VALUES.map((value, n) => [phone(500 + n), ...TYPES.map(() => value)]);
  const head = ['Phone', ...TYPES.map((type) => `Field:${field(type)}`)];
  const FILES: readonly SentFile[] = [
    { name: 'raw.csv', content: [head, ...rows].map((row) => row.map(quoted).join(',')).join('\n') },
    { name: 'raw.xlsx', content: excelSheet([head, ...rows.map((row) => row.map((cell) => cell.slice(0, 600)))]) },
    {
      name: 'numbers.xlsx',
      content: excelSheet(
        [
          ['Phone', ...head.slice(1)],
          ...[45_000, 45_000.5, 1, 0.1, 33.3].map((n, at) => [phone(700 + at), ...TYPES.map(() => n)]),
        ],
        { dates: [3] },
      ),
    },
    {
      name: 'properties.csv',
      content: given['properties.csv'].join('\n'),
    },
    {
      name: 'raw.jsonl',
      content: VALUES.map((value, n) =>
        JSON.stringify({
          urns: [phone(800 + n)],
          fields: Object.fromEntries(TYPES.map((type) => [field(type), value])),
        }),
      ).join('\n'),
    },
  ];

  it.each(FILES.map((file) => [file.name, file] as const))('by a file that comes again: %s', async (_, file) => {
    const first = await importFiles(stage(), client, [file]);
    expect(first.job).toMatchObject({ status: 'completed' });
    expect(first.job.total).toBeGreaterThan(4);
    // A second import that says the same takes from each opt-out the mark of the one that alone has said it.
    await importFiles(stage(), client, [file]);
    await writesNothing(async () => {
      const { job } = await importFiles(stage(), client, [file]);
      expect(job).toMatchObject({
        status: 'completed',
        changed: 0,
        unchanged: first.job.changed + first.job.unchanged,
      });
    });
  });
});
