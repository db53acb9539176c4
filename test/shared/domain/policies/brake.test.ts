/** Why a stage has more contacts than one night may take. */
import { describe, expect, it } from 'vitest';
import { localDay } from '../../../../shared/domain/calendar/days.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { PastEvent } from '../../../../shared/domain/contacts/events.ts';
import type { GroupId } from '../../../../shared/domain/ids.ts';
import { addDays, formatInstant, type Instant } from '../../../../shared/domain/instant.ts';
import { brakeReasons } from '../../../../shared/domain/policies/brake.ts';
import type { NightBefore } from '../../../../shared/domain/policies/brake-reasons.ts';
import type { Policy } from '../../../../shared/domain/policies/policy.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import { at, contactOf, groupId } from '../contacts/world.ts';
import { policyOf, withPolicies } from './samples.ts';

const NOW = at('2026-06-15T09:05:00Z');
const TODAY = localDay('UTC', NOW);
const USUAL: NightBefore = { last: TODAY - 1, through: TODAY - 1 };

type Given = Parameters<typeof policyOf>[0];
const tell = (given: Given = {}, more: Partial<Policy> = {}) =>
  policyOf({ stages: [{ do: 'tell', days: 90 }], ...given }, more);

const quiet = (more: Partial<Contact> = {}): Contact => ({
  ...contactOf({}),
  ...{ createdOn: at('2025-01-01T00:00:00Z'), statusOn: at('2025-01-01T00:00:00Z') },
  ...{ lastSeenOn: at('2026-03-16T10:00:00Z'), ...more },
});

interface Facts {
  readonly policy?: Policy;
  readonly before?: NightBefore;
  readonly versionOn?: Instant | null;
  readonly contacts?: readonly Contact[];
  readonly events?: readonly PastEvent[];
  readonly since?: Instant;
  readonly assets?: Assets;
}

const why = ({ policy = tell(), before = USUAL, versionOn = null, contacts = [quiet()], ...more }: Facts) => {
  const { events = [], since = addDays(NOW, -1), assets = withPolicies([policy]) } = more;
  const looked = contacts.map((contact) => ({ contact, past: [{ at: since, events }] }));
  return brakeReasons({ policy, before, versionOn, looked, assets, now: NOW }).join(' ');
};

it('is only that there are more than usual where nothing else is known', () => {
  expect(why({})).toBe('more_than_usual');
  expect(why({ contacts: [] })).toBe('more_than_usual');
});

describe('a clock that jumped', () => {
  it('is days that were passed over, but not days on which the policy does not work', () => {
    const friday = { last: TODAY - 3, through: TODAY - 3 };
    expect(why({ before: friday })).toBe('clock_jumped');
    const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
    expect(why({ before: friday, policy: tell({ weekdays: [...weekdays] }) })).toBe('more_than_usual');
    expect(why({ before: { last: TODAY - 2, through: TODAY - 2 }, policy: tell({ days_off: ['2026-06-14'] }) })).toBe(
      'more_than_usual',
    );
  });

  it('is another time zone, after which each stage begins to count anew', () => {
    expect(why({ before: { last: TODAY - 1, moved: true } })).toBe('clock_jumped');
  });

  it('is a date that was set within a week for half of those who are due', () => {
    const policy = tell({ clock: 'field', clock_field: 'joined' });
    const set = (key: string): PastEvent[] => [
      { type: 'contact_field_changed', field: { key: key as never, name: key }, value: null },
    ];
    expect(why({ policy, events: set('joined') })).toBe('clock_jumped');
    expect(why({ policy, events: set('gender') })).toBe('more_than_usual');
    expect(why({ policy, events: set('joined'), since: addDays(NOW, -8) })).toBe('more_than_usual');
    expect(why({ events: set('joined') })).toBe('more_than_usual');
  });

  it('is a last sign of life of long ago that was written within a week, and no sign of life', () => {
    const since = addDays(NOW, -1);
    const seen = (on: Instant): PastEvent[] => [{ type: 'contact_last_seen_changed', last_seen_on: formatInstant(on) }];
    expect(why({ events: seen(addDays(NOW, -91)), since })).toBe('clock_jumped');
    expect(why({ events: seen(since), since })).toBe('more_than_usual');
    const created = [{ type: 'contact_created_on_changed', contact_created_on: '2025-01-01T00:00:00Z' }] as const;
    expect(why({ events: created, contacts: [quiet({ lastSeenOn: null })] })).toBe('clock_jumped');
    expect(why({ events: created })).toBe('more_than_usual');
  });
});

describe('a changed query', () => {
  it('is a new version within a week, and not one that began before its nights', () => {
    const begunOn = addDays(NOW, -1);
    const policy = tell({}, { version: 2, begunOn });
    expect(why({ policy, versionOn: begunOn, before: {} })).toBe('query_changed first_night');
    expect(why({ policy, versionOn: begunOn })).toBe('more_than_usual');
    const old = tell({}, { version: 2, begunOn: addDays(NOW, -36) });
    expect(why({ policy: old, versionOn: old.begunOn, before: { last: TODAY - 1 } })).toBe('first_night');
    // Switched on a month after the version was made.
    expect(why({ policy, versionOn: addDays(NOW, -30), before: {} })).toBe('first_night');
  });

  it.each([
    ['chooses', { groups: [groupId('Customers')] }, null],
    ['excludes', { exclude_groups: [groupId('Customers')] }, null],
    ['names in its query', {}, 'group = "Customers"'],
  ] as const)('is that of a group that the policy %s', (_, given, query) => {
    const stages = [{ do: 'tell', days: 90 }] as const;
    const policy = policyOf({ ...(given as Given), stages: [...stages] }, {}, query);
    const asked = (name: string, day: Instant): Assets => {
      const assets = withPolicies([policy]);
      const hex = Math.floor(day / 1_000)
        .toString(16)
        .padStart(12, '0');
      const job = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000` as never;
      const groups = [...assets.groups].map(
        ([uuid, group]) => [uuid, group.name === name ? { ...group, job } : group] as const,
      );
      return { ...assets, groups: new Map<GroupId, (typeof groups)[number][1]>(groups) };
    };
    expect(why({ policy, assets: asked('Customers', addDays(NOW, -2)) })).toBe('query_changed');
    expect(why({ policy, assets: asked('Customers', addDays(NOW, -20)) })).toBe('more_than_usual');
    expect(why({ policy, assets: asked('Testers', addDays(NOW, -2)) })).toBe('more_than_usual');
  });
});

describe('an import without last seen', () => {
  const imported = (days: number) => quiet({ lastSeenOn: null, statusOn: addDays(NOW, -days) });

  it('is people who were created long before they came, however long ago, and were never seen', () => {
    expect(why({ contacts: [imported(2), quiet()] })).toBe('import_without_last_seen');
    expect(why({ contacts: [imported(2), quiet(), quiet()] })).toBe('more_than_usual');
    expect(why({ contacts: [imported(60)] })).toBe('import_without_last_seen');
    expect(why({ contacts: [quiet({ statusOn: addDays(NOW, -2) })] })).toBe('more_than_usual');
    const own = addDays(NOW, -30);
    expect(why({ contacts: [quiet({ lastSeenOn: null, createdOn: own, statusOn: own })] })).toBe('more_than_usual');
  });

  it('is people whom a job made, seen last before it, and not whoever was seen since', () => {
    const change = { by: 'token-1', via: 'job', job: 'job-1' } as never;
    const past = [{ at: addDays(NOW, -60), events: [], version: 1, change }];
    const seen = (days: number) => quiet({ lastSeenOn: addDays(NOW, -days), statusOn: addDays(NOW, -60) });
    const whyOf = (contact: Contact) => {
      const policy = tell();
      const facts = { policy, before: USUAL, versionOn: null, assets: withPolicies([policy]), now: NOW };
      return brakeReasons({ ...facts, looked: [{ contact, past }] }).join(' ');
    };
    expect(whyOf(seen(90))).toBe('import_without_last_seen');
    expect(whyOf(seen(40))).toBe('more_than_usual');
  });

  it('is no restored people, and no matter for another clock', () => {
    const restored = [{ type: 'contact_status_changed', status: 'active' }] as const;
    expect(why({ contacts: [imported(2)], events: restored })).toBe('more_than_usual');
    expect(why({ contacts: [imported(2)], policy: tell({ clock: 'created' }) })).toBe('more_than_usual');
  });
});

it('says when a stage waited, so that several nights come together, and which night is its first', () => {
  expect(why({ before: { last: TODAY - 1, through: TODAY - 12 } })).toBe('nights_together');
  expect(why({ before: { last: TODAY - 1 } })).toBe('first_night');
});
