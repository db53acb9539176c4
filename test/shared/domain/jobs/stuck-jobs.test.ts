import { describe, expect, test } from 'vitest';
import { instant } from '../../../../shared/domain/instant.ts';
import { isStuck } from '../../../../shared/domain/jobs/stuck-jobs.ts';
import { job, NOW } from './samples.ts';

const SECOND = 1_000_000;
const later = (seconds: number) => instant(NOW + seconds * SECOND);
const started = { ...job({ status: 'started' }), nudges: 0, nudgedOn: null };

describe('a job is stuck', () => {
  test('after two minutes without progress', () => {
    expect(isStuck(started, later(119))).toBe(false);
    expect(isStuck(started, later(120))).toBe(true);
  });

  test('after a nudge without effect: after twice the time, counted from the nudge', () => {
    const nudged = { ...started, nudges: 1, nudgedOn: later(130) };
    expect(isStuck(nudged, later(130 + 239))).toBe(false);
    expect(isStuck(nudged, later(130 + 240))).toBe(true);
  });

  test('never while it waits for a person, or has ended', () => {
    for (const status of ['ready', 'paused', 'completed', 'failed', 'interrupted'] as const) {
      expect(isStuck({ ...started, status }, later(1e6))).toBe(false);
    }
    for (const status of ['pending', 'queued'] as const) expect(isStuck({ ...started, status }, later(1e6))).toBe(true);
  });
});
