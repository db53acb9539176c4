/** A function has several bundles, each with its own copies of our classes. */
import { expect, it } from 'vitest';
import { errorNamed } from '../../../shared/query/error-named.ts';

const copy = () => ({
  Busy: class extends errorNamed('BusyError') {},
  Gone: class extends errorNamed('GoneError') {},
});

it('an error that one bundle throws is known in another, and no other error is', () => {
  const [here, there] = [copy(), copy()];
  const thrown: unknown[] = [new there.Busy('wait'), new there.Gone('gone'), new Error('BusyError'), 'BusyError', null];
  expect(thrown.map((error) => error instanceof here.Busy)).toEqual([true, false, false, false, false]);
});
