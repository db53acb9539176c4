/** What each kind of job does to a contact. */
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { operationOf, type Seen, type Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import { modifying } from '../../../../shared/domain/jobs/rules.ts';
import { skipped, UNCHANGED } from '../../../../shared/domain/jobs/verdict.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import { AGE, ENGLISH, KINDS, VIP, workspace } from './every-kind.ts';
import { assets, contact, job, NOW } from './samples.ts';

describe('A contact in a job', () => {
  const change = { by: 'token-1', via: 'job', job: job().uuid, slice: 3 } as const;
  const decided = (work: Work, given: Partial<Contact> = {}, params?: unknown, inside: Assets = workspace) => {
    const one = job({ work });
    const operation = operationOf(one);
    if (operation.type !== 'modify') return expect.fail(operation.type);
    const decision = modifying(operation, one, { assets: inside, now: NOW, change, params })(
      ...([contact(given), new Set<string>(), new Map()] as const),
    );
    return decision.outcome === 'apply' ? decision.applied.contact : decision;
  };
  const MEMBER = { groups: [VIP], joined: { [VIP]: 1 } };
  const ADD = { type: 'add_to_group', group: VIP } as const;

  it('joins a group while it is active and the group is there', () => {
    expect(decided(ADD)).toMatchObject({ groups: [VIP] });
    expect(decided(ADD, MEMBER)).toBe(UNCHANGED);
    expect(decided(ADD, { status: 'archived' })).toEqual(skipped('not_active'));
    expect(decided(ADD, {}, undefined, assets())).toEqual(skipped('group_missing'));
  });

  it('leaves a group that it is in', () => {
    expect(decided({ type: 'remove_from_group', group: VIP }, MEMBER)).toMatchObject({ groups: [] });
    expect(decided({ type: 'remove_from_group', group: VIP })).toBe(UNCHANGED);
  });

  it('gets the value of a field that is there, or loses it', () => {
    const set = { type: 'set_field', field: AGE } as const;
    expect(decided(set, {}, { value: '7' })).toMatchObject({ fields: { age: { text: '7' } } });
    expect(decided(set, { fields: { [AGE]: { text: '7' } } } as Partial<Contact>, { value: null })).toMatchObject({
      ...{ fields: {} },
    });
    expect(decided(set, {}, { value: '7' }, assets())).toEqual(skipped('field_missing'));
  });

  it.each(['populate_group', 'turn_groups', 'repair_groups'] as const)('joins smart groups by %s', (type) => {
    const work = { type, group: ENGLISH, readings: 1 } as unknown as Work;
    expect(decided(work, { language: 'eng' } as Partial<Contact>)).toMatchObject({ groups: [ENGLISH] });
    expect(decided(work)).toBe(UNCHANGED);
  });

  it('has parameters only in jobs that take some', () => {
    const takes = (work: Work) => {
      const operation = operationOf(job({ work }));
      return operation.type === 'modify' && (operation.takesParams?.(work) ?? false);
    };
    expect(KINDS.flatMap(([work]) => (work.type !== 'unknown' && takes(work) ? work.type : []))).toEqual(['set_field']);
    expect(takes({ type: 'set_status', status: 'active', bringsBack: true })).toBe(true);
  });

  describe('that has refused messages', () => {
    const back = { type: 'set_status', status: 'active' } as const;
    const lifting = { ...back, bringsBack: true } as const;
    const reason = { reason: 'phoned us' };
    const before = addDays(NOW, -1);
    const after = addDays(NOW, 1);
    const stopped: Partial<Contact> = {
      ...{ status: 'stopped', optOut: 'stopped', statusOn: before, modifiedOn: before },
      lastWord: { says: 'out', on: before },
    };

    it('stays so, or returns from the archive to what it was', () => {
      expect(decided(back, stopped)).toEqual(skipped('opted_out'));
      expect(decided(back, { ...stopped, status: 'archived' })).toMatchObject({ status: 'stopped' });
    });

    it('is active again for a reason', () => {
      expect(decided(lifting, stopped, reason)).toMatchObject({ status: 'active', optOut: null });
      expect(decided(lifting, { ...stopped, status: 'blocked', optOut: 'blocked' }, reason)).toMatchObject({
        ...{ status: 'active' },
      });
    });

    it.each<[string, Partial<Contact>]>([
      ['got its status', { statusOn: after }],
      ['said stop', { lastWord: { says: 'out', on: after } }],
      ['was heard from', { modifiedOn: after, lastChange: { by: 'x', via: 'event' } }],
    ])('stays so when it %s after the job was made', (_, since) => {
      expect(decided(lifting, { ...stopped, ...since }, reason)).toEqual(skipped('opted_out'));
    });

    it('is active again although somebody has edited it since', () => {
      const edited: Partial<Contact> = { modifiedOn: after, lastChange: { by: 'x', via: 'api' } };
      expect(decided(lifting, { ...stopped, ...edited }, reason)).toMatchObject({ status: 'active' });
      const heard: Partial<Contact> = { lastChange: { by: 'x', via: 'event' } };
      expect(decided(lifting, { ...stopped, ...heard }, reason)).toMatchObject({ status: 'active' });
    });
  });
});

describe('The nightly deletion', () => {
  const operation = operationOf(job({ work: { type: 'purge_archived', days: 30 } }));
  if (operation.type !== 'delete') throw new Error('Not a deletion');
  const seen: Seen = { since: NOW, selection: { folder: 'archived' } };
  const long = addDays(NOW, -31);
  const old: Partial<Contact> = { status: 'archived', statusOn: long, modifiedOn: long, createdOn: long };
  const refused = (given: Partial<Contact>, purgeArchivedAfterDays?: number) =>
    operation.refuse(
      contact({ ...old, ...given }),
      assets({ ...(purgeArchivedAfterDays && { purgeArchivedAfterDays }) }),
      seen,
    );

  it('takes contacts that are archived for long, by the setting of now', () => {
    expect(refused({}, 30)).toBeNull();
    expect(refused({}, 32)).toEqual(skipped('not_due'));
    expect(refused({})).toEqual(skipped('not_due'));
    expect(refused({ status: 'active' }, 30)).toEqual(skipped('not_archived'));
    expect(refused({ lastChange: { by: 'x', via: 'event' }, modifiedOn: addDays(NOW, 1) }, 30)).toEqual(
      skipped('seen_since'),
    );
  });
});
