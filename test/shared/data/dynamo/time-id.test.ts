import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newTimeId, timeOfId } from '../../../../shared/data/dynamo/time-id.ts';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';
import { newJobId } from '../../../../shared/services/jobs/submit.ts';

/** From 1970 to 2255, and many that are close together. */
const times: fc.Arbitrary<Instant> = fc
  .oneof(
    fc.integer({ min: 0, max: 9_000_000_000_000_000 }),
    fc.nat(3_000).map((n) => 1_795_500_000_000_000 + n),
  )
  .map(instant);

it('a uuid is a version 7 that holds its time, to the microsecond', () => {
  fc.assert(
    fc.property(times, (time) => {
      const uuid = newTimeId(time);
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(timeOfId(uuid)).toBe(time);
    }),
  );
});

it('the order of uuids is that of times', () => {
  fc.assert(
    fc.property(times, times, (one, other) => {
      fc.pre(one !== other);
      expect(newTimeId(one) < newTimeId(other)).toBe(one < other);
    }),
  );
});

it('no two uuids of one moment are equal', () => {
  const time = instant(1_795_500_000_123_456);
  expect(new Set(Array.from({ length: 10_000 }, () => newTimeId(time))).size).toBe(10_000);
});

it('jobs of one millisecond are in the order in which they were made, as when a clock was set back', () => {
  const ids = Array.from({ length: 1_000 }, (_, micros) => newJobId(instant(1_795_500_000_123_000 + micros)));
  expect(ids).toEqual(ids.toSorted());
});
