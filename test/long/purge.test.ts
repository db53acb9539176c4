/** The nightly purge: nobody goes without a notice of a week ago, and above the limit not without a second person. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../shared/data/workspace/index.ts';
import { type Client, createPeople, setStatus } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { runs } from '../support/property/runs.ts';

const DAY = 86_400_000;
const RUNS = runs(4);
const START = Date.UTC(2027, 2, 1);

// Clocks that go back leave history and jobs that are younger than what follows them.
const stage = onInProcessStage({ except: ['history', 'jobs'] });

let day = 0;

/** Sets the service's clock: days after the start, and hours. */
async function goTo(to: number, hours: number): Promise<number> {
  day = to;
  const time = START + to * DAY + hours * 3_600_000;
  await stage().service.goTo(time);
  return time;
}

interface Open {
  readonly ann: Client;
  readonly ben: Client;
  readonly workspace: string;
}

/** A workspace with two administrators in which one person may delete two people. Its clock begins anew. */
async function open(): Promise<Open> {
  await goTo(0, 12);
  const ann = await stage().open();
  const { uuid: workspace } = await ann.get('workspace.json');
  const { data, now } = stage().service.runtime;
  const token = await createToken(data, workspace, { role: 'administrator', name: 'Ben', now: now() });
  await ann.post('settings.json', { approve_above: 2, events: ['contacts.purge_due'] });
  return { ann, ben: stage().as(token.secret), workspace };
}

/** The first run of the hour after the next midnight, and of the watchdog. */
async function night(to = day + 1): Promise<number> {
  const time = await goTo(to, 1);
  await stage().service.run('watchdog');
  await stage().service.run('flag-dormant');
  await stage().settle();
  return time;
}

/** Sets the days, with the number that the refusal asks for. */
async function setDays(client: Client, days: number | null): Promise<void> {
  const body = { purge_archived_after_days: days };
  const asked = await client.ask('POST', 'settings.json', body);
  if (asked.status === 200) return;
  const [, count] = /"purge_count": (\d+)/.exec(JSON.stringify(asked.body).replaceAll('\\', '')) ?? [];
  await client.post('settings.json', { ...body, purge_count: Number(count) });
}

const waiting = async (client: Client) =>
  (await client.all('jobs.json')).filter(({ status }) => status === 'awaiting_approval');

const approve = (client: Client, { uuid }: { uuid: string }) =>
  client.ask('POST', `jobs.json?uuid=${uuid}`, { action: 'approve' });

const gone = async (client: Client): Promise<string[]> =>
  (await client.all('contacts.json?deleted=true')).map(({ uuid }) => uuid);

describe('one administrator who lets the archive empty itself, with a limit of two', () => {
  let opened: Open;
  beforeAll(async () => {
    opened = await open();
  });

  it('set while it was empty, deletes twelve people only once somebody else approves', async () => {
    const { ann, ben } = opened;
    await setDays(ann, 1);
    expect(await ann.get('settings.json')).toMatchObject({ purge_archived_after_days: 1, proposed: null });
    const people = await createPeople(ann, 12);
    await setStatus(ann, 'archived', ...people);
    await stage().settle();
    const asked: string[] = [];
    for (let nights = 1; nights <= 20; nights++) {
      await night();
      for (const { uuid } of await waiting(ann)) if (!asked.includes(uuid)) asked.push(uuid);
    }
    // Each waits for two days, and is asked again.
    expect(asked.length).toBeGreaterThan(3);
    expect(await gone(ann)).toEqual([]);
    const isNew = ({ uuid }: { uuid: string }) => !asked.includes(uuid);
    let job = (await waiting(ann)).find(isNew);
    for (; job === undefined; job = (await waiting(ann)).find(isNew)) await night();
    expect(job).toMatchObject({ type: 'purge_archived', total: 12, approval: { kind: 'delete', asked_by: {} } });
    expect((await approve(ann, job)).status).toBe(403);
    expect((await approve(ben, job)).status).toBe(200);
    await stage().settle();
    expect((await gone(ann)).sort()).toEqual(people.sort());
  });
});

interface Step {
  /** Its night is missed; not after a jump. */
  readonly missed: boolean;
  /** Days that the clock jumps before the night. */
  readonly jump: number;
  readonly archive: number;
  readonly restore: boolean;
  readonly days: number | null | undefined;
  readonly approves: 'ann' | 'ben' | null;
}

const mostly = <Value>(usual: Value, weight: number, ...other: fc.Arbitrary<Value>[]) =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, ...other);

const step = fc.record<Step>({
  missed: mostly(false, 6, fc.constant(true)),
  // Up to a week, a jump is as days without a night.
  jump: mostly(0, 40, fc.integer({ min: 30, max: 400 }), fc.integer({ min: -20, max: -1 })),
  archive: mostly(0, 1, fc.integer({ min: 1, max: 2 })),
  restore: mostly(false, 9, fc.constant(true)),
  days: mostly<number | null | undefined>(undefined, 24, fc.constantFrom(null, 1, 2, 3, 8)),
  approves: mostly<Step['approves']>(null, 4, fc.constantFrom('ann', 'ben')),
});

/** What somebody who reads only the bus knows: when each person was first told of since they were archived. */
interface Known {
  readonly archivedAt: number;
  /** By the clock, and by the days that really passed. */
  told: { readonly at: number; readonly real: number } | null;
}

describe('nights that are missed, clocks that jump, and settings that change', () => {
  it('delete nobody who was not told of a week before, nor more than two in a week without a second person', async () => {
    let deleted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 60 }), async (steps) => {
        const { ann, ben, workspace } = await open();
        const known = new Map<string, Known>();
        // So many stay in the archive that a night may take some without a brake.
        const held = await createPeople(ann, 60, { first: 10_000 });
        await setStatus(ann, 'archived', ...held);
        for (const uuid of held) await ann.post(`policy_contacts.json?contact=${uuid}`, { hold: true });
        for (const one of [ann, ben]) await setDays(one, 3);
        let heard = stage().service.told(workspace).length;
        const over = new Set<string>();
        let days: number | null = 3;
        let { purges_from: begins } = await ann.get('settings.json');
        for (const [real, { missed, jump, archive, restore, ...some }] of steps.entries()) {
          const noon = await goTo(day, 12);
          if (some.days !== undefined && some.days !== days) {
            for (const one of [ann, ben]) await setDays(one, some.days);
            const { purge_archived_after_days: now, purges_from: from } = await ann.get('settings.json');
            // What was told before the archive was to empty itself sooner, or again, counts for nothing.
            if (from !== null && from !== begins) for (const one of known.values()) one.told = null;
            [days, begins] = [now, from ?? begins];
          }
          const uuids = archive === 0 ? [] : await createPeople(ann, archive, { first: real * 10 });
          if (uuids.length > 0) await setStatus(ann, 'archived', ...uuids);
          for (const uuid of uuids) known.set(uuid, { archivedAt: noon, told: null });
          const [back] = known.keys();
          if (restore && back !== undefined) {
            await setStatus(ann, 'active', back);
            known.delete(back);
          }
          await stage().settle();
          const before = new Set(await gone(ann));
          if (some.approves !== null) {
            for (const job of await waiting(ann)) await approve(some.approves === 'ann' ? ann : ben, job);
            await stage().settle();
          }
          let now = noon;
          if (missed && jump === 0) day++;
          else now = await night(day + 1 + jump);
          const purges = (await ann.all('jobs.json')).filter(({ type }) => type === 'purge_archived');
          // A job that waited may be of a time to which the clock has not come again.
          const ended = purges.filter(({ uuid, status }) => status === 'completed' && !over.has(uuid));
          const made = Math.max(now, ...ended.map(({ created_on: on }) => Date.parse(on)));
          for (const { uuid } of ended) over.add(uuid);
          for (const uuid of await gone(ann)) {
            if (before.has(uuid)) continue;
            const told = known.get(uuid)?.told;
            expect(told, `${uuid} was told of before day ${real}`).not.toBe(undefined);
            expect(made - (told?.at ?? made)).toBeGreaterThanOrEqual(7 * DAY);
            expect(real - (told?.real ?? real)).toBeGreaterThanOrEqual(7);
            known.delete(uuid);
            deleted++;
          }
          const entries = stage().service.told(workspace).slice(heard);
          heard += entries.length;
          for (const event of entries.flatMap(({ events }) => events)) {
            if (event.type !== 'contacts.purge_due') continue;
            const midnight = now - (now % DAY);
            const due = [...known.values()].filter(
              ({ archivedAt }) => archivedAt < midnight && archivedAt + event.after_days * DAY < now + 7 * DAY,
            );
            // It tells of everybody whom no notice of this setting has told of.
            expect(event.count).toBeGreaterThanOrEqual(due.filter(({ told }) => told === null).length);
            for (const one of due) one.told ??= { at: now, real };
          }
          // A clock that goes back comes to the same days again, so a week is that before each job.
          const unseen = purges.filter(({ approval }) => approval?.kind !== 'delete');
          for (const { created_on: on } of unseen) {
            const week = unseen.filter(({ created_on: other }) => {
              const age = Date.parse(on) - Date.parse(other);
              return age >= 0 && age <= 6 * DAY;
            });
            expect(week.reduce((sum, { changed }) => sum + changed, 0)).toBeLessThanOrEqual(2);
          }
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // A single run may delete nobody.
    if (RUNS > 5) expect(deleted).toBeGreaterThan(0);
  }, 1_800_000);
});
