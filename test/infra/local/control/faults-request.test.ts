import { describe, expect, test } from 'vitest';
import { readFaults } from '../../../../infra/local/control/faults-request.ts';
import cases from '../../../cases/infra/local/control/faults-request.json' with { type: 'json' };

const NAMES = { functions: ['jobs-work', 'project'], queues: ['select', 'work'] };
const read = (body: unknown) => readFaults(body, NAMES);

describe('a request for faults', () => {
  test.each(cases.taken)('%j is taken as it is', (body) => expect(read(body)).toEqual({ faults: body }));

  test('an aimed one gets what it leaves out', () => {
    expect(read({ kill: { function: 'jobs-work' }, duplicate: { queue: 'work' } })).toEqual({
      faults: {
        kill: { function: 'jobs-work', invocation: 1, after_ms: 0, times: 1 },
        duplicate: { queue: 'work', batches: 1, together: false },
      },
    });
  });

  test.each([
    [undefined, 'The body: '],
    [[], 'The body: '],
    [{ killl: 0.1 }, 'killl: there is no such fault or setting'],
    [{ seed: 'x' }, 'seed: '],
    [{ seed: 1.5 }, 'seed: '],
    [{ kill: 2 }, 'kill: Too big: expected number to be <=1'],
    [{ throttle: -0.1 }, 'throttle: Too small: expected number to be >=0'],
    [{ duplicate: 'often' }, 'duplicate: a probability from 0 to 1, an object for an aimed fault, or null'],
    [{ throttle: { every: 0 } }, 'throttle.every: '],
    [{ kill: { function: 'jobs-work', when: 3 } }, 'kill.when: there is no such fault or setting'],
    [{ kill: { function: 'jobs' } }, 'kill.function: "jobs" is none of jobs-work, project'],
    [{ hold: { function: 'x' } }, 'hold.function: "x" is none of jobs-work, project'],
    [{ duplicate: { queue: 'q' } }, 'duplicate.queue: "q" is none of select, work'],
    [{ delay_ms: -1 }, 'delay_ms: '],
    [{ engine_slow_ms: '50' }, 'engine_slow_ms: '],
  ])('%j is refused with the name of what is wrong', (body, problem) =>
    expect(read(body)).toEqual({ problems: expect.stringContaining(problem) }),
  );

  test('every problem is named, each in a line', () => {
    expect(read({ kill: 2, delay_ms: -1 })).toEqual({ problems: expect.stringMatching(/^kill: .*\ndelay_ms: /) });
  });
});
