import { beforeAll, describe, expect, it } from 'vitest';
import { createJob, freezePage, type JobRecord, readJob } from '../../../shared/data/jobs/index.ts';
import type { FlowId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { newJobId } from '../../../shared/services/jobs/submit.ts';
import { type Client, createPeople } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import { engines } from '../../support/engines/engines.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
const FLOW = flowWith('Say hello', 1, [{ type: 'set_contact_language', language: 'kin' }]);
/** Keys are kept when the values are masked, at the end of the start. */
const LARGE = { ['a'.repeat(9_900)]: true };

interface Programme {
  readonly client: Client;
  readonly workspace: WorkspaceId;
}

async function open(): Promise<Programme> {
  const client = await stage().open();
  await client.post('flows.json', FLOW);
  return { client, workspace: (await client.get('workspace.json')).uuid };
}

/** Starts of no contact, which have ended, made without the API. */
async function startsOf(workspace: WorkspaceId, count: number, params: unknown): Promise<void> {
  const { data, now } = stage().service.runtime;
  const work = { type: 'start', flow: FLOW.uuid as FlowId, restartParticipants: true, excludeActive: false } as const;
  const selection = { groups: [], contacts: [], activeOnly: true };
  for (let i = 0; i < count; i++) {
    const given = { work, selection, params, preview: false, createdBy: 'system', now: now() };
    const { uuid } = await createJob(data, workspace, { ...given, uuid: newJobId(given.now) });
    const job = (await readJob(data, workspace, uuid)) as JobRecord;
    await freezePage(data, job, { uuids: [], cursor: null, capacity: { readUnits: 0, writeUnits: 0 }, now: now() });
  }
}

/** Read units of a whole request, token and settings included. */
async function cost({ client }: Programme, path: string): Promise<number> {
  await client.get(path); // Groups and fields are cached from now on.
  const { status, headers } = await client.ask('GET', path, undefined, { 'x-report-capacity': '1' });
  expect(status).toBe(200);
  return Number(/^read=([\d.]+);/.exec(headers.get('x-consumed-capacity') ?? '')?.[1]);
}

describe.skipIf(!engines[0]?.exactCapacity)('What was done before makes no list dearer', () => {
  let [none, small, large]: Programme[] = [];

  beforeAll(async () => {
    [none, small, large] = [await open(), await open(), await open()];
    await startsOf(small.workspace, 150, null);
    await startsOf(large.workspace, 150, LARGE);
  });

  /** One after the other: they share a meter. */
  async function costs(path: string): Promise<number[]> {
    const units: number[] = [];
    for (const programme of [none, small, large]) units.push(await cost(programme as Programme, path));
    return units;
  }

  it('flows.json costs the same after 150 starts as before the first', async () => {
    const { client } = small as Programme;
    const [contact] = await createPeople(client, 1);
    for (let i = 0; i < 3; i++)
      await client.post('flow_starts.json', { flow: FLOW.uuid, contacts: [contact], params: LARGE });
    await stage().settle();
    expect((await client.get('flows.json')).results[0].runs).toMatchObject({ completed: 3, failed: 0 });
    expect(await costs('flows.json')).toEqual([4, 4, 4]);
  });

  it('a page of jobs.json costs what its headers are, whatever the jobs were created with', async () => {
    const [, few, many] = await costs('jobs.json');
    expect(many).toBeLessThanOrEqual(few as number);
    expect(few).toBeLessThanOrEqual(2 + 153 * 0.25);
  });

  it('a page of flow_starts.json costs half a unit for each header, and for 4 KB of what it shows', async () => {
    const [before, , many] = await costs('flow_starts.json');
    // Token, settings, what is open, the name of the flow, and 150 places in the order of modification.
    const around = 1 + 1 + 1 + 1 + 5;
    expect(before).toBe(4);
    expect(many).toBe(around + 150 * (0.5 + 1.5));
  });

  it('a full page costs the same however many there are behind it', async () => {
    const { workspace } = none as Programme;
    await startsOf(workspace, 251, null);
    const pages = async () => [
      await cost(none as Programme, 'jobs.json'),
      await cost(none as Programme, 'flow_starts.json'),
    ];
    const before = await pages();
    await startsOf(workspace, 150, LARGE);
    await startsOf(workspace, 250, null);
    expect(await pages()).toEqual(before);
  });
});
