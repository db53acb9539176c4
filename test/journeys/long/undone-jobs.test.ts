import { afterAll, beforeAll, expect, it } from 'vitest';
import { populate } from '../../../bench/support/population.ts';
import type { ApiAnswer } from '../../support/api/api.ts';
import { exactCounts } from '../../support/api/census.ts';
import { type Client, jobOf, setStatus, sideBySide, untilJob } from '../../support/api/client.ts';
import { atNight } from '../../support/night.ts';
import type { Service } from '../../support/service.ts';
import { openProgramme, startJourney } from '../stage.ts';

type Json = ApiAnswer['body'];

/** Four full slices at night, two slices by day. */
const PEOPLE = atNight(2_000, { byDay: 600 });
const SLICES = Math.ceil(PEOPLE / 500);
/** Renamed while the job runs; blocked when it has ended; renamed while it is undone. */
const EDITED = 40;

let service: Service;
let client: Client;
let group: string;

beforeAll(async () => {
  // What a kill leaves on a roster goes with the nightly audit.
  service = await startJourney({ except: ['stale rosters'] });
  const programme = await openProgramme(service);
  client = programme.client;
  group = await populate(programme.data, programme.workspace, PEOPLE);
  await service.idle();
});
afterAll(() => service?.stop());

const FAULTS = { kill: { function: 'jobs-work', after_ms: 200, times: 3 }, throttle: { every: 11 } };
const NO_FAULTS = { kill: null, throttle: null };
const setFaults = (faults: object) => service.local('POST', 'faults', faults);
const kills = async (): Promise<number> => (await service.local('GET', 'faults')).body.happened.kill;

/** All contacts as contacts.json shows them, but for when they were modified. */
async function everybody(): Promise<ReadonlyMap<string, Json>> {
  const contacts = await client.all('contacts.json');
  return new Map(contacts.map(({ modified_on: _, ...contact }) => [contact.uuid, contact]));
}

/** By another client, which tries again when the table is throttled. */
const rename = (uuids: readonly string[]) =>
  sideBySide(uuids, async (uuid) => {
    for (;;) {
      const { status } = await client.ask('POST', `contacts.json?uuid=${uuid}`, { name: 'Renamed' });
      if (status === 200) return;
      expect([409, 503]).toContain(status);
    }
  });

/**
 * Runs a previewed job while workers die, calls are throttled, and another client renames some contacts; returns it
 * when it has ended.
 */
async function runUnderFaults(uuid: string, renamed: readonly string[]): Promise<Json> {
  const { token, total: count } = await untilJob(client, uuid, ({ status }) => status === 'ready');
  const before = await kills();
  await setFaults(FAULTS);
  await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count });
  await rename(renamed);
  await service.idle();
  await setFaults(NO_FAULTS);
  expect(await kills()).toBe(before + FAULTS.kill.times);
  return jobOf(client, uuid);
}

/** What became of each contact of a job, by contact. */
async function outcomesOf(uuid: string): Promise<ReadonlyMap<string, string>> {
  const rows = await client.all(`job_contacts.json?job=${uuid}&limit=250`);
  const outcomes = new Map(rows.map(({ contact, outcome, reason }) => [contact.uuid, reason ?? outcome]));
  expect(outcomes.size).toBe(rows.length);
  return outcomes;
}

const having = (outcomes: ReadonlyMap<string, string>, outcome: string) =>
  [...outcomes].flatMap(([uuid, one]) => (one === outcome ? uuid : [])).sort();

it('people are archived and put back while workers die and others edit: who was not edited is as before, who was says so', async () => {
  const before = await everybody();
  const people = [...before.keys()];
  const [first, second, third] = [0, 1, 2].map((part) =>
    people.filter((_, index) => index % (PEOPLE / EDITED) === part).slice(0, EDITED),
  ) as [string[], string[], string[]];

  const selection = { groups: [group] };
  const asked = await client.post('jobs.json', { type: 'set_status', status: 'archived', selection, preview: true });
  await untilJob(client, asked.uuid, ({ status }) => status === 'ready');
  const foreseen = await outcomesOf(asked.uuid);
  expect(having(foreseen, 'pending')).toEqual([...people].sort());
  const done = await runUnderFaults(asked.uuid, first);
  const all = { status: 'completed', total: PEOPLE, unchanged: 0, failed: {}, slices: { total: SLICES, done: SLICES } };
  expect(done).toMatchObject({ ...all, changed: PEOPLE, skipped: {} });
  expect(having(await outcomesOf(asked.uuid), 'changed')).toEqual([...people].sort());
  expect((await exactCounts(client)).folders).toMatchObject({ active: 0, archived: PEOPLE });

  await setStatus(client, 'blocked', ...second);
  const undo = await client.post(`jobs.json?uuid=${asked.uuid}`, { action: 'undo', preview: true });
  const previewed = await untilJob(client, undo.uuid, ({ status }) => status === 'ready');
  expect(previewed).toMatchObject({ total: PEOPLE - EDITED, excluded: { changed_since: EDITED } });
  // Who is changed after the preview is left out all the same.
  await setStatus(client, 'blocked', ...third.slice(0, 10));
  const undone = await runUnderFaults(undo.uuid, third.slice(10));
  const back = { ...all, total: PEOPLE - EDITED, changed: PEOPLE - EDITED - 10 };
  expect(undone).toMatchObject({ ...back, skipped: { changed_since: 10 } });
  const outcomes = await outcomesOf(undo.uuid);
  expect(having(outcomes, 'changed_since')).toEqual(third.slice(0, 10).sort());
  expect(having(outcomes, 'changed')).toHaveLength(back.changed);

  const after = await everybody();
  const blocked = new Set([...second, ...third.slice(0, 10)]);
  const renamed = new Set([...first, ...third.slice(10)]);
  expect(after.size).toBe(PEOPLE);
  for (const uuid of people) {
    const expected = { ...before.get(uuid), ...(renamed.has(uuid) && { name: 'Renamed' }) };
    if (blocked.has(uuid)) expect(after.get(uuid)).toMatchObject({ uuid, status: 'blocked', groups: [] });
    else expect(after.get(uuid)).toEqual(expected);
  }
  expect((await exactCounts(client)).groups).toEqual({ [group]: PEOPLE - blocked.size });
});
