/** Reads that are asked for at once are few, and each gets its own bytes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gatheredReads } from '../../../../shared/services/snapshots/read-segment.ts';
import { runs } from '../../../support/property/runs.ts';

const file = Buffer.from(Uint32Array.from({ length: 250_000 }, (_, at) => at).buffer);
const place = fc
  .tuple(fc.nat(file.length), fc.nat(300_000))
  .map(([from, length]) => [from, Math.min(from + length, file.length)] as const);

test('each gets its own bytes, and what lies near each other is read at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(place, { maxLength: 8 }), async (places) => {
      const reads: (readonly [number, number])[] = [];
      const read = gatheredReads(async (from, to) => {
        reads.push([from, to]);
        return file.subarray(from, to);
      });
      const found = await Promise.all(places.map(([from, to]) => read(from, to)));
      found.forEach((bytes, at) => {
        const [from, to] = places[at] as readonly [number, number];
        expect(bytes.equals(file.subarray(from, to))).toBe(true);
      });
      reads.sort(([a], [b]) => a - b);
      for (let at = 1; at < reads.length; at++)
        expect((reads[at]?.[0] ?? 0) - (reads[at - 1]?.[1] ?? 0)).toBeGreaterThan(128 * 1024);
    }),
    { numRuns: runs(500) },
  );
});

test('an outage is told to all that waited', async () => {
  const read = gatheredReads(() => Promise.reject(new Error('no store')));
  const told = await Promise.allSettled([read(0, 1), read(2, 3), read(9_000_000, 9_000_001)]);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
});
