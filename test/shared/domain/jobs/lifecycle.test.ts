import { describe, expect, test } from 'vitest';
import { instant } from '../../../../shared/domain/instant.ts';
import { ENDED, JOB_STATUSES } from '../../../../shared/domain/jobs/job.ts';
import {
  asOf,
  COMPLETABLE,
  frozenStatus,
  INTERRUPTIBLE,
  isDone,
  isPreviewExpired,
  PAUSABLE,
  refuseRun,
} from '../../../../shared/domain/jobs/lifecycle.ts';
import { job, NOW } from './samples.ts';

describe('running a previewed job', () => {
  const deletion = job({ status: 'ready', total: 2000, token: 'secret', work: { type: 'delete' } });
  const many = job({ status: 'ready', total: 2000, token: 'secret', confirmAbove: 1000 });
  const bringing = job({ ...many, total: 1, work: { type: 'set_status', status: 'active', bringsBack: true } });
  const archiving = job({ status: 'ready', total: 2000, token: 'secret' });

  test.each([
    ['with token and count', deletion, { token: 'secret', count: 2000 }, null],
    ['with a wrong token', deletion, { token: 'other', count: 2000 }, 'preview_token'],
    ['with a wrong count', deletion, { token: 'secret', count: 1999 }, 'preview_changed'],
    ['without the count that a deletion needs', deletion, { token: 'secret', count: null }, 'preview_changed'],
    ['without a count, when it is no deletion', archiving, { token: 'secret', count: null }, null],
    ['without the count that many contacts need', many, { token: 'secret', count: null }, 'preview_changed'],
    ['with the count that many contacts need', many, { token: 'secret', count: 2000 }, null],
    [
      'without a count, when there are no more than that',
      job({ ...many, total: 1000 }),
      { token: 'secret', count: null },
      null,
    ],
    [
      'without the count that bringing people back needs',
      bringing,
      { token: 'secret', count: null },
      'preview_changed',
    ],
    ['with a wrong count, though none was needed', archiving, { token: 'secret', count: 1 }, 'preview_changed'],
    ['twice', job({ status: 'queued', total: 1, token: 'secret' }), { token: 'secret', count: 1 }, 'preview_not_ready'],
    ['before it is frozen', job(), { token: '', count: null }, 'preview_not_ready'],
  ] as const)('%s', (_, given, input, refusal) => {
    expect(refuseRun(given, { ...input, now: given.modifiedOn })?.code ?? null).toBe(refusal);
  });
});

describe('a preview', () => {
  const MINUTE = 60_000_000;
  const at = (minutes: number) => instant(job().createdOn + minutes * MINUTE);
  const preview = job({ preview: true, status: 'ready', total: 1, token: 'secret', modifiedOn: at(5) });

  test.each([
    ['waits for 15 minutes, with its token', preview, 20],
    ['is selected for a day', { ...preview, status: 'pending' }, 24 * 60],
    [
      'waits for a day at most, however late its contacts were selected',
      { ...preview, modifiedOn: at(24 * 60 - 1) },
      24 * 60,
    ],
  ] as const)('%s', (_, given, minutes) => {
    const [last, over] = [instant(at(minutes) - 1), at(minutes)];
    expect([isPreviewExpired(given, last), isPreviewExpired(given, over)]).toEqual([false, true]);
    expect(asOf(given, last)).toBe(given);
    expect(asOf(given, over)).toMatchObject({ status: 'interrupted', reason: 'expired', endedOn: over });
    expect(refuseRun(given, { token: 'secret', count: 1, now: over })).toEqual({ code: 'preview_expired' });
  });

  test('that was run, and a job without a preview, do not expire', () => {
    for (const given of [{ ...preview, status: 'queued' }, { ...preview, status: 'paused' }, job()] as const)
      expect(isPreviewExpired(given, at(1_000_000))).toBe(false);
  });
});

describe('the status of a job', () => {
  const LATER = instant(NOW + 1);

  test('after freezing: a job without contacts completes, a preview waits to be run, what begins later for its time, others go on', () => {
    expect(frozenStatus(0, { preview: false, notBefore: null }, NOW)).toBe('completed');
    expect(frozenStatus(0, { preview: true, notBefore: null }, NOW)).toBe('completed');
    expect(frozenStatus(1, { preview: true, notBefore: LATER }, NOW)).toBe('ready');
    expect(frozenStatus(1, { preview: false, notBefore: null }, NOW)).toBe('queued');
    expect(frozenStatus(1, { preview: false, notBefore: NOW }, NOW)).toBe('queued');
    expect(frozenStatus(1, { preview: false, notBefore: LATER }, NOW)).toBe('waiting');
  });

  test('does not change once the job has ended', () => {
    for (const steps of [PAUSABLE, INTERRUPTIBLE, COMPLETABLE]) {
      expect(steps.filter((status) => ENDED.has(status))).toEqual([]);
    }
    expect(INTERRUPTIBLE.length + ENDED.size).toBe(JOB_STATUSES.length);
  });

  test('is completed when every slice is closed, also when the job was paused in between', () => {
    const slices = { total: 2, done: 2 };
    expect(isDone(job({ status: 'started', total: 9, slices }))).toBe(true);
    expect(isDone(job({ status: 'paused', total: 9, slices }))).toBe(true);
    expect(isDone(job({ status: 'interrupted', total: 9, slices }))).toBe(false);
    expect(isDone(job({ status: 'started', total: 9, slices: { total: 2, done: 1 } }))).toBe(false);
    expect(isDone(job({ status: 'pending' }))).toBe(false);
  });
});
