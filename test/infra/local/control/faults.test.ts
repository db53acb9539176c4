import { describe, expect, test } from 'vitest';
import { createFaults } from '../../../../infra/local/control/faults.ts';

const faults = () => createFaults((queue) => (queue === 'work' ? 'http://q/work' : undefined));

describe('faults', () => {
  test('the Nth invocation of a function is killed, and the requested number after it', () => {
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

  test('from the Nth invocation on a function is held, until it is held no longer', async () => {
    const { set, untilFree, report } = faults();
    const begun: number[] = [];
    const begin = (n: number, name = 'w') => untilFree(name).then(() => begun.push(n));
    set({ hold: { function: 'w', invocation: 2 } });
    const waiting = [begin(1), begin(2), begin(3), begin(4, 'other')];
    await Promise.all([waiting[0], waiting[3]]);
    expect(begun).toEqual([1, 4]);
    expect(report()).toMatchObject({ happened: { hold: 2 } });
    set({ hold: null });
    await Promise.all([...waiting, begin(5)]);
    expect(begun.sort()).toEqual([1, 2, 3, 4, 5]);
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

  test('a key that is not named keeps its fault; faults that happened are counted', () => {
    const one = faults();
    one.set({ kill: { function: 'w', invocation: 1, after_ms: 0, times: 1 } });
    one.set({ throttle: { every: 1 } });
    one.killAfter('w');
    one.throttles('PutItem');
    expect(one.report()).toMatchObject({
      kill: null,
      throttle: { every: 1 },
      happened: { kill: 1, hold: 0, duplicate: 0, throttle: 1 },
    });
  });
});
