import { expect, test } from 'vitest';
import { createCapacity, unitsIn } from '../../../../infra/local/control/capacity.ts';

test('reads units from an embedded metric, single or listed', () => {
  expect(unitsIn('{"_aws":{},"ReadUnits":1.5,"WriteUnits":[1,2]}')).toEqual({ read_units: 1.5, write_units: 3 });
  expect(unitsIn('{"_aws":{},"ColdStart":1}')).toBeNull();
  expect(unitsIn('no JSON "_aws"')).toBeNull();
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
