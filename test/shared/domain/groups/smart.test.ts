import { describe, expect, it } from 'vitest';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { smartIndexOf } from '../../../../shared/domain/groups/smart.ts';
import type { FieldKey, GroupId } from '../../../../shared/domain/ids.ts';
import { addDays, type Instant } from '../../../../shared/domain/instant.ts';
import type { Assets, Group } from '../../../../shared/domain/workspace.ts';
import { at, change, contactOf, now, assets as world } from '../contacts/world.ts';

const smart = (name: string, query: string, status: Group['status'] = 'ready'): Group => ({
  uuid: name as GroupId,
  name,
  query,
  status,
  system: false,
  createdOn: now,
});

const withGroups = (...groups: Group[]): Assets => ({
  ...world,
  groups: new Map(groups.map((group) => [group.uuid, group])),
});

const apply1 = (contact: ReturnType<typeof contactOf>, modifier: Modifier, assets: Assets, moment: Instant = now) =>
  apply(contact, [modifier], assets, { now: moment, change, taken: new Set() }).contact;

describe('smartIndexOf', () => {
  const assets = withGroups(
    smart('by name', 'name = "" AND fields.age > 5'),
    smart('by phone', 'urns.tel ~ 123 OR urn != ""'),
    smart('by time', 'last_seen_on < -90d'),
    smart('unreadable', 'fields.gone = 1'),
    smart('invalid', 'name != ""', 'invalid'),
    { ...smart('static', ''), query: null },
  );

  it('finds the groups by the properties in their queries', () => {
    const { all, byProperty } = smartIndexOf(assets, now);
    const names = Object.fromEntries([...byProperty].map(([key, groups]) => [key, groups.map(({ uuid }) => uuid)]));
    expect(all.map(({ uuid }) => uuid)).toEqual(['by name', 'by phone', 'by time', 'unreadable', 'invalid']);
    expect(names).toEqual({
      name: ['by name'],
      'fields.age': ['by name'],
      urns: ['by phone'],
      last_seen_on: ['by time'],
    });
  });

  it('is built once for a revision', () => {
    expect(smartIndexOf(assets, now)).toBe(smartIndexOf(assets, now));
    const settings = { ...assets.settings, timezone: 'America/Lima', revision: 2 };
    expect(smartIndexOf({ ...assets, settings }, now)).not.toBe(smartIndexOf(assets, now));
  });
});

describe('regroup', () => {
  it('does not evaluate groups whose query uses other properties', () => {
    const assets = withGroups(smart('nameless', 'name = ""'), smart('young', 'fields.age < 18'));
    const stray = contactOf({ name: 'Ann', groups: ['nameless'] });
    const field = { type: 'field', field: 'age' as FieldKey, value: '5' } as const;
    expect(apply1(stray, field, assets).groups).toEqual(['nameless', 'young']);
    expect(apply1(stray, { type: 'name', name: 'Bob' }, assets).groups).toEqual([]);
  });

  it('takes dates in queries as the workspace writes them, in its time zone', () => {
    const assets = withGroups(smart('seen that day', 'last_seen_on = "24-11-2026"'));
    const lateInKigali = { type: 'seen', seenOn: at('2026-11-23T22:30:00Z') } as const;
    const beforeMidnight = { type: 'seen', seenOn: at('2026-11-23T21:30:00Z') } as const;
    expect(apply1(contactOf({}), lateInKigali, assets).groups).toEqual(['seen that day']);
    expect(apply1(contactOf({}), beforeMidnight, assets).groups).toEqual([]);
  });

  it('counts relative dates from the current day', () => {
    const assets = withGroups(smart('quiet', 'last_seen_on < -90d'));
    const contact = contactOf({ lastSeenOn: '2026-09-01T00:00:00Z' });
    expect(apply1(contact, { type: 'regroup' }, assets, now)).toBe(contact);
    const later = apply1(contact, { type: 'regroup' }, assets, addDays(now, 30));
    expect(later.groups).toEqual(['quiet']);
    expect(apply1(later, { type: 'regroup' }, assets, addDays(now, 30))).toBe(later);
  });

  it('evaluates queries on URNs of one scheme and on any URN', () => {
    const assets = withGroups(smart('telegram', 'urns.telegram != ""'), smart('any', 'urn ~ 345'));
    const urns = { type: 'urns', urns: ['telegram:12345'], modification: 'set' } as const;
    expect(apply1(contactOf({}), urns, assets).groups).toEqual(['telegram', 'any']);
  });

  it('evaluates a query on URNs also where the workspace hides them', () => {
    const hidden = withGroups(smart('any', 'urns.ext = "1"'));
    const assets = { ...hidden, settings: { ...hidden.settings, anon: true } };
    const urns = { type: 'urns', urns: ['ext:1'], modification: 'set' } as const;
    expect(apply1(contactOf({}), urns, assets).groups).toEqual(['any']);
  });

  it('adds no contact to an invalid group and removes every contact from it', () => {
    const assets = withGroups(smart('invalid', 'name != ""', 'invalid'), smart('unreadable', 'fields.gone = 1'));
    const contact = contactOf({ name: 'Ann', groups: ['invalid', 'unreadable'] });
    expect(apply1(contact, { type: 'regroup' }, assets).groups).toEqual([]);
  });

  it('keeps the members of a group that is being populated', () => {
    const assets = withGroups(smart('named', 'name != ""', 'initializing'));
    expect(apply1(contactOf({}), { type: 'name', name: 'Ann' }, assets).groups).toEqual(['named']);
  });
});
