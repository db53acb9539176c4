import { describe, expect, test } from 'vitest';
import { createFaults } from '../../../../infra/local/control/faults.ts';

const faults = () => createFaults((queue) => (queue === 'work' ? 'http://q/work' : undefined));

describe('faults', () => {
  test('the Nth invocation of a function is killed, and as many after it as asked', () => {
    const { set, killAfter } = faults();
    set({ kill: { function: 'w', invocation: 2, after_ms: 30, times: 2 } });
    expect([killAfter('w'), killAfter('other'), killAfter('w'), killAfter('w'), killAfter('w')]).toEqual([
      null,
      null,
      30,
      30,
      null,
    ]);
  });

  test('batches of a queue are delivered twice', () => {
    const { set, deliveries } = faults();
    set({ duplicate: { queue: 'work', batches: 1, together: true } });
    expect(deliveries('http://q/other').times).toBe(1);
    expect(deliveries('http://q/work')).toEqual({ times: 2, together: true });
    expect(deliveries('http://q/work').times).toBe(1);
  });

  test('every Nth call is throttled, of the operations named', () => {
    const { set, throttles } = faults();
    set({ throttle: { every: 2, operations: ['PutItem'] } });
    expect(['PutItem', 'GetItem', 'PutItem', 'PutItem'].map(throttles)).toEqual([false, false, true, false]);
    set({ throttle: null });
    expect(throttles('PutItem')).toBe(false);
  });

  test('a key that is not named keeps its fault; happenings are counted', () => {
    const one = faults();
    one.set({ kill: { function: 'w', invocation: 1, after_ms: 0, times: 1 } });
    one.set({ throttle: { every: 1 } });
    one.killAfter('w');
    one.throttles('PutItem');
    expect(one.report()).toMatchObject({
      kill: null,
      throttle: { every: 1 },
      happened: { kill: 1, duplicate: 0, throttle: 1 },
    });
  });
});
