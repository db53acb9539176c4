import { describe, expect, test } from 'vitest';
import type { Change, Contact } from '../../../../shared/domain/contacts/contact.ts';
import { dormancyDeadline } from '../../../../shared/domain/contacts/dormancy-deadline.ts';
import type { GroupId, JobId } from '../../../../shared/domain/ids.ts';
import { addDays, type Instant, instant } from '../../../../shared/domain/instant.ts';
import type { Job } from '../../../../shared/domain/jobs/job.ts';
import { kindOf, operationOf, type Seen, type Work, type Working } from '../../../../shared/domain/jobs/kinds/index.ts';
import { randomFor } from '../../../../shared/domain/jobs/random.ts';
import { modifying, once, type Rule } from '../../../../shared/domain/jobs/rules.ts';
import { CHANGED, skipped, UNCHANGED } from '../../../../shared/domain/selection/verdict.ts';
import type { Assets, Group, Settings } from '../../../../shared/domain/workspace.ts';
import { assets, at, contact, job, NOW } from './samples.ts';

const change = { by: 'token-1', via: 'job', job: job().uuid, slice: 3 } as const;
const GROUP = '0b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as GroupId;
const noneTaken = new Set<string>();
const noOptOuts = new Map();

/** The rule of a job. */
function ruleOf(given: Partial<Job<Work>>, working: Working = { assets: assets(), now: NOW, change }): Rule {
  const one = job(given);
  const operation = operationOf(one);
  if (operation.type !== 'modify') throw new Error(`Not modifiers but ${operation.type}`);
  return modifying(operation, one, working);
}

function changed(rule: Rule, given = contact()) {
  const decision = rule(given, noneTaken, noOptOuts);
  if (decision.outcome !== 'apply') throw new Error(`Decided ${decision.outcome}`);
  return decision.applied.contact;
}

const archive = ruleOf({ work: { type: 'set_status', status: 'archived' } });

describe('a job over contacts', () => {
  test('sets a status, and does not change a contact that has it', () => {
    expect(changed(archive)).toMatchObject({ status: 'archived', version: 2, lastChange: change });
    expect(archive(contact({ status: 'archived' }), noneTaken, noOptOuts)).toBe(UNCHANGED);
  });

  test('changes no contact twice: the same slice again counts it as changed, another slice of the job as duplicate', () => {
    const rule = once(archive, change, new Set());
    expect(rule(contact({ lastChange: change }), noneTaken, noOptOuts)).toBe(CHANGED);
    expect(rule(contact({ lastChange: { ...change, slice: 2 } }), noneTaken, noOptOuts)).toEqual(skipped('duplicate'));
    expect(changed(rule, contact({ lastChange: { ...change, job: 'another' as JobId } })).status).toBe('archived');
  });
});

describe('clearing a group', () => {
  const work = { type: 'clear_group', group: GROUP } as const;
  const member = contact({ groups: [GROUP], joined: { [GROUP]: 1 } });

  test('removes members from a group that was deleted', () => {
    expect(changed(ruleOf({ work }), member).groups).toEqual([]);
    expect(ruleOf({ work })(contact(), noneTaken, noOptOuts)).toBe(UNCHANGED);
  });

  test('removes members from a group that has become invalid', () => {
    const group: Group = {
      uuid: GROUP,
      name: 'Adults',
      query: 'age > 17',
      status: 'invalid',
      system: false,
      createdOn: NOW,
    };
    const withGroup: Assets = { ...assets(), groups: new Map([[GROUP, group]]) };
    expect(changed(ruleOf({ work }, { assets: withGroup, now: NOW, change }), member).groups).toEqual([]);
  });
});

describe('the dormancy flag', () => {
  const deadline = dormancyDeadline(NOW, 90, 'UTC');
  const work = { type: 'flag_dormant', days: 90, notSeenSince: instant(0) } as const;
  const flag = ruleOf({ work });
  const flagged = { dormantSince: addDays(NOW, -1) };

  test('is set on contacts that are due', () => {
    expect(changed(flag, contact({ lastSeenOn: addDays(deadline, -1) })).dormantSince).toBe(NOW);
    expect(changed(flag, contact({ createdOn: addDays(deadline, -1), lastSeenOn: null })).dormantSince).toBe(NOW);
  });

  test('is not set on contacts that were seen or left active after selection, or that have it', () => {
    expect(flag(contact({ lastSeenOn: NOW }), noneTaken, noOptOuts)).toEqual(skipped('seen'));
    expect(flag(contact({ lastSeenOn: deadline }), noneTaken, noOptOuts)).toEqual(skipped('seen'));
    expect(flag(contact({ status: 'archived' }), noneTaken, noOptOuts)).toEqual(skipped('not_active'));
    expect(flag(contact(flagged), noneTaken, noOptOuts)).toBe(UNCHANGED);
  });

  test('is taken off contacts that are not due, and stays on those that are', () => {
    expect(changed(flag, contact({ ...flagged, lastSeenOn: deadline })).dormantSince).toBeNull();
    expect(flag(contact({ ...flagged, lastSeenOn: addDays(deadline, -1) }), noneTaken, noOptOuts)).toBe(UNCHANGED);
  });

  test('counts the days of the job from today, in the time zone of the workspace', () => {
    const late = at('2026-11-24T22:30:00Z');
    const seen = contact({ lastSeenOn: at('2026-08-26T12:00:00Z') });
    const here = (timezone: string) => ruleOf({ work }, { assets: assets({ timezone }), now: late, change });
    expect(here('UTC')(seen, noneTaken, noOptOuts)).toEqual(skipped('seen'));
    expect(changed(here('Africa/Kigali'), seen).dormantSince).toBe(late);
  });

  test('is done again when the number of days, the time zone or the day has changed meanwhile, and only then', () => {
    const sweep = { ...work, notSeenSince: dormancyDeadline(NOW, 90, 'UTC') };
    const again = (settings: Partial<Settings>, now = NOW) =>
      kindOf({ work: sweep }).again?.(sweep, assets({ dormancyDays: 90, ...settings }).settings, now);
    const follows = (days: number, notSeenSince: Instant) => ({
      work: { type: 'flag_dormant', days, notSeenSince },
      selection: { folder: 'active', notSeenSince },
    });
    expect(again({})).toBeNull();
    expect(again({ dormancyDays: 0 })).toBeNull();
    expect(again({ dormancyDays: 365 })).toEqual(follows(365, dormancyDeadline(NOW, 365, 'UTC')));
    expect(again({ timezone: 'Asia/Tokyo' })).toEqual(follows(90, dormancyDeadline(NOW, 90, 'Asia/Tokyo')));
    expect(again({}, addDays(NOW, 1))).toEqual(follows(90, addDays(sweep.notSeenSince, 1)));
  });
});

describe('deletion', () => {
  const operation = operationOf(job({ work: { type: 'delete' } }));
  if (operation.type !== 'delete') throw new Error('Not a deletion');

  const since = addDays(NOW, -1);
  const seen: Seen = { since, selection: null };
  const later = addDays(since, 0.5);
  const anyStatus = assets({ deleteAnyStatus: true });
  const archived = (given: Partial<Contact> = {}) =>
    contact({ status: 'archived', statusOn: addDays(since, -1), modifiedOn: addDays(since, -1), ...given });
  const within = (folder: 'active' | 'archived'): Seen => ({ since, selection: { folder } });
  const still = addDays(since, -1);

  test('is for archived contacts', () => {
    expect(operation.refuse(archived(), assets(), seen)).toBeNull();
    for (const status of ['active', 'stopped', 'blocked'] as const) {
      expect(operation.refuse(archived({ status }), assets(), seen)).toEqual(skipped('not_archived'));
    }
  });

  test('is for any status where the workspace allows it', () => {
    expect(operation.refuse(archived({ status: 'active' }), anyStatus, seen)).toBeNull();
  });

  test('leaves whoever was restored, archived or blocked since it was asked for', () => {
    const moved = { statusOn: later, modifiedOn: later };
    expect(operation.refuse(archived({ ...moved, status: 'active' }), assets(), seen)).toEqual(skipped('not_archived'));
    expect(operation.refuse(archived(moved), assets(), seen)).toEqual(skipped('status_changed'));
    for (const status of ['active', 'blocked', 'archived'] as const)
      expect(operation.refuse(archived({ ...moved, status }), anyStatus, seen)).toEqual(skipped('status_changed'));
  });

  test('leaves whoever was seen since, also by a message that had been on its way before', () => {
    const by: Change = { by: 'token-1', via: 'event' };
    for (const lastSeenOn of [later, addDays(since, -0.1)]) {
      const heard = { lastSeenOn, modifiedOn: later, lastChange: by };
      expect(operation.refuse(archived(heard), assets(), seen)).toEqual(skipped('seen_since'));
      expect(operation.refuse(archived({ ...heard, status: 'active' }), anyStatus, seen)).toEqual(
        skipped('seen_since'),
      );
    }
  });

  test('takes whoever was seen before, and whoever was only edited since', () => {
    const before = { lastSeenOn: addDays(since, -0.1), modifiedOn: addDays(since, -0.1) };
    expect(operation.refuse(archived({ ...before, lastChange: { by: 'x', via: 'event' } }), assets(), seen)).toBeNull();
    expect(operation.refuse(archived({ ...before, name: 'New', modifiedOn: later }), assets(), seen)).toBeNull();
  });

  test('of a folder, leaves whoever had left it before without the index knowing', () => {
    const of = (given: Partial<Contact>) => contact({ statusOn: still, modifiedOn: still, ...given });
    expect(operation.refuse(of({ status: 'blocked' }), anyStatus, within('active'))).toEqual(skipped('status_changed'));
    expect(operation.refuse(of({ status: 'active' }), anyStatus, within('archived'))).toEqual(
      skipped('status_changed'),
    );
    expect(operation.refuse(of({ status: 'active' }), anyStatus, within('active'))).toBeNull();
    expect(operation.refuse(of({ status: 'active', dormantSince: still }), anyStatus, within('active'))).toBeNull();
  });
});

describe('chance', () => {
  test('is the same in every attempt for one contact in one job', () => {
    const first = randomFor(job().uuid, contact().uuid);
    const again = randomFor(job().uuid, contact().uuid);
    const draws = Array.from({ length: 1000 }, () => first());
    expect(draws).toEqual(draws.map(() => again()));
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    expect(draws.reduce((sum, draw) => sum + draw, 0) / 1000).toBeCloseTo(0.5, 1);
    expect(new Set(draws).size).toBeGreaterThan(990);
  });

  test('is another for another contact, and in another job', () => {
    const first = (jobId: string, contactId: string) => randomFor(jobId as JobId, contactId as Contact['uuid'])();
    const all = ['j1', 'j2', 'j3'].flatMap((jobId) => ['c1', 'c2', 'c3'].map((id) => first(jobId, id)));
    expect(new Set(all).size).toBe(9);
  });
});
