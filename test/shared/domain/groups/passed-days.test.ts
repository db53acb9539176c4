import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { passedDays } from '../../../../shared/domain/groups/passed-days.ts';
import type { GroupId } from '../../../../shared/domain/ids.ts';
import { addDays, dayOf, type Instant, instant } from '../../../../shared/domain/instant.ts';
import type { Assets, Group } from '../../../../shared/domain/workspace.ts';
import { runs } from '../../../support/property/runs.ts';
import { at, change, contactOf, assets as world } from '../contacts/world.ts';

const MADE = at('2026-01-01T00:00:00Z');

const smart = (query: string, given: Partial<Group> = {}): Group => ({
  uuid: query as GroupId,
  name: query,
  query,
  status: 'ready',
  system: false,
  createdOn: MADE,
  ...given,
});

const workspaceOf = (timezone: string, ...groups: readonly Group[]): Assets => ({
  ...world,
  settings: { ...world.settings, timezone },
  groups: new Map(groups.map((group) => [group.uuid, group])),
});

const MONDAY = at('2026-11-23T10:00:00Z');
const TUESDAY = at('2026-11-24T10:00:00Z');

describe('passedDays', () => {
  const quiet = smart('last_seen_on < "-90d"');

  it('is the day that a boundary of a query has passed', () => {
    expect(passedDays(workspaceOf('UTC', quiet), MONDAY, TUESDAY)).toEqual([{ from: '2026-08-25', to: '2026-08-25' }]);
    const recent = smart('last_seen_on > "-90d"');
    expect(passedDays(workspaceOf('UTC', recent), MONDAY, TUESDAY)).toEqual([{ from: '2026-08-26', to: '2026-08-26' }]);
    const exact = smart('last_seen_on = "-90d"');
    expect(passedDays(workspaceOf('UTC', exact), MONDAY, TUESDAY)).toEqual([{ from: '2026-08-25', to: '2026-08-26' }]);
  });

  it('is two UTC days where the workspace’s day is in two of them', () => {
    expect(passedDays(workspaceOf('Africa/Kigali', quiet), MONDAY, TUESDAY)).toEqual([
      { from: '2026-08-24', to: '2026-08-25' },
    ]);
  });

  it('is nothing within a day, for absolute dates, and for groups without members', () => {
    expect(passedDays(workspaceOf('UTC', quiet), MONDAY, instant(MONDAY + 3_600_000_000))).toEqual([]);
    expect(passedDays(workspaceOf('UTC', smart('last_seen_on < "01-01-2026"')), MONDAY, TUESDAY)).toEqual([]);
    expect(passedDays(workspaceOf('UTC', smart('', { query: null })), MONDAY, TUESDAY)).toEqual([]);
    expect(passedDays(workspaceOf('UTC', { ...quiet, status: 'invalid' }), MONDAY, TUESDAY)).toEqual([]);
    expect(passedDays(workspaceOf('UTC', smart('fields.gone = 1 AND last_seen_on < "-90d"')), MONDAY, TUESDAY)).toEqual(
      [],
    );
  });

  it('joins days that follow each other, and catches up with a week at once', () => {
    const groups = [
      quiet,
      smart('last_seen_on >= "-90d"'),
      smart('last_seen_on < "-92d"'),
      smart('last_seen_on < "-1y"'),
    ];
    expect(passedDays(workspaceOf('UTC', ...groups), addDays(MONDAY, -6), TUESDAY)).toEqual([
      { from: '2025-11-17', to: '2025-11-23' },
      { from: '2026-08-17', to: '2026-08-25' },
    ]);
  });

  it('goes back to the creation of a group, no further', () => {
    const young = { ...quiet, createdOn: MONDAY };
    for (const since of [null, addDays(MONDAY, -30)]) {
      expect(passedDays(workspaceOf('UTC', young), since, TUESDAY)).toEqual([{ from: '2026-08-25', to: '2026-08-25' }]);
    }
  });
});

const ZONES = ['UTC', 'Africa/Kigali', 'America/Lima', 'Asia/Kathmandu', 'Pacific/Auckland', 'America/New_York'];

const relative = fc.tuple(fc.nat(40), fc.constantFrom('d', 'w', 'm')).map(([count, unit]) => `-${count}${unit}`);
const condition = fc
  .tuple(fc.constantFrom('=', '!=', '<', '<=', '>', '>='), relative)
  .map(([operator, day]) => `last_seen_on ${operator} "${day}"`);
const query = fc.oneof(
  condition,
  fc.tuple(condition, fc.constantFrom('AND', 'OR'), condition).map((parts) => parts.join(' ')),
  condition.map((text) => `${text} AND name != ""`),
);
const hours = (count: number): number => count * 3_600_000_000;
const seen = fc.option(
  fc.nat(24 * 60).map((ago) => instant(MONDAY - hours(ago))),
  { nil: null },
);

describe('regrouping', () => {
  it('only the contacts of those days gives the same as regrouping all contacts', () => {
    const situation = fc.record({
      timezone: fc.constantFrom(...ZONES),
      queries: fc.uniqueArray(query, { minLength: 1, maxLength: 3 }),
      seen: fc.array(seen, { minLength: 1, maxLength: 30 }),
      pauses: fc.array(fc.nat(24 * 9), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(situation, ({ timezone, queries, seen: times, pauses }) => {
        const assets = workspaceOf(timezone, ...queries.map((text) => smart(text)));
        let clock = MONDAY;
        let contacts = times.map((lastSeenOn) =>
          regrouped({ ...contactOf({ name: 'Ann' }), lastSeenOn }, assets, clock),
        );
        for (const pause of pauses) {
          const since = clock;
          clock = instant(clock + hours(pause));
          const days = passedDays(assets, since, clock);
          contacts = contacts.map((one) =>
            days.some(({ from, to }) => from <= folderDay(one) && folderDay(one) <= to)
              ? regrouped(one, assets, clock)
              : one,
          );
          for (const one of contacts) expect(regrouped(one, assets, clock)).toBe(one);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

const regrouped = (contact: Contact, assets: Assets, now: Instant): Contact =>
  apply(contact, [{ type: 'regroup' }], assets, { now, change, taken: new Set() }).contact;

/** As the folder index keeps it. */
const folderDay = ({ lastSeenOn, createdOn }: Contact): string => dayOf(lastSeenOn ?? createdOn);
