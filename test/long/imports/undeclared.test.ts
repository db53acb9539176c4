/** No import runs before somebody has said who in its files wants no messages, by made-up words and in every format. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readImport } from '../../../shared/data/imports/index.ts';
import { createToken } from '../../../shared/data/workspace/index.ts';
import type { ImportId } from '../../../shared/domain/ids.ts';
import { FORMATS } from '../../../shared/domain/imports/plan.ts';
import { importWork } from '../../../shared/domain/jobs/kinds/index.ts';
import { requestJob } from '../../../shared/services/jobs/request-job.ts';
import cases from '../../cases/imports/files.json' with { type: 'json' };
import SCRIPTS from '../../cases/imports/scripts.json' with { type: 'json' };
import { type Client, contactOf, jobOf, prepare } from '../../support/api/client.ts';
import { preselectedIn, previewAsked, run, type SentFile, upload } from '../../support/imports/import-files.ts';
import { contentOf, lines, type ReadingCase } from '../../support/imports/reading.ts';
import { textItSheets } from '../../support/imports/spreadsheets.ts';
import { openStandIn } from '../../support/imports/stand-in.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { runs } from '../../support/property/runs.ts';

const stage = onInProcessStage();

type Shown = Awaited<ReturnType<typeof previewAsked>>;

const CODES = { prefer: 'codes' };
const UNDECLARED = { status: 400, body: { codes: { detail: { code: 'refusals_undeclared' } } } };

const runOf = (client: Client, { job }: Shown, more: object = {}) =>
  client.ask(
    'POST',
    `jobs.json?uuid=${job.uuid}`,
    { action: 'run', token: job.token, count: job.total, ...more },
    CODES,
  );

const peopleOf = async (client: Client) => (await client.get('contacts.json?limit=1')).results;

/** Letters of many scripts, of which words are made that are in no language. */
const madeUp = fc.constantFrom(...SCRIPTS).chain((script) => {
  const word = fc.array(fc.constantFrom(...script), { minLength: 4, maxLength: 8 }).map((letters) => letters.join(''));
  const cell = fc.oneof(word, fc.constantFrom(...script), fc.nat({ max: 99 }).map(String));
  return fc.record({
    heading: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
    cells: fc.uniqueArray(cell, { minLength: 2, maxLength: 6 }),
    hasBlank: fc.boolean(),
    listed: fc.nat({ max: 62 }),
    format: fc.constantFrom('csv', 'jsonl', 'xlsx'),
  });
});

type People = readonly { readonly phone: string; readonly cell: string }[];

/** A file of people, each with a cell of the column. */
const FILES: Readonly<Record<string, (heading: string, people: People) => Buffer | string>> = {
  csv: (heading, people) => [`Phone,${heading}`, ...people.map(({ phone, cell }) => `${phone},${cell}`)].join('\n'),
  jsonl: (heading, people) => lines(...people.map(({ phone, cell }) => ({ Phone: phone, [heading]: cell }))),
  xlsx: (heading, people) => textItSheets([[['Phone', heading], ...people.map(({ phone, cell }) => [phone, cell])]]),
};

describe('a column of made-up words', () => {
  let client: Client;
  let last = 788_500_000;
  beforeAll(async () => {
    client = await stage().open();
    await prepare(client);
  });

  it('is always asked about, and says what somebody declares', async () => {
    await fc.assert(
      fc.asyncProperty(madeUp, async ({ heading, cells, hasBlank, listed, format }) => {
        const all = hasBlank ? [...cells, ''] : cells;
        const peopleWith = () => [...all, ...all].map((cell) => ({ phone: `+250${++last}`, cell }));
        const sent = (people: People) => [
          { name: `people.${format}`, content: FILES[format]?.(heading, people) ?? '' },
        ];
        const statuses = (people: People) =>
          Promise.all(people.map(async ({ phone }) => (await contactOf(client, `tel:${phone}`))?.status));
        const people = peopleWith();
        const uuid = await upload(stage(), client, sent(people));
        const asked = await previewAsked(stage(), client, uuid);
        expect(asked.preview).toMatchObject({ asks: [], rows: people.length, invalid: 0 });
        expect(asked.preview.candidates.map(({ name }: { name: string }) => name)).toContain(heading);
        expect(await runOf(client, asked)).toMatchObject(UNDECLARED);
        expect(new Set(await statuses(people))).toEqual(new Set([undefined]));

        const out = all.filter((_, at) => (listed >> at) % 2 === 1);
        const refusals = out.length === 0 ? 'none' : { [heading]: out };
        const shown = await previewAsked(stage(), client, uuid, { refusals });
        expect(await run(stage(), client, shown)).toMatchObject({ status: 'completed', target: { refusals } });
        expect(await statuses(people)).toEqual(people.map(({ cell }) => (out.includes(cell) ? 'stopped' : 'active')));

        const others = peopleWith();
        const none = await upload(stage(), client, sent(others), { refusals: 'none' });
        await run(stage(), client, await previewAsked(stage(), client, none));
        expect(new Set(await statuses(others))).toEqual(new Set(['active']));
      }),
      { numRuns: runs(150) },
    );
  });
});

const REFUSING = fc
  .record({
    root: fc.constantFrom('unsubscribed', 'opt out', 'opted-out', 'do not contact', 'DND', 'blocklisted', 'désabonné'),
    around: fc.constantFrom(['', ''], ['is ', '?'], ['SMS ', ' status'], ['hs_', '__c'], ['', '___1']),
    cell: fc.constantFrom('Yes', '1', 'x', 'TRUE', 'unsubscribed', 'STOP', '2026-01-02'),
  })
  .map(({ root, around: [before, after], cell }) => ({ heading: `${before}${root}${after}`, cell }));

it('no column that refuses is ever imported without a declaration', async () => {
  const client = await stage().open();
  await prepare(client);
  let last = 788_300_000;
  await fc.assert(
    fc.asyncProperty(REFUSING, async ({ heading, cell }) => {
      const content = `Phone,${heading}\r\n+250${++last},"${cell}"`;
      const shown = await previewAsked(
        stage(),
        client,
        await upload(stage(), client, [{ name: 'people.csv', content }]),
      );
      expect(await runOf(client, shown)).toMatchObject(UNDECLARED);
      const [candidate] = shown.preview.candidates;
      expect(candidate).toMatchObject({ name: heading, because: expect.stringMatching(/^(?:name|before)$/) });
      if (candidate.preselected) expect(shown.preview.opt_outs).toMatchObject({ given: 1 });
    }),
    { numRuns: runs(100) },
  );
});

const RECIPES = join(import.meta.dirname, '../../cases/imports/recipes');
const recipe = (name: string, path: string) => ({
  label: name,
  files: [{ name, content: readFileSync(join(RECIPES, path)) }],
});

interface Sample {
  readonly label: string;
  readonly files: readonly SentFile[];
}

const SAMPLES: readonly Sample[] = [
  ...(cases as unknown as readonly ReadingCase[]).map(({ label, files }) => ({
    label,
    files: files.map((file) => ({ ...file, content: contentOf(file.content) })),
  })),
  recipe('contacts.csv', 'google-contacts/contacts.csv'),
  recipe('subscribed_email_audience_export_8f3a1c20.csv', 'mailchimp/subscribed_email_audience_export_8f3a1c20.csv'),
];

describe('every format, however it is run, is refused without a declaration, and runs with it', () => {
  const formats = new Set<string>();

  it.each(SAMPLES)('$label', async ({ label, files }) => {
    const client = await stage().open();
    await prepare(client);
    const { uuid: workspace } = await client.get('workspace.json');
    const { data, now } = stage().service.runtime;
    const { secret } = await createToken(data, workspace, { role: 'administrator', name: 'Ben', now: now() });
    /** By a second person, where it is of more people than one. */
    const runApproved = async (found: Shown) => {
      const job = await run(stage(), client, found);
      if (found.job.total > 1) expect(job.status).toBe('awaiting_approval');
      if (job.status !== 'awaiting_approval') return job;
      await stage().as(secret).post(`jobs.json?uuid=${job.uuid}`, { action: 'approve', count: job.total });
      await stage().settle();
      return jobOf(client, job.uuid);
    };
    const begin = (more: object = {}) => upload(stage(), client, files, more);

    const uuid = await begin({ save_mapping_as: 'Undeclared' });
    const asked = await previewAsked(stage(), client, uuid);
    for (const { format } of asked.preview.files) formats.add(format);
    expect(asked.preview.asks).toEqual([]);
    const later = new Date(now() / 1_000 + 3_600_000).toISOString();
    for (const way of [{}, { max_rate: 5 }, { not_before: later }])
      expect(await runOf(client, asked, way), JSON.stringify(way)).toMatchObject({ status: 400 });
    expect(await runOf(client, asked)).toMatchObject(UNDECLARED);
    for (const action of ['repeat', 'undo'])
      for (const preview of [true, false])
        expect((await client.ask('POST', `jobs.json?uuid=${asked.job.uuid}`, { action, preview })).status).toBe(400);

    const mapped = await previewAsked(stage(), client, await begin({ mapping_name: 'Undeclared' }));
    expect(await runOf(client, mapped)).toMatchObject(UNDECLARED);

    await client.post('settings.json', { approve_above: 1 });
    expect(await runOf(client, asked)).toMatchObject(UNDECLARED);
    expect((await jobOf(client, asked.job.uuid)).status).toBe('ready');
    await stage().settle();
    expect(await peopleOf(client)).toEqual([]);

    const refusals = preselectedIn(asked.preview);
    const shown = await previewAsked(stage(), client, uuid, { refusals, save_mapping_as: label.slice(0, 60) });
    expect(shown.preview.asks).toBeNull();
    expect(await runApproved(shown)).toMatchObject({ status: 'completed', target: { refusals } });
    const again = await previewAsked(stage(), client, await begin({ mapping_name: label.slice(0, 60) }));
    expect(again.preview).toMatchObject({ asks: null, opt_outs: { given: 0 } });
    expect(await runApproved(again)).toMatchObject({ status: 'completed', target: { refusals } });
  });

  it('and these are all formats', () => {
    expect([...formats].toSorted()).toEqual(FORMATS.toSorted());
  });

  it('a job without a preview too, of whoever starts it', async () => {
    const client = await stage().open();
    await prepare(client);
    const { uuid: workspace } = await client.get('workspace.json');
    const { runtime } = stage().service;
    const begun = async (more: object = {}) => {
      const uuid = await upload(stage(), client, [{ name: 'a.csv', content: 'Phone\n+250788700001\n' }], more);
      const imported = (await readImport(runtime.data, workspace, uuid as ImportId)) ?? expect.fail();
      const started = {
        ...{ work: importWork(imported.declared, imported.uuid), selection: { import: imported.uuid }, preview: false },
        ...{ createdBy: imported.createdBy, now: runtime.now(), seed: null },
      } as const;
      const { uuid: job } = (await requestJob(runtime, workspace, started, 100)) ?? expect.fail();
      await stage().settle();
      return jobOf(client, job);
    };
    expect(await begun()).toMatchObject({ status: 'failed', changed: 0 });
    expect(await peopleOf(client)).toEqual([]);
    expect(await begun({ refusals: 'none' })).toMatchObject({ status: 'completed', changed: 1 });
  });

  it('a pull too, where one of its fields or groups may say it; else it says so itself', async () => {
    Object.assign(stage().service.runtime.config, { webhooksToLoopback: true });
    const textit = await openStandIn();
    const person = (n: number, zuvo: string | null) => ({
      ...{ uuid: `00000000-0000-4000-8000-00000000000${n}`, name: `Person ${n}`, language: 'eng', status: 'active' },
      ...{ urns: [`tel:+25078850000${n}`], groups: [], fields: { zuvo }, created_on: '2025-01-01T00:00:00Z' },
      ...{ last_seen_on: null, modified_on: '2026-01-01T00:00:00Z' },
    });
    const pulled = async (client: Client, more: object = {}) => {
      const source = { host: textit.host, token: 'theirs', since: null };
      const { uuid } = await client.post('imports.json', { name: 'Move', textit: source, ...more });
      await stage().settle();
      return (await client.get(`imports.json?uuid=${uuid}`)).results[0];
    };
    const client = await stage().open();
    await prepare(client);
    textit.contacts.push(person(1, null), person(2, null), person(3, null));
    expect(await runOf(client, await pulled(client))).toMatchObject({ status: 200 });
    await stage().settle();
    textit.fields.push({ key: 'zuvo', name: 'Zuvo', type: 'text' });
    textit.contacts.splice(0, 3, person(1, 'bren'), person(2, 'kalo'), person(3, 'kalo'));
    const asked = await pulled(client);
    expect(asked.preview.candidates[0]).toMatchObject({ name: 'fields.Zuvo', because: 'shape' });
    expect(await runOf(client, asked)).toMatchObject(UNDECLARED);
    await run(stage(), client, await pulled(client, { refusals: { 'fields.Zuvo': ['bren'] } }));
    const statuses = [1, 2, 3].map(async (n) => (await contactOf(client, `tel:+25078850000${n}`))?.status);
    expect(await Promise.all(statuses)).toEqual(['stopped', 'active', 'active']);
    await textit.close();
  });
});
