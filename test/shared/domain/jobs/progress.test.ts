import { describe, expect, test } from 'vitest';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';
import type { Job } from '../../../../shared/domain/jobs/job.ts';
import type { Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import {
  checkpointsAfter,
  isLate,
  pausedFrom,
  progressOf,
  resumedAt,
  startedAt,
} from '../../../../shared/domain/jobs/progress.ts';
import { NO_TOTALS } from '../../../../shared/domain/jobs/totals.ts';
import { job, NOW } from './samples.ts';

const secondsOn = (seconds: number): Instant => instant(NOW + seconds * 1_000_000);
const changed = (count: number) => ({ totals: { ...NO_TOTALS, changed: count } });
const started = (given: Partial<Job<Work>> = {}): Job =>
  job({ status: 'started', total: 10_000, ...startedAt(NOW), modifiedOn: NOW, ...given });

/** A worker closes a slice of so many contacts. */
const closed = (read: Job, count: number, at: Instant): Job => ({
  ...read,
  ...changed(read.totals.changed + count),
  checkpoints: checkpointsAfter(read, at),
  modifiedOn: at,
});

describe('the progress of a job', () => {
  test('has no rate before it starts, nor before anything is done', () => {
    const none = { done: 0, rate: null, secondsLeft: null };
    expect(progressOf(job(), NOW)).toEqual(none);
    expect(progressOf(job({ status: 'queued', total: 500 }), NOW)).toEqual(none);
    expect(progressOf(started(), secondsOn(3))).toEqual(none);
  });

  test('counts what was changed, unchanged, skipped and failed', () => {
    const totals = { changed: 1, unchanged: 2, skipped: { deleted: 3 }, failed: { worker: 4 } };
    expect(progressOf(started({ totals }), secondsOn(10))).toEqual({ done: 10, rate: 1, secondsLeft: 9_990 });
  });

  test('at the beginning has the rate since the start', () => {
    const one = closed(started(), 500, secondsOn(5));
    expect(progressOf(one, secondsOn(5))).toEqual({ done: 500, rate: 100, secondsLeft: 95 });
  });

  test('later has that of the last 20 to 40 seconds', () => {
    let now = started();
    for (let second = 1; second <= 60; second++) now = closed(now, second <= 20 ? 10 : 100, secondsOn(second));
    expect(progressOf(now, secondsOn(60))).toMatchObject({ done: 4_200, rate: 100, secondsLeft: 58 });
    expect(now.checkpoints).toHaveLength(2);
  });

  test('falls while nothing more is done', () => {
    const one = closed(started(), 500, secondsOn(5));
    expect(progressOf(one, secondsOn(50)).rate).toBe(10);
  });

  test('has none while it is paused, and does not count the pause afterwards', () => {
    const one = closed(started(), 500, secondsOn(5));
    const paused: Job = { ...one, status: 'paused', ...pausedFrom(one, secondsOn(6)) };
    expect(progressOf(paused, secondsOn(7))).toEqual({ done: 500, rate: null, secondsLeft: null });
    const resumed: Job = { ...paused, status: 'started', ...resumedAt(paused, secondsOn(3_606)) };
    expect(progressOf(resumed, secondsOn(3_607)).rate).toBeNull();
    const two = closed(resumed, 500, secondsOn(3_610));
    expect(progressOf(two, secondsOn(3_611))).toMatchObject({ done: 1_000, rate: 100 });
    const ended: Job = { ...two, status: 'interrupted', endedOn: secondsOn(3_610) };
    expect(progressOf(ended, secondsOn(9_999))).toEqual({ done: 1_000, rate: 100, secondsLeft: null });
  });

  test('of a worker that began before a pause says nothing of the rate after it', () => {
    const one = started();
    const resumed: Job = { ...one, paused: { since: null, until: secondsOn(600), micros: 590_000_000 } };
    const late = { ...closed(one, 500, secondsOn(601)), paused: resumed.paused };
    expect(progressOf(late, secondsOn(602)).rate).toBeNull();
  });

  test('of one that has ended is that of all of it', () => {
    const done = started({ ...changed(10_000), status: 'completed', endedOn: secondsOn(50), checkpoints: [] });
    expect(progressOf(done, secondsOn(9_999))).toEqual({ done: 10_000, rate: 200, secondsLeft: 0 });
    const empty = job({ status: 'completed', total: 0, endedOn: NOW });
    expect(progressOf(empty, NOW)).toEqual({ done: 0, rate: null, secondsLeft: 0 });
  });
});

describe('a job is late', () => {
  const ended = (seconds: number, given: Partial<Job<Work>> = {}): Job =>
    started({ ...closedAt(seconds), total: 100, ...given });
  const closedAt = (seconds: number) => ({ status: 'completed', endedOn: secondsOn(seconds) }) as const;
  const foreseen = (seconds: number) => ({ estimate: { seconds } as never });

  test.each([
    ['after five minutes and twice its estimate', 360, foreseen(30), false],
    ['a second later', 361, foreseen(30), true],
    ['without an estimate after a second for 100 contacts', 310, { total: 1_000 }, false],
    ['a second after that', 311, { total: 1_000 }, true],
    ['but a pause does not count', 400, { paused: { since: null, until: null, micros: 100_000_000 } }, false],
  ])('%s', (_, seconds, given, late) => {
    expect(isLate(ended(seconds, given))).toBe(late);
  });

  test('only once it has ended', () => {
    expect(isLate(started())).toBe(false);
  });
});
