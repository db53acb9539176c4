/**
 * Each reader of a file, played when its files are there, when the files that it reads are missing, and when all files
 * have expired. The list of readers is that of the code: a new one fails until a story here makes it read.
 * `test/infra/local/s3/missing.test.ts` plays how S3 says of a file that it is missing.
 */
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { auditAll } from '../../functions/audit/audit.ts';
import { openMarks } from '../../functions/jobs/watchdog/tell.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import type { FilePiece, Files } from '../../shared/messages/files.ts';
import { forget } from '../../shared/services/snapshots/cache.ts';
import { tidySnapshots } from '../../shared/services/snapshots/tidy.ts';
import { type Client, contactOf, createPeople, prepare } from '../support/api/client.ts';
import { engines, type RunningEngine, startEngine } from '../support/engines/engines.ts';
import { exportContacts } from '../support/exports/exporting.ts';
import { preview, run, upload } from '../support/imports/import-files.ts';
import { reportOn } from '../support/imports/reports.ts';
import { openStandIn } from '../support/imports/stand-in.ts';
import { type InProcessStage, stageOf } from '../support/in-process/clients.ts';
import { storedIn } from '../support/in-process/files.ts';
import { openInProcess } from '../support/in-process/service.ts';

const METHODS = ['read', 'open', 'size', 'join', 'folders'] as const satisfies readonly (keyof Files)[];
const IMPLEMENTS = ['shared/lambda/clients/s3-files.ts'];
const READS = /\bfiles\s*\.(?:read|open|size|join|folders)\((?!', ')/;
const READERS = globSync('{shared,functions}/**/*.ts')
  .filter((file) => !IMPLEMENTS.includes(file) && READS.test(readFileSync(file, 'utf8')))
  .sort();

let engine: RunningEngine;
let stage: InProcessStage;
/** Readers that have read, and the one that finds nothing: what it reads is gone at that moment. */
const seen = new Set<string>();
/** What was lost already: what is written anew is not lost again. */
const gone = new Set<string>();
let lost: string | null = null;

/** The first frame of a stack that is product code. */
const placeIn = (stack = ''): string | null => /\/((?:shared|functions)\/[\w/.-]+\.ts)/.exec(stack)?.[1] ?? null;
const isOfProduct = (stack = ''): boolean => /^[^\n]*\n\s+at [^\n]*\/(?:shared|functions)\//.test(stack);

beforeAll(async () => {
  const [kind] = engines;
  if (!kind) throw new Error('No DynamoDB engine: see infra/local/README.md.');
  engine = await startEngine(kind);
  stage = stageOf(await openInProcess(engine));
  const { files } = stage.service.runtime;
  const lose = (place: string): void => {
    if (gone.has(place)) return;
    gone.add(place);
    for (const key of storedIn(files).keys()) if (key.startsWith(place)) storedIn(files).delete(key);
  };
  for (const method of METHODS) {
    const real = files[method] as (...given: unknown[]) => Promise<unknown>;
    Object.assign(files, {
      [method]: (key: string, ...others: unknown[]) => {
        const reader = placeIn(new Error().stack) ?? '';
        seen.add(reader);
        const pieces = method === 'join' ? (others[0] as readonly FilePiece[]) : [{ key }];
        if (reader === lost) for (const piece of pieces) if ('key' in piece) lose(piece.key);
        return real(key, ...others);
      },
    });
  }
});
afterAll(() => engine?.stop());

type Body = Awaited<ReturnType<Client['get']>>;
/** A step of a story. It may fail where files are missing, but by a refusal or a named error alone. */
type Step = <Value>(step: () => Promise<Value>) => Promise<Value | undefined>;
type Story = (client: Client, step: Step) => Promise<unknown>;

const CSV = ['Phone,Name,Lang', '0788000001,Ann,eng', '12,Bob,', '0788000002,Cyd,Klingonish', '0788000003,Dan,'];
const PEOPLE = [{ name: 'people.csv', content: CSV.join('\n') }];
const follow = async (url: string | null | undefined): Promise<void> => {
  const answer = await stage.service.fetch(url ?? 'http://in-process.test/api/v2/workspace.json');
  if (answer.status >= 500) throw new Error(`A link answered ${answer.status}`);
};
const settle = () => stage.settle();

async function imported(client: Client, step: Step, files = PEOPLE): Promise<void> {
  const uuid = await upload(stage, client, files, { mapping: { Lang: 'language' } });
  const shown = await step(() => preview(stage, client, uuid));
  await step(() => client.get('imports.json'));
  await step(() => client.get(`imports.json?uuid=${uuid}`));
  await step(() => client.post(`imports.json?uuid=${uuid}`, { action: 'preview', refusals: 'none' }));
  await step(settle);
  const again = await step(() => client.get(`imports.json?uuid=${uuid}`));
  await step(() => run(stage, client, again?.results[0] ?? shown));
  for (const rows of ['all', 'refused']) {
    const made = await step(() => reportOn(stage, client, uuid, { rows }));
    await step(() => follow(made?.report.file?.url));
  }
  await step(() => client.get(`import_refusals.json?import=${uuid}`));
  const unreadable = await upload(stage, client, [{ name: 'people.csv', content: '\u0000\u0001' }]);
  await step(() => preview(stage, client, unreadable));
  await step(() => client.get('imports.json'));
  await step(() => settle());
}

/** Someone of the workspace is deleted for good, for which files are looked through. */
async function erased(client: Client, step: Step): Promise<void> {
  await step(() => client.post('settings.json', { delete_any_status: true }));
  const person = await step(() => contactOf(client, 'tel:+250788000001'));
  await step(() => client.ask('DELETE', `/api/v2/contacts.json?uuid=${person?.uuid}`));
  const jobs = (await step(() => client.all('jobs.json'))) ?? [];
  for (const { uuid } of jobs) await step(() => client.get(`jobs.json?uuid=${uuid}`));
  await step(settle);
}

const config = (more: Partial<Runtime['config']>) =>
  Object.assign(stage.service.runtime.config, {
    ...{ rowsARange: undefined, slicesAPart: undefined, snapshotsFrom: undefined, webhooksToLoopback: true },
    ...more,
  });

const STORIES: Readonly<Record<string, Story>> = {
  async 'an import with its reports'(client, step) {
    config({});
    await imported(client, step);
    await erased(client, step);
  },
  async 'an import that is read in ranges'(client, step) {
    config({ rowsARange: 2 } as Partial<Runtime['config']>);
    await imported(client, step, [...PEOPLE, { name: 'more.csv', content: CSV.join('\n') }]);
    await erased(client, step);
  },
  async 'an import from TextIt'(client, step) {
    config({});
    const textit = await openStandIn();
    const modified_on = '2026-01-01T00:00:00Z';
    textit.contacts.push({ uuid: '00000000-0000-4000-8000-000000000001', urns: ['tel:+250788300001'], modified_on });
    const asked = { name: 'Move', textit: { host: textit.host, token: 'theirs' } };
    const begun = await step(() => client.post('imports.json', asked));
    await step(settle);
    const shown: Body = await step(() => client.get(`imports.json?uuid=${begun.uuid}`));
    await step(() => run(stage, client, shown?.results[0]));
    await textit.close();
  },
  async 'exports with their files'(client, step) {
    config({ slicesAPart: 1 } as Partial<Runtime['config']>);
    await createPeople(client, 3, { first: 1 });
    await settle();
    for (const format of ['csv', 'xlsx']) {
      const asked = { format, columns: ['uuid', 'urns', 'name'], selection: { folder: 'active' } };
      const made = await step(() => exportContacts(stage, client, asked));
      await step(() => follow(made?.job.file?.url));
    }
    await erased(client, step);
  },
  async 'searches by a snapshot'(client, step) {
    config({ snapshotsFrom: 1 } as Partial<Runtime['config']>);
    await createPeople(client, 3);
    await settle();
    for (let time = 0; time < 3; time++) {
      await step(() => client.get('facets.json'));
      await step(settle);
      forget();
    }
    // One that was lost is made again, some minutes after it was asked for before.
    lost = null;
    await stage.service.goTo(Date.now() + 3_600_000);
    for (let time = 0; time < 2; time++) {
      await client.get('facets.json');
      await settle();
    }
    expect((await client.get('facets.json')).snapshot).toMatchObject({ used: true });
    await step(() => tidySnapshots(stage.service.runtime));
    await stage.service.goTo(Date.now());
  },
  async 'what the watchdog remembers'(_, step) {
    for (let run = 0; run < 2; run++) {
      const marks = await step(() => openMarks(stage.service.runtime.files));
      marks?.note('an alarm', { told: run } as never);
      await marks?.save();
    }
  },
  async 'the nightly audit'(client, step) {
    config({});
    await createPeople(client, 3);
    await settle();
    for (let night = 1; night < 4; night++) {
      const now = () => instant(stage.service.runtime.now() + night * 86_400_000_000);
      const runtime = { ...stage.service.runtime, now };
      await step(() => auditAll(runtime));
    }
  },
};

/** Plays a story; returns what went wrong beyond refusals and named errors. */
async function play(story: Story, missing: string | null): Promise<string[]> {
  vi.spyOn(console, 'error').mockReturnValue();
  const client = await stage.open();
  await prepare(client);
  const wrong: string[] = [];
  lost = missing;
  gone.clear();
  await story(client, async (step) => {
    try {
      return await step();
    } catch (error) {
      const { name, message, stack } = error as Error;
      const stumbles = /^(?:Type|Syntax|Range|Reference)Error$/.test(name) && isOfProduct(stack);
      if (stumbles || /answered 5\d\d/.test(message)) wrong.push(`${name}: ${message} ${placeIn(stack)}`);
      else if (missing === null) wrong.push(`${name}: ${message}`);
      return undefined;
    }
  });
  lost = null;
  // What lies in queues belongs to this story.
  stage.service.take();
  return wrong;
}

const stories = Object.entries(STORIES);
const readersOf = new Map<string, readonly string[]>();

describe('with all files there', () => {
  it.each(stories)('%s', async (name, story) => {
    seen.clear();
    expect(await play(story, null)).toEqual([]);
    readersOf.set(name, [...seen]);
  });

  it('these stories have every reader read that the code has', () => {
    expect([...new Set([...readersOf.values()].flat())].filter((one) => one !== '').sort()).toEqual(READERS);
  });
});

describe.each(READERS)('without the files that %s reads', (reader) => {
  it('nothing fails but by a refusal, or an error that says which file is gone', async () => {
    for (const [name, story] of stories)
      if (readersOf.get(name)?.includes(reader)) expect([name, await play(story, reader)]).toEqual([name, []]);
  });
});

it('with all files expired, everything that leads to them is answered', async () => {
  config({});
  const client = await stage.open();
  await prepare(client);
  await imported(client, async (step) => step());
  const asked = { format: 'csv', columns: ['uuid'], selection: { folder: 'active' } };
  const { job } = await exportContacts(stage, client, { ...asked });
  storedIn(stage.service.runtime.files).clear();
  const statuses = [];
  for (const { uuid } of (await client.get('imports.json')).results) {
    for (const path of [`imports.json?uuid=${uuid}`, `import_refusals.json?import=${uuid}`])
      statuses.push((await client.ask('GET', path)).status);
    for (const rows of ['all', 'refused'])
      statuses.push((await client.ask('POST', `import_reports.json?import=${uuid}`, { rows })).status);
  }
  statuses.push((await stage.service.fetch(job.file.url)).status);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(statuses.at(-1)).toBe(410);
});
