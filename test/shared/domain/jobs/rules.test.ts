import { describe, expect, test } from 'vitest';
import type { GroupId, JobId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { randomFor } from '../../../../shared/domain/jobs/random.ts';
import {
  clearGroup,
  flagDormant,
  type Rule,
  refuseDelete,
  setStatus,
  unlessDone,
  type Working,
} from '../../../../shared/domain/jobs/rules.ts';
import { CHANGED, skipped, UNCHANGED } from '../../../../shared/domain/jobs/verdict.ts';
import { assets, contact, job, NOW } from './samples.ts';

const change = { by: 'token-1', via: 'job', job: job().uuid, slice: 3 } as const;
const working: Working = { assets: assets(), now: NOW, change };
const nobodys = new Set<string>();
const noOptOuts = new Map();

function changed(rule: Rule, given = contact()) {
  const decision = rule(given, nobodys, noOptOuts);
  if (decision.outcome !== 'apply') throw new Error(`Decided ${decision.outcome}`);
  return decision.applied.contact;
}

describe('a job over contacts', () => {
  test('sets a status, and leaves who has it', () => {
    const archive = setStatus(working, 'archived');
    expect(changed(archive)).toMatchObject({ status: 'archived', version: 2, lastChange: change });
    expect(archive(contact({ status: 'archived' }), nobodys, noOptOuts)).toBe(UNCHANGED);
  });

  test('takes members out of a group that is gone', () => {
    const group = '0b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as GroupId;
    expect(changed(clearGroup(working, group), contact({ groups: [group], joined: { [group]: 1 } })).groups).toEqual(
      [],
    );
    expect(clearGroup(working, group)(contact(), nobodys, noOptOuts)).toBe(UNCHANGED);
  });

  test('changes nobody twice: this slice again counts as changed, another slice of the job as duplicate', () => {
    const rule = unlessDone(setStatus(working, 'archived'), change);
    expect(rule(contact({ lastChange: change }), nobodys, noOptOuts)).toBe(CHANGED);
    expect(rule(contact({ lastChange: { ...change, slice: 2 } }), nobodys, noOptOuts)).toEqual(skipped('duplicate'));
    expect(changed(rule, contact({ lastChange: { ...change, job: 'another' as JobId } })).status).toBe('archived');
  });
});

describe('the dormancy flag', () => {
  const deadline = addDays(NOW, -90);
  const flag = flagDormant(working, deadline);

  test('is set on who is due', () => {
    expect(changed(flag, contact({ lastSeenOn: addDays(deadline, -1) })).dormantSince).toBe(NOW);
    expect(changed(flag, contact({ createdOn: addDays(deadline, -1), lastSeenOn: null })).dormantSince).toBe(NOW);
  });

  test('is not set on who was seen meanwhile, left active meanwhile, or has it', () => {
    expect(flag(contact({ lastSeenOn: NOW }), nobodys, noOptOuts)).toEqual(skipped('seen'));
    expect(flag(contact({ lastSeenOn: deadline }), nobodys, noOptOuts)).toEqual(skipped('seen'));
    expect(flag(contact({ status: 'archived' }), nobodys, noOptOuts)).toEqual(skipped('not_active'));
    expect(flag(contact({ dormantSince: addDays(NOW, -1) }), nobodys, noOptOuts)).toBe(UNCHANGED);
  });
});

describe('deletion', () => {
  test('is for archived contacts', () => {
    expect(refuseDelete(contact({ status: 'archived' }), assets())).toBeNull();
    for (const status of ['active', 'stopped', 'blocked'] as const) {
      expect(refuseDelete(contact({ status }), assets())).toEqual(skipped('not_archived'));
    }
  });

  test('is at any status where the workspace says so', () => {
    expect(refuseDelete(contact(), assets({ deleteAnyStatus: true }))).toBeNull();
  });
});

describe('chance', () => {
  test('is the same for one contact in one job, however often it is tried', () => {
    const first = randomFor(job().uuid, contact().uuid);
    const again = randomFor(job().uuid, contact().uuid);
    const draws = Array.from({ length: 1000 }, () => first());
    expect(draws).toEqual(draws.map(() => again()));
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    expect(draws.reduce((sum, draw) => sum + draw, 0) / 1000).toBeCloseTo(0.5, 1);
  });
});
