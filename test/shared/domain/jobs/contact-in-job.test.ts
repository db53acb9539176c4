/** What each kind of job does to a contact. */
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { kindOf, operationOf, type Seen, type Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import { modifying } from '../../../../shared/domain/jobs/rules.ts';
import { skipped, UNCHANGED } from '../../../../shared/domain/selection/verdict.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import { AGE, ENGLISH, KINDS, OTHER, VIP, workspace } from './every-kind.ts';
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

  it('moves from a group that it is in to another, if both are there', () => {
    const move = { type: 'move_to_group', group: OTHER, from: VIP } as const;
    expect(decided(move, MEMBER)).toMatchObject({ groups: [OTHER] });
    expect(decided(move, { groups: [OTHER] })).toBe(UNCHANGED);
    for (const gone of [VIP, OTHER]) {
      const groups = new Map([...workspace.groups].filter(([uuid]) => uuid !== gone));
      expect(decided(move, MEMBER, undefined, { ...workspace, groups })).toEqual(skipped('group_missing'));
      const why = kindOf({ work: move }).refuseUndoNow?.(move, { ...workspace, groups });
      expect(why ?? null).toEqual(gone === VIP ? { code: 'undo_group_gone' } : null);
    }
  });

  it('gets a language, or loses it', () => {
    expect(decided({ type: 'set_language', language: 'fra' })).toMatchObject({ language: 'fra' });
    expect(decided({ type: 'set_language', language: null }, { language: 'fra' } as Partial<Contact>)).toMatchObject({
      ...{ language: null },
    });
  });

  it('is flagged by a stage that does so, and by no other, while it is active', () => {
    expect(decided({ type: 'policy_stage', flags: true })).toMatchObject({ dormantSince: NOW });
    expect(decided({ type: 'policy_stage' })).toBe(UNCHANGED);
    for (const flags of [{}, { flags: true }] as const)
      expect(decided({ type: 'policy_stage', ...flags }, { status: 'archived' })).toEqual(skipped('not_active'));
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
    expect(KINDS.flatMap(({ work }) => (work.type !== 'unknown' && takes(work) ? work.type : []))).toEqual([
      'set_field',
    ]);
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

  it.each<[string, Partial<Contact>, string | null]>([
    ['got their status in that moment', { statusOn: NOW }, null],
    ['got their status since', { statusOn: addDays(NOW, 1) }, 'status_changed'],
    ['were seen in that moment', { lastSeenOn: NOW }, null],
    ['were seen since', { lastSeenOn: addDays(NOW, 1) }, 'seen_since'],
    ['wrote in that moment', { lastChange: { by: 'x', via: 'event' }, modifiedOn: NOW }, null],
    ['were edited since', { modifiedOn: addDays(NOW, 1) }, null],
  ])('by a caller is of people as they were when it was asked for: those who %s', (_, given, reason) => {
    const one = operationOf(job({ work: { type: 'delete' } }));
    if (one.type !== 'delete') return expect.fail();
    const found = one.refuse(contact({ ...old, ...given }), assets(), seen);
    expect(found).toEqual(reason && skipped(reason as 'seen_since'));
  });

  it('by a caller over the active takes those who are dormant, and nobody of another folder', () => {
    const one = operationOf(job({ work: { type: 'delete' } }));
    const refusedIn = (folder: 'active' | 'dormant', given: Partial<Contact>) =>
      one.type === 'delete' &&
      one.refuse(contact({ ...old, status: 'active', ...given }), assets({ deleteAnyStatus: true }), {
        ...{ since: NOW, selection: { folder } },
      });
    expect([refusedIn('active', { dormantSince: long }), refusedIn('dormant', { dormantSince: long })]).toEqual([
      ...[null, null],
    ]);
    expect(refusedIn('dormant', {})).toEqual(skipped('status_changed'));
    expect(refusedIn('active', { status: 'blocked' })).toEqual(skipped('status_changed'));
  });
});
