import { describe, expect, it } from 'vitest';
import { normalizeExtra } from '../../../../shared/domain/jobs/legacy-extra.ts';

describe('The deprecated extra of a start', () => {
  it('has keys of letters, digits and underscores, of 255 characters at most', () => {
    expect(normalizeExtra({ 'first name': 1, 'a.b-c': 2, Ok_3: 3, é: 4 })).toEqual({
      first_name: 1,
      a_b_c: 2,
      Ok_3: 3,
      _: 4,
    });
    expect(Object.keys(normalizeExtra({ ['k'.repeat(300)]: 1 }))).toEqual(['k'.repeat(255)]);
  });

  it('has objects for lists, empty text for null, and keeps numbers and flags', () => {
    expect(normalizeExtra({ list: [null, [true], { n: 1.5 }] })).toEqual({
      list: { 0: '', 1: { 0: true }, 2: { n: 1.5 } },
    });
  });

  it('cuts texts to 640 characters, and never splits a character', () => {
    expect(normalizeExtra({ text: 'x'.repeat(641), faces: '😀'.repeat(641) })).toEqual({
      text: 'x'.repeat(640),
      faces: '😀'.repeat(640),
    });
  });

  it('has at most 256 entries, nested ones included', () => {
    const outer = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`k${n}`, n]));
    expect(Object.keys(normalizeExtra(outer))).toHaveLength(256);
    const { inner, after } = normalizeExtra({ inner: outer, after: 1 }) as { inner: object; after?: number };
    expect(Object.keys(inner)).toHaveLength(255);
    expect(after).toBeUndefined();
  });
});
