import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHUNK,
  countRequest,
  EMPTY,
  type Lease,
  type Ledger,
  spendLease,
} from '../../../../shared/domain/limits/allowance.ts';
import { runs } from '../../../support/property/runs.ts';

const START = 1_795_500_000;
const HOUR = 3_600;

/** Containers with one limit and one shared ledger. */
function world(limit: number) {
  let ledger: Ledger = EMPTY;
  const leases = new Map<number, Lease>();
  let writes = 0;
  return {
    writes: () => writes,
    ledger: () => ledger,
    /** `true` when a request passes, else the time at which one will. */
    ask(container: number, now: number): true | number {
      const lease = leases.get(container);
      const spent = lease && spendLease(lease, limit, now);
      if (spent) {
        leases.set(container, spent);
        return true;
      }
      const taken = countRequest(ledger, limit, now, lease);
      writes += 1;
      ledger = taken.ledger;
      leases.delete(container);
      if (!('lease' in taken)) return taken.availableAt;
      leases.set(container, taken.lease);
      return true;
    },
    /** The container ends, and what it has borrowed is lost. */
    kill: (container: number) => leases.delete(container),
  };
}

const most = (limit: number): number => (limit < 100 ? limit : Math.floor(limit * 1.1));

/** The most requests that passed within any 3,600 seconds. */
function fullestHour(passed: readonly number[]): number {
  let first = 0;
  let fullest = 0;
  for (const [index, at] of passed.entries()) {
    while ((passed[first] ?? at) <= at - HOUR) first += 1;
    fullest = Math.max(fullest, index - first + 1);
  }
  return fullest;
}

describe('a single container', () => {
  it.each([1, 10, 99, 100, 500, 3_600])('passes exactly %i requests an hour', (limit) => {
    const { ask } = world(limit);
    const answers = Array.from({ length: limit + 20 }, () => ask(0, START + 0.5));
    expect(answers.slice(0, limit).every((answer) => answer === true)).toBe(true);
    expect(answers.slice(limit)).toEqual(Array(20).fill(START + 1 + HOUR));
    expect(ask(0, START + HOUR)).not.toBe(true);
    expect(ask(0, START + 1 + HOUR)).toBe(true);
  });

  it('writes once for 50 requests', () => {
    const { ask, writes } = world(3_600);
    for (let n = 0; n < 3_600; n++) ask(0, START + n / 100);
    expect(writes()).toBe(3_600 / CHUNK);
  });

  it('that always sends as many requests as it may has at least 95 % of them passed', () => {
    const { ask } = world(3_600);
    let passed = 0;
    for (let second = 0; second < 10 * HOUR; second++) if (ask(0, START + second) === true) passed += 1;
    expect(passed).toBeGreaterThan(0.95 * 10 * HOUR);
  });
});

describe('several containers', () => {
  it.each([2, 8, 40, 500])('%i of them together pass at least the limit, and at most 10 % more', (containers) => {
    for (const limit of [10, 100, 360, 3_600]) {
      const { ask } = world(limit);
      const passed = Array.from({ length: 3 * limit }, (_, n) => ask(n % containers, START)).filter((a) => a === true);
      expect(passed.length).toBeGreaterThanOrEqual(limit);
      expect(passed.length).toBeLessThanOrEqual(most(limit));
    }
  });

  it('that die with what they have borrowed do not reduce the limit of the others', () => {
    const { ask, kill } = world(3_600);
    for (let container = 1; container <= 100; container++) {
      ask(container, START);
      kill(container);
    }
    const passed = Array.from({ length: 4_000 }, () => ask(0, START + 60)).filter((answer) => answer === true);
    expect(passed).toHaveLength(3_500);
  });

  it('keep the limit in every hour, in any order of events; no request is refused before the limit is used', () => {
    const step = fc.record({
      wait: fc.oneof(fc.constant(0), fc.nat({ max: 40 }), fc.nat({ max: 4_000 })),
      container: fc.nat({ max: 11 }),
      requests: fc.integer({ min: 1, max: 130 }),
      dies: fc.boolean(),
    });
    const limits = fc.constantFrom(1, 10, 99, 100, 250, 1_000);
    fc.assert(
      fc.property(limits, fc.array(step, { maxLength: 60 }), (limit, steps) => {
        const { ask, kill } = world(limit);
        const passed: number[] = [];
        let now = START;
        for (const { wait, container, requests, dies } of steps) {
          now += wait;
          for (let n = 0; n < requests; n++) {
            if (ask(container, now) === true) passed.push(now);
            else expect(passed.filter((at) => at > now - HOUR - 2_000).length).toBeGreaterThanOrEqual(limit);
          }
          if (dies) kill(container);
        }
        expect(fullestHour(passed)).toBeLessThanOrEqual(most(limit));
      }),
      { numRuns: runs(300) },
    );
  });
});

it('applies a changed limit at once', () => {
  const first = countRequest(EMPTY, 3_600, START);
  if (!('lease' in first)) throw new Error('The first request was refused');
  expect(first.lease).toMatchObject({ size: CHUNK - 1, left: CHUNK - 1 });
  expect(spendLease(first.lease, 1, START)).toBeNull();
  expect(countRequest(first.ledger, 1, START, first.lease)).toMatchObject({ availableAt: START + HOUR });
});

it('is not blocked by requests in the future, which remain when a clock is set back', () => {
  const later = world(10);
  for (let n = 0; n < 10; n++) later.ask(0, START + 5 * HOUR);
  expect(countRequest(later.ledger(), 10, START)).toHaveProperty('lease');
});

it('stores a full ledger with less than one write unit', () => {
  const { ask, ledger } = world(1_000_000);
  for (let second = 0; second < 3 * HOUR; second += 60) ask(second % 7, START + second);
  const { used, lent } = ledger();
  // A number of ten digits takes 7 bytes, a small one 4, a list 3; a list's element 1.
  expect((used.length + lent.length) * 17).toBeLessThan(1_024 - 100);
});
