/** What each kind of job is, and what follows it. */
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/domain/instant.ts';
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
  repairOf,
  typeOf,
  WORK_TYPES,
  type Work,
} from '../../../../shared/domain/jobs/kinds/index.ts';
import { EARLIER, ENGLISH, FILES, FLOW, KINDS, STEERED_BY } from './every-kind.ts';
import { assets, job, NOW } from './samples.ts';

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
    const sweeps = ['flag_dormant', 'policy_stage', 'purge_archived', 'turn_groups'];
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

  it.each(WORK_TYPES)('%s is steered by those who should', (type) => {
    expect(kind(KINDS.map(([work]) => work).find((work) => work.type === type) as Work).steeredBy).toBe(
      STEERED_BY[type],
    );
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
    ['undo', { wasUndo: true, creates: false, bringsBack: false }],
    ['import', { wasUndo: false, creates: true, bringsBack: false }],
    ['set_status', { wasUndo: false, creates: false, bringsBack: false }],
  ])('of a job of the kind %s knows how it is undone', (of, known) => {
    const one = job({ work: { type: 'undo', job: EARLIER, of, from: NOW, to: addDays(NOW, 1) } });
    const operation = operationOf(one);
    expect(operation.type === 'undo' && operation.undone(one.work)).toEqual({
      ...{ job: EARLIER, from: NOW, to: addDays(NOW, 1), ...known },
    });
  });

  it('of an import is what its files say, and who in them wants no messages', () => {
    expect(importWork(null, FILES)).toStrictEqual({ type: 'import', import: FILES });
    const declared = { refusals: { Consent: 'opt_in' }, by: EARLIER, name: 'Ann', on: NOW } as const;
    const work = importWork(declared, FILES);
    expect(work).toEqual({ type: 'import', import: FILES, declared });
    expect(kindOf({ work }).target(work)).toEqual({ refusals: declared.refusals });
    const operation = operationOf(job({ work }));
    expect(operation.type === 'import_rows' && operation.import(work)).toBe(FILES);
  });
});
