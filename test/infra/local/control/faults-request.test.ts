import { describe, expect, test } from 'vitest';
import cases from '../../../cases/infra/local/control/faults-request.json' with { type: 'json' };
import refused from '../../../cases/infra/local/control/refused-faults.json' with { type: 'json' };
import { readFaults } from '../../../support/faults/faults-request.ts';

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

  test.each([{ body: undefined, problem: 'The body: ' }, ...refused])(
    '$body is refused with the name of what is wrong',
    ({ body, problem }) => expect(read(body)).toEqual({ problems: expect.stringContaining(problem) }),
  );

  test('every problem is named, each in a line', () => {
    expect(read({ kill: 2, delay_ms: -1 })).toEqual({ problems: expect.stringMatching(/^kill: .*\ndelay_ms: /) });
  });
});
