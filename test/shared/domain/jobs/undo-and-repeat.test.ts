import { describe, expect, test } from 'vitest';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import type { Job } from '../../../../shared/domain/jobs/job.ts';
import type { Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import { NO_TOTALS } from '../../../../shared/domain/jobs/totals.ts';
import { refuseRepeat, refuseUndo } from '../../../../shared/domain/jobs/undoing.ts';
import { job, NOW } from './samples.ts';

const ended = (given: Partial<Job<Work>> = {}): Job =>
  job({
    ...{ status: 'completed', startedOn: NOW, endedOn: NOW, total: 3, slices: { total: 1, done: 1 } },
    totals: { ...NO_TOTALS, changed: 3 },
    ...given,
  });

const MINUTE = 60_000_000;

describe('a job can be undone', () => {
  test('for 30 days after its end', () => {
    expect(refuseUndo(ended(), addDays(NOW, 29))).toBeNull();
    expect(refuseUndo(ended(), addDays(NOW, 30))).toEqual({ code: 'undo_too_late', days: 30 });
  });

  test('when it was interrupted: once its last slices have ended, whatever they have written down', () => {
    const interrupted = ended({ status: 'interrupted', totals: NO_TOTALS, slices: { total: 2, done: 0 } });
    expect(refuseUndo(interrupted, instant(NOW + MINUTE))).toEqual({ code: 'undo_too_soon' });
    expect(refuseUndo(interrupted, instant(NOW + 2 * MINUTE))).toBeNull();
  });

  test('unless it has never begun: a preview that was not run, or a job that was cancelled while it waited', () => {
    const cancelled = ended({
      ...{ status: 'interrupted', startedOn: null, totals: NO_TOTALS, slices: { total: 2, done: 0 } },
    });
    for (const at of [NOW, instant(NOW + 2 * MINUTE)])
      expect(refuseUndo(cancelled, at)).toEqual({ code: 'undo_nobody' });
  });

  test.each<Work>([{ type: 'turn_groups' }, { type: 'delete' }])('unless it is of the kind $type', (work) => {
    expect(refuseUndo(ended({ work }), NOW)).toMatchObject({ code: expect.stringMatching(/^undo_/) });
  });
});

describe('a job can be repeated', () => {
  const failing = { totals: { ...NO_TOTALS, failed: { worker: 3 } } };

  test('when contacts of it have failed and a caller asked for it', () => {
    expect(refuseRepeat(ended(failing))).toBeNull();
    expect(refuseRepeat(ended())).toEqual({ code: 'repeat_nobody' });
    expect(refuseRepeat(ended({ ...failing, origin: 'sweep' }))).toEqual({ code: 'repeat_by_itself' });
  });
});
