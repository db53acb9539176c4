/** Every kind of job from its start to its undo: what people are told, the API counts, and the table holds. */
import { describe, expect, it } from 'vitest';
import { doneOf } from '../../console/common/jobs/job.ts';
import { questionOf, resultOf, sentenceOf } from '../../console/common/jobs/sentence.ts';
import { update, write } from '../../shared/data/dynamo/index.ts';
import { jobKey } from '../../shared/data/jobs/items.ts';
import type { JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import { WORK_TYPES, type Work, type WorkType } from '../../shared/domain/jobs/kinds/index.ts';
import { submitJob } from '../../shared/services/jobs/submit.ts';
import walks from '../cases/jobs/walks.json' with { type: 'json' };
import type { ApiAnswer } from '../support/api/api.ts';
import { type Client, jobOf, prepare, setStatus } from '../support/api/client.ts';
import { flowWith } from '../support/api/flows.ts';
import type { Json } from '../support/cases/case.ts';
import { filled, type Names } from '../support/cases/names.ts';
import { readTables } from '../support/checker/tables.ts';
import { preview, upload } from '../support/imports/import-files.ts';
import { later } from '../support/in-process/run-watchdog.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { speechIn } from '../support/languages.ts';

type Job = ApiAnswer['body'];

interface Walk {
  /** The body of POST jobs.json, but for whom. */
  readonly work?: Json;
  /** The work of a job that only the service begins. A kind with neither has its beginning in `BEGINS`. */
  readonly service?: Json;
  /** So many days later. */
  readonly days?: number;
  /** How many people's items hold `is` before the job, after it, and after its undo. */
  readonly is: string;
  readonly table: readonly number[];
  readonly asks: string;
  readonly ends: string;
  readonly undone?: string;
}

/** A new kind does not compile without its walk. */
const WALKS: Readonly<Record<WorkType, Walk>> = walks;

const speech = speechIn('en');
const stage = onInProcessStage();

interface Programme {
  readonly client: Client;
  readonly workspace: WorkspaceId;
  readonly names: Names;
  readonly people: readonly string[];
}

const LONG_AGO = '2020-01-01T00:00:00Z';

/** Ann, Bob and Cid are farmers; Ann is a reporter, speaks kin and grows beans. Dan opted out. Eve is archived. */
async function programme(): Promise<Programme> {
  const client = await stage().open();
  await prepare(client);
  const group = async (name: string, more = {}) => (await client.post('groups.json', { name, ...more })).uuid;
  const [farmers, reporters] = [await group('Farmers'), await group('Reporters')];
  await client.post('fields.json', { name: 'Crop', type: 'text' });
  const flow = flowWith('Speak Kinyarwanda', 1, [{ type: 'set_contact_language', language: 'kin' }]);
  await client.post('flows.json', flow);
  const person = async (number: number, name: string, more: object) =>
    (await client.post('contacts.json', { name, urns: [`tel:+25078800000${number}`], created_on: LONG_AGO, ...more }))
      .uuid;
  const people = [
    await person(1, 'Ann', { groups: [farmers, reporters], language: 'kin', fields: { crop: 'beans' } }),
    await person(2, 'Bob', { groups: [farmers], fields: { crop: 'maize' } }),
    await person(3, 'Cid', { groups: [farmers] }),
    await person(4, 'Dan', {}),
    await person(5, 'Eve', {}),
  ];
  await setStatus(client, 'stopped', people[3] as string);
  await setStatus(client, 'archived', people[4] as string);
  await stage().settle();
  const kin = await group('Kinyarwanda', { query: 'language = "kin"' });
  await stage().settle();
  const names: Names = new Map(Object.entries({ farmers, reporters, kin, flow: flow.uuid }));
  return { client, workspace: (await client.get('workspace.json')).uuid, names, people };
}

/** Kinds that begin with something else than a body or a schedule. Each returns the job. */
const BEGINS: Partial<Record<WorkType, (programme: Programme) => Promise<Job>>> = {
  async populate_group({ client }) {
    await client.post('groups.json', { name: 'Without beans', query: 'crop != "beans"' });
    return (await client.get('jobs.json')).results[0];
  },
  async clear_group({ client, names }) {
    await client.ask('DELETE', `groups.json?uuid=${names.get('farmers')}`);
    return (await client.get('jobs.json')).results[0];
  },
  async flag_dormant({ client }) {
    await client.post('dormancy.json', {});
    return (await client.get('jobs.json')).results[0];
  },
  async import({ client }) {
    const content = 'Phone,Name,Language\n+250788000001,Ann,fra\n+250788000009,New,fra\n';
    return (await preview(stage(), client, await upload(stage(), client, [{ name: 'people.csv', content }]))).job;
  },
  async undo({ client, people }) {
    const given = { type: 'set_status', status: 'archived', selection: { contacts: people.slice(0, 3) } };
    const archived = await client.post('jobs.json', given);
    await stage().settle();
    return client.post(`jobs.json?uuid=${archived.uuid}`, { action: 'undo', preview: true });
  },
  async unknown({ client, workspace, people }) {
    const given = { type: 'set_status', status: 'archived', selection: { contacts: people }, preview: true };
    const job = await client.post('jobs.json', given);
    await stage().settle();
    await write(
      stage().service.runtime.data,
      update('workspace', jobKey(workspace, job.uuid as JobId), { set: { work: '{"type":"from_tomorrow"}' } }),
    );
    return job;
  },
};

async function begin(type: WorkType, { work, service, days = 0 }: Walk, at: Programme): Promise<Job> {
  const own = BEGINS[type];
  if (own) return own(at);
  const selection = { contacts: at.people };
  if (service === undefined)
    return at.client.post('jobs.json', { ...(filled(work as Json, at.names) as object), selection, preview: true });
  if (type === 'purge_archived')
    await at.client.post('settings.json', { purge_archived_after_days: 90, purge_count: 0 });
  const runtime = later(stage(), days * 24 * 60);
  const asked = {
    selection: { groups: [], contacts: at.people as never, activeOnly: false },
    createdBy: 'system',
    now: runtime.now(),
  };
  const job = await submitJob(runtime, at.workspace, {
    ...asked,
    preview: true,
    work: filled(service, at.names) as unknown as Work,
  });
  await stage().service.settle(runtime);
  return job;
}

/** How many people's stored items hold a text. */
async function held({ workspace, names }: Programme, is: string): Promise<number> {
  const { contacts } = await readTables(stage().service.runtime.data);
  const own = contacts.filter(({ pk, sk }) => sk === 'CONTACT' && pk.includes(workspace));
  const text = filled(is, names) as string;
  return own.filter((item) => JSON.stringify(item).includes(text)).length;
}

/** Reads an ended job: its numbers add up, and are those of its people one by one. */
async function ended(client: Client, uuid: string): Promise<Job> {
  await stage().settle();
  const job = await jobOf(client, uuid);
  if (job.status === 'completed') expect(doneOf(job)).toBe(job.total);
  const people = await client.all(`job_contacts.json?job=${uuid}`);
  const told = (outcome: string) => people.filter((one) => one.outcome === outcome).length;
  expect([told('changed'), told('unchanged')]).toEqual([job.changed, job.unchanged]);
  return job;
}

/** Runs a preview, if it is one, to its end. What only another release knows is interrupted. */
async function walkOn(client: Client, { uuid }: Job, days = 0) {
  await stage().settle();
  const ready = await jobOf(client, uuid);
  const { token, total, type } = ready;
  const step = type === 'from_tomorrow' ? { action: 'interrupt' } : { action: 'run', token, count: total };
  if (ready.status === 'ready') await client.post(`jobs.json?uuid=${uuid}`, step);
  await stage().service.settle(later(stage(), days * 24 * 60));
  expect(sentenceOf(ready.summary, speech)).toBe(ready.summary.text);
  return { asks: questionOf(ready, speech), end: await ended(client, uuid) };
}

describe.each(WORK_TYPES)('%s', (type) => {
  it('says of each number what the API counts and the table holds', async () => {
    const walk = WALKS[type];
    const at = await programme();
    const table = [await held(at, walk.is)];
    const { asks, end } = await walkOn(at.client, await begin(type, walk, at), walk.days);
    table.push(await held(at, walk.is));
    const said: Record<string, string> = { asks, ends: resultOf(end, speech) };
    if (end.changed > 0 && end.steps.includes('undo')) {
      const undo = await at.client.post(`jobs.json?uuid=${end.uuid}`, { action: 'undo', preview: true });
      const undone = await walkOn(at.client, undo);
      table.push(await held(at, walk.is));
      said['undone'] = resultOf(undone.end, speech);
    }
    if (type === 'start') {
      const { completed, failed } = (await at.client.get('flows.json')).results[0].runs;
      expect(completed + failed).toBe(end.total);
    }
    const { asks: question, ends, undone, table: people } = walk;
    expect({ ...said, table }).toEqual({ asks: question, ends, ...(undone && { undone }), table: people });
  });
});
