import { describe, expect, test } from 'vitest';
import { maskQuery, parseQuery, printQuery } from '../../../shared/query/query.ts';
import { casesIn, parsed, WORKSPACE } from './support.ts';

interface ParsingCase {
  readonly normal?: string;
}

describe('A query whose values are masked', () => {
  test.each([
    ['name = "Mukamana"', 'name = "***"'],
    ['urns.tel ~ "788" AND (fields.age > 30 OR urn != "")', 'urns.tel ~ "***" AND (fields.age > "***" OR urn != "")'],
    ['last_seen_on < "-1y" AND group = "Clinic"', 'last_seen_on < "-1y" AND group = "Clinic"'],
    ['status = "active" AND tickets > 3', 'status = "active" AND tickets > 3'],
    ['name = "x AND status = \\"blocked"', 'name = "***"'],
    ['nickname = "Muka"', 'nickname = "***"'],
    ['Mukamana', '"***"'],
    ['name = ) Mukamana', '"***"'],
  ])('%s', (query, masked) => {
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
