/** What each kind of job is, asks of a request, and does to a contact. */
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { FieldKey, FlowId, GroupId, ImportId, JobId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import type { Leaving } from '../../../../shared/domain/jobs/exclusions.ts';
import type { JobInput } from '../../../../shared/domain/jobs/job.ts';
import {
  importWork,
  isExport,
  isImport,
  isRepair,
  isStart,
  isUnknown,
  kindOf,
  leavingOf,
  operationOf,
  originOf,
  PUBLIC_BODIES,
  repairOf,
  type Seen,
  typeOf,
  WORK_TYPES,
  type Work,
} from '../../../../shared/domain/jobs/kinds/index.ts';
import { paramsProblem } from '../../../../shared/domain/jobs/params.ts';
import { modifying } from '../../../../shared/domain/jobs/rules.ts';
import { skipped, UNCHANGED } from '../../../../shared/domain/jobs/verdict.ts';
import type { Assets, Field, Group } from '../../../../shared/domain/workspace.ts';
import { assets, contact, job, NOW } from './samples.ts';

const VIP = '0b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as GroupId;
const ENGLISH = '1b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as GroupId;
const FLOW = 'f10a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as FlowId;
const EARLIER = '01a20cff-7d00-765f-b4d7-4289e90e0000' as JobId;
const FILES = 'i1' as ImportId;
const AGE = 'age' as FieldKey;

const group = (uuid: GroupId, name: string, query: string | null): Group => ({
  ...{ uuid, name, query, status: 'ready', system: false, createdOn: NOW },
});
const field = (key: FieldKey, name: string): Field => ({
  ...{ key, name, type: 'text', featured: false, priority: 0, agentAccess: 'view', createdOn: NOW },
});
const workspace: Assets = {
  ...assets(),
  groups: new Map(
    [group(VIP, 'VIP', null), group(ENGLISH, 'English', 'language = "eng"')].map((one) => [one.uuid, one]),
  ),
  fields: new Map([[AGE, field(AGE, 'Age')]]),
};

/** One work of each kind: its name for callers, what it gives or takes, and why it is not undone. */
const KINDS: readonly (readonly [Work, type: string, target: object, refuseUndo: string | null])[] = [
  [
    { type: 'start', flow: FLOW, restartParticipants: true, excludeActive: false },
    ...(['flow_start', { flow: FLOW }, null] as const),
  ],
  [{ type: 'add_to_group', group: VIP }, 'add_to_group', { group: VIP }, null],
  [{ type: 'remove_from_group', group: VIP }, 'remove_from_group', { group: VIP }, null],
  [{ type: 'set_field', field: AGE }, 'set_field', { field: AGE }, null],
  [{ type: 'delete' }, 'delete', {}, 'undo_deletion'],
  [{ type: 'set_status', status: 'archived' }, 'set_status', { status: 'archived' }, null],
  [{ type: 'flag_dormant', days: 90 }, 'flag_dormant', { days: 90 }, null],
  [{ type: 'clear_group', group: VIP }, 'clear_group', { group: VIP }, 'undo_group_gone'],
  [{ type: 'populate_group', group: ENGLISH }, 'populate_group', { group: ENGLISH }, 'undo_smart_group'],
  [{ type: 'purge_archived', days: 30 }, 'purge_archived', { days: 30 }, 'undo_deletion'],
  [{ type: 'turn_groups' }, 'refresh_groups', {}, 'undo_smart_group'],
  [{ type: 'repair_groups', readings: 2 }, 'repair', {}, 'undo_smart_group'],
  [{ type: 'import', import: FILES }, 'import', {}, null],
  [{ type: 'export', format: 'csv', columns: null }, 'export', { format: 'csv' }, 'undo_export'],
  [{ type: 'undo', job: EARLIER, of: 'import', from: NOW, to: NOW }, 'undo', { job: EARLIER }, null],
  [{ type: 'unknown', stored: 'from_tomorrow' }, 'from_tomorrow', {}, 'undo_unknown'],
];

describe('A job of the kind', () => {
  it.each(KINDS.map(([work, ...rest]) => [work.type, work, ...rest] as const))(
    '%s',
    (_, work, type, target, refuseUndo) => {
      const kind = kindOf({ work });
      expect(typeOf({ work })).toBe(type);
      expect(kind.target(work)).toEqual(target);
      expect(kind.refuseUndo?.code ?? null).toBe(refuseUndo);
    },
  );

  it.each(WORK_TYPES)('%s is among these', (type) => expect(KINDS.map(([work]) => work.type)).toContain(type));

  const those = (which: (work: Work) => unknown) => KINDS.flatMap(([work]) => (which(work) ? work.type : [])).sort();
  const kind = (work: Work) => kindOf({ work });

  it('is a sweep when a night makes it, and otherwise the service makes it where no caller does', () => {
    const sweeps = ['flag_dormant', 'purge_archived', 'turn_groups'];
    expect(those((work) => kind(work).via === 'sweep')).toEqual(sweeps);
    expect(those((work) => originOf(work) === 'sweep')).toEqual(sweeps);
    expect(originOf({ type: 'populate_group' })).toBe('service');
  });

  it('asks for the number of its contacts where it cannot be taken back', () => {
    expect(those((work) => kind(work).countToRun?.(work))).toEqual(['delete', 'import']);
    expect(
      kind({ type: 'set_status', status: 'active', bringsBack: true }).countToRun?.({
        ...{ type: 'set_status', status: 'active', bringsBack: true },
      }),
    ).toBe(true);
  });

  it('is steered by all who write, by who started it where it deletes or undoes, and else by administrators', () => {
    expect(those((work) => kind(work).steeredBy === 'starter')).toEqual(['delete', 'undo']);
    expect(those((work) => kind(work).steeredBy === 'administrators')).toEqual([
      ...['flag_dormant', 'import', 'purge_archived', 'repair_groups', 'unknown'],
    ]);
  });

  it('keeps the list of whom it deleted, for the ledger', () => {
    expect(those((work) => kind(work).keepsManifest)).toEqual(['delete', 'purge_archived']);
  });

  it('has files before or after it where it is about files', () => {
    expect(those((work) => kind(work).prepared === 'files')).toEqual(['import']);
    expect(those((work) => kind(work).ends === 'files')).toEqual(['export']);
    expect(those((work) => kind(work).atOnce)).toEqual(['import']);
  });

  it('makes a smart group ready, if that is what it is for', () => {
    expect(those((work) => kind(work).readies)).toEqual(['populate_group']);
    expect(kind({ type: 'populate_group', group: ENGLISH }).readies?.({ type: 'populate_group', group: ENGLISH })).toBe(
      ENGLISH,
    );
  });

  it('is told from others', () => {
    expect(those((work) => isStart({ work }))).toEqual(['start']);
    expect(those((work) => isExport({ work }))).toEqual(['export']);
    expect(those((work) => isImport({ work }))).toEqual(['import']);
    expect(those((work) => isRepair({ work }))).toEqual(['repair_groups']);
    expect(those((work) => isUnknown({ work }))).toEqual(['unknown']);
  });
});

describe('The request of a job', () => {
  const asked = (type: string, given: object, found: { exclude?: Leaving; preview?: boolean; flow?: FlowId } = {}) => {
    const body = PUBLIC_BODIES.get(type) ?? expect.fail(type);
    return body.work(given as never, workspace, { flow: null, exclude: {}, preview: false, ...found });
  };

  it.each<[string, object, object]>([
    ['add_to_group', { group: 'vip' }, { work: { type: 'add_to_group', group: VIP } }],
    ['add_to_group', { group: 'English' }, { field: 'group', problem: { code: expect.any(String) } }],
    ['add_to_group', { group: 'Nobody' }, { field: 'group', problem: { code: expect.any(String) } }],
    ['remove_from_group', { group: VIP }, { work: { type: 'remove_from_group', group: VIP } }],
    ['set_field', { key: 'age', value: '7' }, { work: { type: 'set_field', field: 'age' }, params: { value: '7' } }],
    ['set_field', { key: 'Age', value: '7' }, { field: 'key', problem: { code: 'no_such_field', key: 'Age' } }],
    ['delete', {}, { work: { type: 'delete' } }],
    ['set_status', { status: 'archived' }, { work: { type: 'set_status', status: 'archived' } }],
    [
      'set_status',
      { status: 'archived', reason: 'phoned' },
      { field: 'reason', problem: { code: 'reason_for_active' } },
    ],
    [
      'set_status',
      { status: 'active', reason: 'phoned' },
      { field: 'preview', problem: { code: 'preview_brought_back' } },
    ],
    ['export', { format: 'csv' }, { work: { type: 'export', format: 'csv', columns: null } }],
    [
      'export',
      { format: 'csv', columns: ['name', 'field:age', 'field:Age', 'name'] },
      { work: { type: 'export', format: 'csv', columns: ['name', 'field:age'] } },
    ],
    ['export', { format: 'csv', columns: [] }, { field: 'columns', problem: { code: 'export_no_columns' } }],
    [
      'export',
      { format: 'csv', columns: ['name', 'field:shoes'] },
      { field: 'columns', problem: { code: 'no_such_object', reference: 'shoes' } },
    ],
  ])('%s %j', (type, given, work) => {
    const made = asked(type, given);
    if ('problem' in work) expect(made).toMatchObject(work);
    else expect(made).toStrictEqual(work);
  });

  it('that lifts opt-outs has a reason, and a preview', () => {
    expect(asked('set_status', { status: 'active', reason: 'phoned' }, { preview: true })).toEqual({
      work: { type: 'set_status', status: 'active', bringsBack: true },
      params: { reason: 'phoned' },
    });
  });

  it('to start a flow says whom it leaves out, and has an object of parameters, or none', () => {
    const work = { type: 'start', flow: FLOW, restartParticipants: true, excludeActive: false };
    expect(asked('flow_start', {}, { flow: FLOW })).toEqual({ work, params: null });
    expect(
      asked('flow_start', { params: { a: 1 } }, { flow: FLOW, exclude: { startedPreviously: true, inAFlow: true } }),
    ).toEqual({ work: { ...work, restartParticipants: false, excludeActive: true }, params: { a: 1 } });
    expect(asked('flow_start', { params: [1] }, { flow: FLOW })).toEqual({
      ...{ field: 'params', problem: { code: 'not_an_object' } },
    });
  });

  it.each<[unknown, string | null]>([
    [undefined, null],
    [{ a: 1 }, null],
    [{ a: 'x'.repeat(9_992) }, null],
    [{ a: 'x'.repeat(9_993) }, 'params_too_large'],
    [null, 'not_an_object'],
    [[], 'not_an_object'],
    ['a', 'not_an_object'],
  ])('has no parameters that are no object of 10,000 characters', (value, code) => {
    expect(paramsProblem(value)?.code ?? null).toBe(code);
  });

  it('takes active contacts only where a flow starts, and never asks for a preview of an export', () => {
    const facts = [...PUBLIC_BODIES].map(([type, { activeOnly, changesNothing, searches, previewFirst }]) => [
      ...[type, activeOnly ?? false, changesNothing ?? false, searches, previewFirst?.code ?? null],
    ]);
    expect(facts).toEqual([
      ['flow_start', true, false, 'active', null],
      ['add_to_group', false, false, null, null],
      ['remove_from_group', false, false, null, null],
      ['set_field', false, false, null, null],
      ['delete', false, false, 'archived', 'preview_deletion'],
      ['set_status', false, false, null, null],
      ['export', false, true, null, null],
    ]);
  });

  it.each<[JobInput['selection'], boolean]>([
    [{ folder: 'active' }, true],
    [{ folder: 'dormant' }, true],
    [{ folder: 'archived' }, false],
    [{ query: 'age > 5', within: 'active' }, true],
    [{ query: 'age > 5', within: 'stopped' }, false],
    [{ query: 'age > 5', within: null }, false],
    [{ groups: [VIP], contacts: [], activeOnly: false }, true],
  ])('to start a flow for %j is taken: %j', (selection, taken) => {
    const { refuseSelection } = PUBLIC_BODIES.get('flow_start') ?? expect.fail();
    expect(refuseSelection(selection, workspace)).toEqual(taken ? null : { code: 'select_active' });
    for (const type of ['add_to_group', 'set_field', 'set_status', 'export'])
      expect(PUBLIC_BODIES.get(type)?.refuseSelection(selection, workspace)).toBeNull();
  });
});

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

describe('What follows a job', () => {
  it('is a repair where queries are read anew since, of all active contacts', () => {
    const again = (readings: number, now?: number) => {
      const work = { type: 'repair_groups', readings } as const;
      return kindOf({ work }).again?.(work, assets(now === undefined ? {} : { readings: now }).settings, NOW);
    };
    expect([again(0), again(2, 2)]).toEqual([null, null]);
    expect(again(1)).toEqual(repairOf(0));
    expect(again(1, 2)).toEqual({ work: { type: 'repair_groups', readings: 2 }, selection: { folder: 'active' } });
  });

  it('leaves out whom an earlier start of the flow had, unless it is for whom it failed', () => {
    const work = { type: 'start', flow: FLOW, restartParticipants: false, excludeActive: false } as const;
    expect(leavingOf(work)).toEqual({ startedPreviously: true });
    const again = { ...work, restartParticipants: true };
    expect(leavingOf(again)).toEqual({});
    expect(leavingOf({ type: 'delete' })).toEqual({});
    expect(kindOf({ work }).skipsStartedIn?.(work)).toBe(FLOW);
    expect(kindOf({ work }).repeated?.(work)).toEqual({ ...work, restartParticipants: true });
  });

  it('of a start is a run by whoever asked', () => {
    const origin = (given: object) => {
      const one = job({
        work: { type: 'start', flow: FLOW, restartParticipants: true, excludeActive: false, ...given },
      });
      const operation = operationOf(one);
      return operation.type === 'start_flow' ? operation.flow(one.work) : null;
    };
    expect(origin({})).toEqual({ flow: FLOW, origin: 'api' });
    expect(origin({ origin: 'zapier' })).toEqual({ flow: FLOW, origin: 'zapier' });
  });

  it.each([
    ['undo', { wasUndo: true, creates: false }],
    ['import', { wasUndo: false, creates: true }],
    ['set_status', { wasUndo: false, creates: false }],
  ])('of a job of the kind %s knows how it is undone', (of, known) => {
    const one = job({ work: { type: 'undo', job: EARLIER, of, from: NOW, to: addDays(NOW, 1) } });
    const operation = operationOf(one);
    expect(operation.type === 'undo' && operation.undone(one.work)).toEqual({
      ...{ job: EARLIER, from: NOW, to: addDays(NOW, 1), ...known },
    });
  });

  it('of an import is what its files say, and why columns were dismissed', () => {
    expect(importWork({ dismissed: {} }, FILES)).toStrictEqual({ type: 'import', import: FILES });
    const dismissed = { Consent: 'Of the study' };
    const work = importWork({ dismissed }, FILES);
    expect(work).toEqual({ type: 'import', import: FILES, dismissed });
    expect(kindOf({ work }).target(work)).toEqual({ dismissed });
    const operation = operationOf(job({ work }));
    expect(operation.type === 'import_rows' && operation.import(work)).toBe(FILES);
  });
});
