/** What each kind of job is, and what follows it. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
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
  PUBLIC_BODIES,
  repairOf,
  typeOf,
  WORK_TYPES,
  type Work,
  workCostsOf,
} from '../../../../shared/domain/jobs/kinds/index.ts';
import table from '../../../cases/domain/jobs/kinds.json' with { type: 'json' };
import { CASES, EARLIER, ENGLISH, FILES, FLOW, KINDS } from './every-kind.ts';
import { assets, job, NOW } from './samples.ts';

describe('A job of the kind', () => {
  it.each(CASES)('$work.type is as its row says: $work', ({ work, ...expected }) => {
    const { target, does, via, approval, countToRun, refuseUndo, steeredBy } = kindOf({ work });
    const { on, runsFlow } = workCostsOf({ work });
    expect({
      ...{ type: typeOf({ work }), does: does(work), target: target(work), via, steered_by: steeredBy },
      ...{ approval: approval?.(work) ?? null, count_to_run: countToRun?.(work) ?? false },
      ...{ undo: refuseUndo?.code ?? null, costs: runsFlow ? 'flow' : on },
    }).toEqual(expected);
    expect(originOf(work)).toBe(via === 'sweep' ? 'sweep' : 'service');
  });

  it.each([...PUBLIC_BODIES])('%s has these fields in a request', (type, { fields }) => {
    const { $schema: _, ...schema } = z.toJSONSchema(z.object(fields), { io: 'input', unrepresentable: 'any' });
    expect(schema).toEqual(table.bodies[type as keyof typeof table.bodies]);
  });

  it.each(WORK_TYPES)('%s is among these', (type) => expect(KINDS.map(({ work }) => work.type)).toContain(type));

  const those = (which: (work: Work) => unknown) => KINDS.flatMap(({ work }) => (which(work) ? work.type : [])).sort();
  const kind = (work: Work) => kindOf({ work });

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
    ['import', { wasUndo: false, creates: true, bringsBack: true }],
    ['set_status', { wasUndo: false, creates: false, bringsBack: false }],
  ])('of a job of the kind %s knows how it is undone', (of, known) => {
    const reason = known.bringsBack ? { reason: 'phoned us' } : {};
    const one = job({ work: { type: 'undo', job: EARLIER, of, from: NOW, to: addDays(NOW, 1), ...reason } });
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
