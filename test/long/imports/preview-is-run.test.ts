/**
 * For any files: the run does what the preview counts, a second import does nothing, and the undo restores everything.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ApiAnswer } from '../../support/api/api.ts';
import { type Client, prepare } from '../../support/api/client.ts';
import { preview, run, type SentFile, upload } from '../../support/imports/import-files.ts';
import { reportOn } from '../../support/imports/reports.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { runs } from '../../support/property/runs.ts';

type Body = ApiAnswer['body'];

const stage = onInProcessStage();

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const few = fc.integer({ min: 1, max: 6 });
const urnOf = (n: number) => `tel:+25078800000${n}`;

/** Columns, and what may stand in them. */
const CELLS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  Phone: fc.oneof(
    { weight: 6, arbitrary: few.map((n) => `078800000${n}`) },
    some('', '12', '0788000001,0788000002', '+250788000003'),
  ),
  Email: some('', '', 'ann@example.org', 'BOB@example.org', 'no address'),
  uuid: fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    few.map((n) => `aaaaaaaa-0000-4000-8000-00000000000${n}`),
  ),
  Name: some('', 'Ann', 'Bob', '--', '  Ann  ', "'=Ann"),
  Language: some('', 'eng', 'KIN', '--', 'english'),
  Status: some('', '', 'active', 'Stopped', 'blocked', 'archived', 'gone'),
  'Opted out': some('', '', 'no', 'yes'),
  'Opted out on': some('', '', '2025-01-02'),
  'Last seen on': some('', '2025-01-02', '2026-01-02T03:04:05Z', '2199-01-01'),
  'Created on': some('', '2024-01-02', '2026-01-02T03:04:05Z'),
  'Field:Age': some('', '31', '31.0', '--', 'many'),
  'Field:Home town': some('', 'Huye', 'huye', '--'),
  'Group:VIP': some('', 'yes', 'no', 'perhaps'),
  Groups: some('', 'vip', 'Farmers', 'farmers, Old', 'Grown up'),
};

const table = (columns: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(...columns.map((column) => CELLS[column] ?? fc.constant(''))), { minLength: 1, maxLength: 6 })
    .map((rows) => [columns, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\n'));

interface GivenFile extends SentFile {
  readonly content: string;
  readonly allOut: boolean;
}

const files: fc.Arbitrary<readonly GivenFile[]> = fc
  .array(
    fc.record({
      content: fc.subarray(Object.keys(CELLS), { minLength: 2 }).chain(table),
      allOut: some(false, false, false, true),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((all) => all.map((file, n) => ({ ...file, name: `${n}.csv` })));

/** Who wants no messages: what stands in a status, and everybody in some files. */
const declaredOf = (files: readonly GivenFile[]) => {
  const named = [
    ...(files.some(({ content }) => content.split('\n')[0]?.includes('"Status"')) ? [['Status', 'status']] : []),
    ...files.flatMap(({ name, allOut }) => (allOut ? [[name, 'everybody']] : [])),
  ];
  return { refusals: named.length === 0 ? 'none' : Object.fromEntries(named) };
};

/** Who is there before. */
const people = fc.uniqueArray(
  fc.record({
    n: few,
    status: some('active', 'active', 'stopped', 'blocked', 'archived'),
    given: fc.record({
      name: some(null, 'Ann', 'Bob'),
      groups: fc.subarray(['VIP']),
      fields: some({}, { age: '31' }, { age: '12', home_town: 'Huye' }),
    }),
  }),
  { maxLength: 3, selector: ({ n }) => n },
);

/** A workspace with its people; the first has an e-mail address too. */
async function begin(there: typeof people extends fc.Arbitrary<infer All> ? All : never): Promise<Client> {
  const client = await stage().open();
  await prepare(client);
  await client.post('fields.json', { name: 'Age', type: 'number' });
  await client.post('fields.json', { name: 'Home town', type: 'text' });
  await client.post('groups.json', { name: 'VIP' });
  await client.post('groups.json', { name: 'Grown up', query: 'age > 18' });
  for (const [place, { n, status, given }] of there.entries()) {
    const urns = [urnOf(n), ...(place === 0 ? ['mailto:ann@example.org'] : [])];
    const { uuid } = await client.post('contacts.json', { ...given, urns });
    if (status === 'stopped') await client.post('events.json', { type: 'stop_contact', urn: urnOf(n) });
    else if (status !== 'active')
      await client.post('contact_actions.json', { contacts: [uuid], action: 'set_status', status });
  }
  await stage().settle();
  return client;
}

async function everybody(client: Client): Promise<ReadonlyMap<string, Body>> {
  const folders = ['active', 'stopped', 'blocked', 'archived'];
  const lists = await Promise.all(folders.map((folder) => client.all(`contacts.json?folder=${folder}`)));
  return new Map(lists.flat().map((one) => [one.uuid, one]));
}

/** What an undo puts back. */
const whole = ({ name, language, status, fields, groups }: Body) => ({
  ...{ name, language, status },
  fields: Object.entries(fields).filter(([, value]) => value !== null),
  groups: groups.map((group: Body) => group.name).sort(),
});

const outcomes = (lines: readonly (readonly string[])[]) => (outcome: string) =>
  lines.filter((line) => line[2] === outcome).length;

async function undone(client: Client, job: Body): Promise<Body> {
  const { uuid } = await client.post(`jobs.json?uuid=${job.uuid}`, { action: 'undo' });
  await stage().settle();
  return (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
}

const sentOf = (files: readonly GivenFile[]) => files.map(({ allOut: _, ...file }) => file);

/** What a cell means that may be somebody's opt-out. */
const SAID = { values: { Status: { gone: 'archived' } } };

it('A run does what its preview has counted, again there is nothing to do, and undone all are as before', async () => {
  await fc.assert(
    fc.asyncProperty(people, files, async (there, given) => {
      const client = await begin(there);
      const before = await everybody(client);
      const uuid = await upload(stage(), client, sentOf(given), { ...declaredOf(given), ...SAID });
      const shown = await preview(stage(), client, uuid);
      const { created, updated, unchanged, invalid } = shown.preview;
      // Of which nobody can be imported cannot be run.
      if (invalid > 0 && created + updated + unchanged === 0) return;
      const job = shown.job.status === 'ready' ? await run(stage(), client, shown) : shown.job;
      expect(job.status).toBe('completed');

      const count = outcomes((await reportOn(stage(), client, uuid)).lines);
      const done = ['created', 'updated', 'unchanged', 'invalid'].map(count);
      expect(done).toEqual([created, updated, unchanged, invalid]);
      const after = await everybody(client);
      expect(after.size).toBe(before.size + created);
      for (const { uuid: one, status } of before.values())
        if (status === 'stopped' || status === 'blocked') expect(after.get(one)?.status).not.toBe('active');

      const again = await preview(
        stage(),
        client,
        await upload(stage(), client, sentOf(given), { ...declaredOf(given), ...SAID }),
      );
      expect(again.preview).toMatchObject({ created: 0, updated: 0, new_fields: [], new_groups: [] });

      if (created + updated === 0) return;
      const { opted_out: keptOut = 0, ...skipped } = (await undone(client, job)).skipped;
      expect(skipped).toEqual({});
      const back = await everybody(client);
      const other = [...before.values()].filter(
        (one) => JSON.stringify(whole(one)) !== JSON.stringify(whole(back.get(one.uuid))),
      );
      // Whose opt-out came with the files is left, whole.
      expect(other.length).toBeLessThanOrEqual(keptOut);
      for (const one of back.values()) if (!before.has(one.uuid)) expect(one.status).toBe('archived');
    }),
    { numRuns: runs(5), endOnFailure: true },
  );
});
