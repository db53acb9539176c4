/** Days go by in several time zones. A model of its own says who is dormant; everything must agree with it. */
import { describe, expect, test } from 'vitest';
import { quietQuery } from '../../../../console/features/dormancy/quiet-query.ts';
import { hourly } from '../../../../functions/lifecycle/lifecycle.ts';
import { showDormancy } from '../../../../functions/workspace/dormancy.ts';
import { saveSettings } from '../../../../functions/workspace/settings.ts';
import { loadAssets } from '../../../../shared/data/workspace/index.ts';
import { isTombstone } from '../../../../shared/domain/contacts/contact.ts';
import { queryContactOf, queryEnvOf } from '../../../../shared/domain/contacts/queryable.ts';
import type { ContactId, GroupId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { compile, parseQuery } from '../../../../shared/query/query.ts';
import { hear, isDue, isNewDay, type Person, type Rules, setStatus, sweep } from '../../../support/dormancy/model.ts';
import { atNight, NIGHT } from '../../../support/night.ts';
import { type World, worlds } from '../../engine/world.ts';
import { call, create, modify, smartGroup } from '../../groups/api.ts';
import { nightOf } from '../night.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Clocks change in both halves of the year that follow. */
const START = Date.parse('2026-09-20T12:05:00Z');
const DAYS = atNight(200, { byDay: 60 });

/** A random number below `most`, the same in each run. */
function dice(seed: number) {
  let state = seed;
  return (most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

async function meet(world: World): Promise<Person> {
  const uuid = await create(world, []);
  return { uuid, status: 'active', created: world.clock / 1000, seen: null, flagged: false };
}

/** A search, a group's members, counts and flags, beside what the model says. */
async function expectAgreement(world: World, people: readonly Person[], rules: Rules, group: GroupId, when: string) {
  const { data, workspace, clock } = world;
  const now = clock / 1000;
  const assets = await loadAssets(data, workspace);
  const query = parseQuery(quietQuery(rules.days), queryEnvOf(assets, clock));
  if (!query.ok) throw new Error(query.error.message);
  const { matches } = compile(query.query, queryEnvOf(assets, clock));
  const stored = await world.read(people.map(({ uuid }) => uuid as ContactId));
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
      await world().set({ dormancyDays: 10, timezone: zone });
      const group = await smartGroup(world(), 'last_seen_on < -10d');
      await world().drain();
      const people: Person[] = [];
      for (let n = 0; n < 12; n++) people.push(await meet(world()));
      const turn = async () => {
        await hourly(world());
        await world().drain();
      };
      const happen = async (now: number) => {
        const person = people[roll(people.length)] ?? expect.fail();
        const what = roll(10);
        if (what < 4) await hearFrom(person, now - (what === 0 ? 0 : roll(14 * DAY)), now);
        else if (what === 4) people.push(await meet(world()));
        else if (what < 7) {
          const status = person.status === 'active' ? 'archived' : 'active';
          await modify(world(), person.uuid as ContactId, [{ type: 'status', status }]);
          setStatus(person, status);
        } else await importRow(person, now - roll(20 * DAY), now);
      };
      const hearFrom = async (person: Person, at: number, now: number) => {
        await modify(world(), person.uuid as ContactId, [{ type: 'seen', seenOn: instant(at * 1000) }]);
        hear(person, at, rules, now);
      };
      /** A row of an import, which may restore, say when somebody was seen, and flag. */
      const importRow = async (person: Person, at: number, now: number) => {
        await modify(world(), person.uuid as ContactId, [
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
        await world().drain();
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
          const read = await world().read(people.map(({ uuid }) => uuid as ContactId));
          const isFlagged = ({ uuid }: Person) => {
            const one = read.get(uuid as ContactId);
            return one !== undefined && !isTombstone(one) && one.dormantSince !== null;
          };
          expect([when, people.filter(isFlagged)]).toEqual([when, people.filter(({ flagged }) => flagged)]);
        }
        if (hour % 24 === 0) {
          await nightOf(world());
          await world().drain();
          sweep(people, rules, world().clock / 1000);
        }
      }
    },
    HOUR,
  );
});
