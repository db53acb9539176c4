/** Days go by in several time zones. A model of its own says who is dormant; everything must agree with it. */
import { describe, expect, test } from 'vitest';
import { quietQuery } from '../../../../console/features/dormancy/quiet-query.ts';
import { hourly } from '../../../../functions/lifecycle/lifecycle.ts';
import { showDormancy } from '../../../../functions/workspace/dormancy.ts';
import { saveSettings } from '../../../../functions/workspace/settings.ts';
import { changeContact, readContacts } from '../../../../shared/data/contacts/index.ts';
import { consumedSince } from '../../../../shared/data/dynamo/meter.ts';
import { loadAssets } from '../../../../shared/data/workspace/index.ts';
import { updateSettings } from '../../../../shared/data/workspace/settings.ts';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import { isTombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import { queryContactOf, queryEnvOf } from '../../../../shared/domain/contacts/queryable.ts';
import type { ContactId, GroupId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { compile, parseQuery } from '../../../../shared/query/query.ts';
import { hear, isDue, isNewDay, type Person, type Rules, setStatus, sweep } from '../../../support/dormancy/model.ts';
import { atNight, NIGHT } from '../../../support/night.ts';
import { call, smartGroup } from '../../groups/api.ts';
import { worlds } from '../../jobs/engine.ts';
import { contact, drain, many, newId, put, type World } from '../../jobs/world.ts';
import { nightOf } from '../night.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Clocks change in both halves of the year that follow. */
const START = Date.parse('2026-09-20T12:05:00Z');
const DAYS = atNight(200, { byDay: 60 });
const CHANGE = { by: 'token-1', via: 'api' } as const;

/** A random number below `most`, the same in each run. */
function dice(seed: number) {
  let state = seed;
  return (most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const modify = async ({ data, workspace, clock: now }: World, { uuid }: Person, modifiers: readonly Modifier[]) => {
  const assets = await loadAssets(data, workspace);
  await changeContact(data, workspace, uuid as ContactId, {}, (one, taken) =>
    apply(one, modifiers, assets, { now, change: CHANGE, taken }),
  );
};

async function meet(world: World): Promise<Person> {
  const now = world.clock;
  const uuid = newId();
  await put(world, [newContact({ uuid, now, change: CHANGE })]);
  return { uuid, status: 'active', created: now / 1000, seen: null, flagged: false };
}

/** A search, a group's members, counts and flags, beside what the model says. */
async function expectAgreement(world: World, people: readonly Person[], rules: Rules, group: GroupId, when: string) {
  const { data, workspace, clock } = world;
  const now = clock / 1000;
  const assets = await loadAssets(data, workspace);
  const query = parseQuery(quietQuery(rules.days), queryEnvOf(assets, clock));
  if (!query.ok) throw new Error(query.error.message);
  const { matches } = compile(query.query, queryEnvOf(assets, clock));
  const stored = await readContacts(
    data,
    workspace,
    people.map(({ uuid }) => uuid as ContactId),
  );
  const found = people.map(({ uuid }) => {
    const one = stored.get(uuid as ContactId);
    if (one === undefined || isTombstone(one)) throw new Error(`${uuid} is gone`);
    const isActive = one.status === 'active';
    return {
      flagged: one.dormantSince !== null,
      due: isActive && matches(queryContactOf(one)),
      member: one.groups.includes(group),
    };
  });
  const model = people.map((person) => {
    const isActive = person.status === 'active';
    const due = isActive && isDue(person, rules, now);
    return { flagged: person.flagged, due, member: isActive && person.seen !== null && isDue(person, rules, now) };
  });
  expect({ when, found }).toEqual({ when, found: model });
  const { body } = await call(world, showDormancy, {});
  const due = model.filter((one) => one.due).length;
  expect({ when, ...body.not_seen.find(({ days }: Rules) => days === rules.days) }).toMatchObject({ when, count: due });
}

describe('over many days, flags, sweeps, searches, smart groups and dormancy.json agree with the calendar', () => {
  const world = worlds();
  const ZONES: (readonly [string, string])[] = [
    ['America/New_York', 'Australia/Lord_Howe'],
    ['Australia/Lord_Howe', 'Pacific/Pago_Pago'],
    ['Asia/Kathmandu', 'America/Santiago'],
    ['Pacific/Kiritimati', 'Africa/Cairo'],
  ];

  test.each(ZONES.slice(0, atNight(4, { byDay: 1 })))(
    'in %s, later in %s',
    async (zone, later) => {
      const roll = dice(zone.length * 7);
      const rules: Rules = { days: 10, zone };
      world().clock = instant(START * 1000);
      await updateSettings(world().data, world().workspace, { dormancyDays: 10, timezone: zone }, world().clock);
      const group = await smartGroup(world(), 'last_seen_on < -10d');
      await drain(world());
      const people: Person[] = [];
      for (let n = 0; n < 12; n++) people.push(await meet(world()));
      const turn = async () => {
        await hourly(world());
        await drain(world());
      };
      const happen = async (now: number) => {
        const person = people[roll(people.length)] ?? expect.fail();
        const what = roll(10);
        if (what < 4) await hearFrom(person, now - (what === 0 ? 0 : roll(14 * DAY)), now);
        else if (what === 4) people.push(await meet(world()));
        else if (what < 7) {
          const status = person.status === 'active' ? 'archived' : 'active';
          await modify(world(), person, [{ type: 'status', status }]);
          setStatus(person, status);
        } else await importRow(person, now - roll(20 * DAY), now);
      };
      const hearFrom = async (person: Person, at: number, now: number) => {
        await modify(world(), person, [{ type: 'seen', seenOn: instant(at * 1000) }]);
        hear(person, at, rules, now);
      };
      /** A row of an import, which may restore, say when somebody was seen, and flag. */
      const importRow = async (person: Person, at: number, now: number) => {
        await modify(world(), person, [
          { type: 'status', status: 'active' },
          { type: 'seen', seenOn: instant(at * 1000) },
          { type: 'dormant', since: instant(at * 1000) },
        ]);
        setStatus(person, 'active');
        hear(person, at, rules, now);
        person.flagged = true;
      };
      const set = async (settings: { dormancy_days?: number; timezone?: string }, now: number) => {
        expect(await call(world(), saveSettings, { body: settings })).toMatchObject({ status: 200 });
        rules.days = settings.dormancy_days ?? rules.days;
        rules.zone = settings.timezone ?? rules.zone;
        await drain(world());
        sweep(people, rules, now);
      };
      const changes = new Map([
        [Math.floor(DAYS * 0.3), { dormancy_days: 4 }],
        [Math.floor(DAYS * 0.4), { dormancy_days: 12 }],
        [Math.floor(DAYS * 0.5), { dormancy_days: 10 }],
        [Math.floor(DAYS * 0.8), { timezone: later }],
      ]);
      for (let hour = 1; hour <= DAYS * 24; hour++) {
        const now = START + hour * HOUR;
        world().clock = instant(now * 1000);
        const change = hour % 24 === 0 ? changes.get(hour / 24) : undefined;
        if (change !== undefined) await set(change, now);
        const isMidnight = isNewDay(rules.zone, now - HOUR, now);
        if (isMidnight || NIGHT) await turn();
        if (isMidnight) sweep(people, rules, now);
        const when = new Date(now).toISOString();
        if (isMidnight && rules.days === 10) await expectAgreement(world(), people, rules, group, when);
        if (roll(8) === 0) {
          world().clock = instant((now + roll(HOUR)) * 1000);
          await happen(world().clock / 1000);
          const flags = await readContacts(
            world().data,
            world().workspace,
            people.map(({ uuid }) => uuid as ContactId),
          );
          expect({
            when,
            flags: [...flags.values()]
              .filter((one) => !isTombstone(one) && one.dormantSince !== null)
              .map(({ uuid }) => uuid)
              .sort(),
          }).toEqual({
            when,
            flags: people
              .filter(({ flagged }) => flagged)
              .map(({ uuid }) => uuid)
              .sort(),
          });
        }
        if (hour % 24 === 0) {
          await nightOf(world());
          await drain(world());
          sweep(people, rules, world().clock / 1000);
        }
      }
    },
    HOUR,
  );
});

/** Whether the day's counts are kept already, and the counts of a workspace in which nothing was counted. */
const DAILY = 0.5 + 3;

describe('a night in which nobody is due', () => {
  const world = worlds();

  test.each([
    ['Africa/Kigali', '2026-08-25T22:00:00Z'],
    ['America/New_York', '2026-08-26T04:00:00Z'],
    ['Asia/Kathmandu', '2026-08-25T18:15:00Z'],
  ])('reads 4 units of each folder in %s, with many contacts on both sides of its midnight', async (timezone, text) => {
    const midnight = Date.parse(text) * 1000;
    const seen = (minutes: number) => ({ lastSeenOn: instant(midnight + minutes * 60_000_000) });
    await updateSettings(world().data, world().workspace, { timezone }, world().clock);
    await put(world(), [
      ...many(400, seen(0)),
      ...many(200, seen(30)),
      ...many(400, { ...seen(-1), dormantSince: world().clock }),
    ]);
    const start = world().data.meter.read();
    expect(await nightOf(world())).toMatchObject({ workspaces: 1, flag_dormant: 0, purge_archived: 0 });
    expect(consumedSince(world().data.meter, start)).toEqual({ readUnits: 0.5 + 1 + 4 + 4 + DAILY, writeUnits: 0 });
    await put(world(), [contact(seen(-1))]);
    expect(await nightOf(world())).toMatchObject({ workspaces: 1, flag_dormant: 1 });
  });
});
