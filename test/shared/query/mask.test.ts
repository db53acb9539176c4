import { describe, expect, test } from 'vitest';
import { maskQuery, parseQuery, printQuery, withoutLeftOut } from '../../../shared/query/query.ts';
import cases from '../../cases/query/mask.json' with { type: 'json' };
import masked from '../../cases/query/masked.json' with { type: 'json' };
import { casesIn, parsed, WORKSPACE } from './support.ts';

interface ParsingCase {
  readonly normal?: string;
}

describe('A query whose values are masked', () => {
  test.each(cases.masked)('%s', (query, masked) => {
    expect(maskQuery(query, '***')).toBe(masked);
  });

  test('keeps its form, so that it reads back, and masking it again changes nothing', () => {
    for (const { normal } of casesIn<ParsingCase>('textit-parsing.json')) {
      if (normal === undefined || !parseQuery(normal, WORKSPACE).ok) continue;
      const masked = maskQuery(printQuery(parsed(normal)), 'hidden');
      expect(maskQuery(masked, 'hidden')).toBe(masked);
    }
  });
});

describe('A query that leaves people out one by one', () => {
  test.each(masked as [string, string, number][])('%s', (text, query, leftOut) => {
    expect(withoutLeftOut(text)).toEqual({ query, leftOut });
  });
});
