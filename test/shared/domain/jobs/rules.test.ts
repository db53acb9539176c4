import { describe, expect, test } from 'vitest';
import { dormancyDeadline } from '../../../../shared/domain/dormancy/deadline.ts';
import type { GroupId, JobId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import type { Job } from '../../../../shared/domain/jobs/job.ts';
import { kindOf, operationOf } from '../../../../shared/domain/jobs/kinds/index.ts';
import { randomFor } from '../../../../shared/domain/jobs/random.ts';
import { modifying, once, type Rule, type Working } from '../../../../shared/domain/jobs/rules.ts';
import { CHANGED, skipped, UNCHANGED } from '../../../../shared/domain/jobs/verdict.ts';
import type { Assets, Group } from '../../../../shared/domain/workspace.ts';
import { assets, at, contact, job, NOW } from './samples.ts';

const change = { by: 'token-1', via: 'job', job: job().uuid, slice: 3 } as const;
const GROUP = '0b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as GroupId;
const noneTaken = new Set<string>();
const noOptOuts = new Map();

/** The rule of a job. */
function ruleOf(given: Partial<Job>, working: Working = { assets: assets(), now: NOW, change }): Rule {
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
  const work = { type: 'flag_dormant', days: 90 } as const;
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

  test('is done again when the number of days has changed meanwhile, and only then', () => {
    const again = (days: number) => kindOf({ work }).again?.(work, assets({ dormancyDays: days }).settings, NOW);
    expect(again(90)).toBeNull();
    expect(again(365)).toEqual({
      work: { type: 'flag_dormant', days: 365 },
      selection: { folder: 'active', notSeenSince: dormancyDeadline(NOW, 365, 'UTC') },
    });
  });
});

describe('deletion', () => {
  const operation = operationOf(job({ work: { type: 'delete' } }));
  if (operation.type !== 'delete') throw new Error('Not a deletion');

  test('is for archived contacts', () => {
    expect(operation.refuse(contact({ status: 'archived' }), assets())).toBeNull();
    for (const status of ['active', 'stopped', 'blocked'] as const) {
      expect(operation.refuse(contact({ status }), assets())).toEqual(skipped('not_archived'));
    }
  });

  test('is for any status where the workspace allows it', () => {
    expect(operation.refuse(contact(), assets({ deleteAnyStatus: true }))).toBeNull();
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
  });
});
