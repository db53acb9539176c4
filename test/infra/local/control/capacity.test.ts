import { expect, test } from 'vitest';
import { createCapacity, unitsIn } from '../../../../infra/local/control/capacity.ts';

test('reads units from the line that a function logs at the end of an invocation', () => {
  const line = '{"level":"INFO","message":"consumed","readUnits":1.5,"writeUnits":3}';
  expect(unitsIn(line)).toEqual({ read_units: 1.5, write_units: 3 });
  expect(unitsIn('{"message":"done","counts":{"consumed":1}}')).toBeNull();
  expect(unitsIn('no JSON "consumed"')).toBeNull();
});

test('adds up by function and in total, until reset', () => {
  const capacity = createCapacity();
  capacity.add('b', { read_units: 1, write_units: 0 });
  capacity.add('a', { read_units: 0.5, write_units: 2 });
  capacity.add('b', { read_units: 1, write_units: 4 });
  expect(capacity.report()).toEqual({
    total: { read_units: 2.5, write_units: 6 },
    functions: { a: { read_units: 0.5, write_units: 2 }, b: { read_units: 2, write_units: 4 } },
  });
  capacity.reset();
  expect(capacity.report()).toEqual({ total: { read_units: 0, write_units: 0 }, functions: {} });
});
