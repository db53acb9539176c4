import { describe, expect, test } from 'vitest';
import { createFaults } from '../../../support/faults/faults.ts';

const faults = () => createFaults((queue) => (queue === 'work' ? 'http://q/work' : undefined));

describe('faults', () => {
  test('the Nth invocation of a function is killed, and the requested number after it', () => {
    const { set, killAfter: after } = faults();
    const killAfter = (name: string) => after(name, 10);
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
    const calls = ['PutItem', 'GetItem', 'PutItem', 'PutItem'];
    expect(calls.map((call) => throttles('dynamodb', call))).toEqual([false, false, true, false]);
    set({ throttle: null });
    expect(throttles('dynamodb', 'PutItem')).toBe(false);
  });

  test('a key that is not named keeps its fault; faults that happened are counted', () => {
    const one = faults();
    one.set({ kill: { function: 'w', invocation: 1, after_ms: 0, times: 1 } });
    one.set({ throttle: { every: 1 } });
    one.killAfter('w', 10);
    one.throttles('dynamodb', 'PutItem');
    expect(one.report()).toMatchObject({
      kill: null,
      throttle: { every: 1 },
      happened: { kill: 1, hold: 0, duplicate: 0, throttle: 1 },
    });
  });

  const sample = (one = faults()) => ({
    kills: times(50, () => one.killAfter('w', 100)),
    refusals: times(50, () => one.refuses('w')),
    calls: times(50, () => one.throttles('dynamodb', 'PutItem')),
    sqs: times(50, () => one.throttles('sqs', 'SendMessage')),
    batches: times(50, () => one.deliveries('http://q/work').times),
    delays: times(50, () => one.delay('http://q/work')),
  });
  const RANDOM = { seed: 7, kill: 0.3, throttle: 0.3, duplicate: 0.3, delay_ms: 200 };

  test('numbers are probabilities, of every kind of invocation, call and batch', () => {
    const one = faults();
    one.set(RANDOM);
    const { kills, refusals, calls, sqs, batches, delays } = sample(one);
    for (const all of [refusals, calls, sqs]) expect(new Set(all)).toEqual(new Set([true, false]));
    expect(new Set(batches)).toEqual(new Set([1, 2]));
    expect(kills).toContain(null);
    const moments = kills.filter((after) => after !== null);
    for (const after of moments) expect(after).toBeLessThan(100);
    for (const delay of delays) expect(delay).toBeLessThan(200);
    expect(one.report()).toMatchObject({ ...RANDOM, happened: { kill: moments.length } });
  });

  test('the seed decides what happens to one subject, whatever happens to the others', () => {
    const [one, other] = [faults(), faults()];
    for (const { set } of [one, other]) set(RANDOM);
    other.refuses('another function');
    other.deliveries('http://q/select');
    expect(sample(other)).toEqual(sample(one));
    one.set({ seed: 7 });
    other.set({ seed: 8 });
    expect(sample(other)).not.toEqual(sample(one));
  });

  test('an empty body ends all of them, aimed and random, and frees what is held', async () => {
    const one = faults();
    one.set({ ...RANDOM, hold: { function: 'w', invocation: 1 }, engine_slow_ms: 50 });
    const begun = one.untilFree('w');
    expect([one.proxied, one.slowMs]).toEqual([true, 50]);
    one.set({});
    await begun;
    expect(sample(one)).toEqual(sample());
    expect([one.proxied, one.slowMs]).toEqual([false, 0]);
  });
});

const times = <Value>(count: number, make: () => Value): Value[] => Array.from({ length: count }, make);
