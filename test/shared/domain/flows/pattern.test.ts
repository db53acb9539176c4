import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPattern, patternProblem } from '../../../../shared/domain/flows/template/library/pattern.ts';
import cases from '../../../cases/flows/patterns.json' with { type: 'json' };

describe('a pattern is read as RE2 reads it', () => {
  it.each(cases)('$pattern', ({ pattern, text = '', groups, refused }) => {
    if (refused !== undefined) expect(patternProblem(pattern)).toBe(refused);
    else expect(matchPattern(pattern, text)).toEqual(groups);
  });

  it('is refused when it is longer than 1,000 characters', () => {
    expect(patternProblem('a'.repeat(1_001))).toBe('regular expression is too long');
  });

  it('always either matches or is refused', () => {
    const pieces = fc.array(
      fc.constantFrom('a', 'b', '(', ')', '[', ']', '*', '+', '?', '|', '\\', '{2,}', '^', '$', '.'),
    );
    fc.assert(
      fc.property(pieces, fc.string({ maxLength: 50 }), (parts, text) => {
        const pattern = parts.join('');
        if (patternProblem(pattern) === null) matchPattern(pattern, text);
      }),
    );
  });
});
