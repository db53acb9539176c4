import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContactSet } from '../../../../shared/data/jobs/contact-set.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { runs } from '../../../support/property/runs.ts';

/** Many begin alike, so that they want the same place. */
const uuid = fc
  .tuple(fc.uuid({ version: [4, 7] }), fc.boolean())
  .map(([one, alike]) => (alike ? `00000000${one.slice(8)}` : one) as ContactId);

describe('A set of contacts', () => {
  it('has those that were put into it, each once, and no others', () => {
    fc.assert(
      fc.property(fc.array(uuid, { maxLength: 60 }), fc.array(uuid), (some, others) => {
        const set = new ContactSet(some.length);
        for (const one of [...some, ...some]) set.add(one);
        expect(set.size).toBe(new Set(some).size);
        expect(set.list().toSorted()).toEqual([...new Set(some)].toSorted());
        for (const one of [...some, ...others]) expect(set.has(one)).toBe(some.includes(one));
      }),
      { numRuns: runs(500) },
    );
  });
});
