import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { populate } from '../../bench/support/population.ts';
import { exactCounts } from '../support/api/census.ts';
import { type Client, createPeople, jobOf, untilJob } from '../support/api/client.ts';
import { ARCHIVING_FLOW, movingFlow } from '../support/api/flows.ts';
import { atNight } from '../support/night.ts';
import type { Service } from '../support/service.ts';
import { openProgramme, startJourney } from './stage.ts';

/** Two slices, full ones at night. */
const PEOPLE = atNight(1_000, { byDay: 550 });
const SLICE = 500;
const FEW = 30;

const ALL_CHANGED = {
  status: 'completed',
  total: PEOPLE,
  changed: PEOPLE,
  unchanged: 0,
  skipped: {},
  failed: {},
  slices: { total: 2, done: 2 },
};

interface Group {
  readonly uuid: string;
  readonly name: string;
}

let service: Service;
let client: Client;
let left: Group;
let right: Group;
let few: Group;
/** The group of the many contacts: each start moves them from this group to the other one. */
let here: Group;

const flowFrom = (from: Group) => (from === left ? movingFlow(2_000, left, right) : movingFlow(3_000, right, left));

beforeAll(async () => {
  // What a kill leaves on a roster goes with the nightly audit.
  service = await startJourney({ except: ['stale rosters'] });
  const programme = await openProgramme(service);
  client = programme.client;
  const crowd = await populate(programme.data, programme.workspace, PEOPLE);
  const make = (name: string): Promise<Group> => client.post('groups.json', { name });
  left = (await client.get(`groups.json?uuid=${crowd}`)).results[0];
  [right, few] = [await make('Right'), await make('Few')];
  here = left;
  for (const flow of [ARCHIVING_FLOW, flowFrom(left), flowFrom(right)]) await client.post('flows.json', flow);
  await createPeople(client, FEW, { groups: [few.uuid] });
  await service.idle();
});

afterAll(() => service?.stop());

const setFaults = (faults: object) => service.local('POST', 'faults', faults);
const happened = async () => (await service.local('GET', 'faults')).body.happened;

afterEach(() => setFaults({ kill: null, hold: null, duplicate: null, throttle: null }));

/** Starts the many contacts in the flow that moves them to the other group; returns the start's uuid. */
async function startMoving(): Promise<string> {
  const { uuid } = await client.post('flow_starts.json', { flow: flowFrom(here).uuid, groups: [here.uuid] });
  return uuid;
}

/** Checks that `moved` contacts have moved, and every count. */
async function expectMoved(moved: number): Promise<void> {
  const there = here === left ? right : left;
  const { folders, groups } = await exactCounts(client);
  expect(folders).toMatchObject({ active: PEOPLE + FEW, archived: 0 });
  expect(groups).toEqual({ [here.uuid]: PEOPLE - moved, [there.uuid]: moved, [few.uuid]: FEW });
}

async function expectAllMoved(start: string): Promise<void> {
  await service.idle();
  expect(await jobOf(client, start)).toMatchObject(ALL_CHANGED);
  await expectMoved(PEOPLE);
  here = here === left ? right : left;
}

describe('A start of two slices adds up exactly', () => {
  it.each([
    { queue: 'select', batches: 2, together: true },
    { queue: 'work', batches: 3, together: true },
    { queue: 'work', batches: 3, together: false },
  ])('when messages are delivered twice: $queue, together: $together', async (duplicate) => {
    const before = await happened();
    await setFaults({ duplicate });
    const start = await startMoving();
    await service.idle();
    expect((await happened()).duplicate).toBeGreaterThan(before.duplicate);
    await expectAllMoved(start);
  });

  it('when workers die in the middle of their slices', async () => {
    await setFaults({ kill: { function: 'jobs-work', after_ms: 300, times: 3 } });
    const start = await startMoving();
    await service.idle();
    expect((await happened()).kill).toBe(3);
    await expectAllMoved(start);
  });

  it('when DynamoDB throttles one call in seven', async () => {
    await setFaults({ throttle: { every: 7 } });
    const start = await startMoving();
    await service.idle();
    await setFaults({ throttle: null });
    // A job makes its changes in calls of 25: so many calls, and not people, were throttled.
    expect((await happened()).throttle).toBeGreaterThan(PEOPLE / 25);
    await expectAllMoved(start);
  });

  it("when the stream's function dies in the middle of its batches", async () => {
    const before = await happened();
    await setFaults({ kill: { function: 'project', after_ms: 60, times: 5 } });
    const start = await startMoving();
    await service.idle();
    expect((await happened()).kill).toBe(before.kill + 5);
    await expectAllMoved(start);
  });
});

describe('A job reacts within one slice', () => {
  /** Starts moving; resolves when one slice is done while the worker of the other is held. */
  async function afterOneSlice(): Promise<{ readonly start: string; readonly done: number }> {
    await setFaults({ hold: { function: 'jobs-work', invocation: 2 } });
    const start = await startMoving();
    const { changed: done } = await untilJob(client, start, ({ slices }) => slices.done === 1);
    expect([SLICE, PEOPLE - SLICE]).toContain(done);
    return { start, done };
  }

  const steer = (uuid: string, action: string) => client.ask('POST', `jobs.json?uuid=${uuid}`, { action });
  const oneSlice = (done: number) => ({
    ...{ total: PEOPLE, changed: done, unchanged: 0, skipped: {}, failed: {} },
    slices: { total: 2, done: 1 },
  });

  it('can be paused, changes no contact while it is paused, and can be resumed', async () => {
    const { start, done } = await afterOneSlice();
    expect(await steer(start, 'pause')).toMatchObject({ status: 200, body: { status: 'paused' } });
    await setFaults({ hold: null });
    await service.idle();
    expect(await jobOf(client, start)).toMatchObject({ ...oneSlice(done), status: 'paused' });
    await expectMoved(done);

    expect(await steer(start, 'resume')).toMatchObject({ status: 200, body: { status: 'started' } });
    await expectAllMoved(start);
  });

  it('can be interrupted, and never goes on', async () => {
    const { start, done } = await afterOneSlice();
    expect(await steer(start, 'interrupt')).toMatchObject({ status: 200, body: { status: 'interrupted' } });
    await setFaults({ hold: null });
    await service.idle();
    const interrupted = { ...oneSlice(done), status: 'interrupted' };
    expect(await jobOf(client, start)).toMatchObject(interrupted);
    await expectMoved(done);

    expect(await steer(start, 'resume')).toMatchObject({ status: 400 });
    await service.local('POST', 'schedules/watchdog/run');
    await service.idle();
    expect(await jobOf(client, start)).toMatchObject(interrupted);
    await expectMoved(done);
  });
});

describe('A slice that kills every worker', () => {
  it('is given up after five deliveries: it counts as failed, the job ends, no contact is changed', async () => {
    const before = await exactCounts(client);
    await setFaults({ kill: { function: 'jobs-work', times: 5 } });
    const { uuid } = await client.post('flow_starts.json', { flow: ARCHIVING_FLOW.uuid, groups: [few.uuid] });
    await service.idle();
    expect(await jobOf(client, uuid)).toMatchObject({
      status: 'completed',
      total: FEW,
      changed: 0,
      unchanged: 0,
      skipped: {},
      failed: { worker: FEW },
      slices: { total: 1, done: 1 },
    });
    expect(await exactCounts(client)).toEqual(before);
  });
});
