import { describe, expect, it } from 'vitest';
import { defineGroup } from '../../../../shared/domain/groups/definition.ts';
import cases from '../../../cases/domain/groups/definition.json' with { type: 'json' };
import { assets, now } from '../contacts/world.ts';

const define = (text: string) => defineGroup(text, assets, now);

describe('a smart group is defined by', () => {
  it.each(cases.queries)('%s', (text, query, readAs) => {
    expect(define(text)).toEqual({ ok: true, definition: { query, readAs } });
  });
});

describe('a smart group is not defined by', () => {
  it.each(['id = 1', 'ref = ABC', 'status = active', 'group = ""', 'flow = ""', 'history = ""'])('%s', (condition) => {
    const property = condition.split(' ')[0] ?? '';
    expect(define(`name = ann AND ${condition}`)).toEqual({
      ok: false,
      error: {
        code: 'not_allowed_in_group',
        message: 'You cannot create a smart group based on "id" or "group".',
        extra: { property },
        start: 15,
        end: 15 + condition.length,
        hint: `"${property}" can be searched for, but a smart group cannot follow it. Leave this condition out.`,
      },
    });
  });

  it.each([
    ['created_on < -90d', 'created_on'],
    ['dormant_since < -2w', 'dormant_since'],
    ['fields.joined > -1y', 'fields.joined'],
  ])('a day counted back from today where no index finds who moves: %s', (text, property) => {
    const value = text.slice(text.lastIndexOf(' ') + 1);
    expect(define(text)).toMatchObject({
      ok: false,
      error: {
        code: 'relative_date_in_group',
        message: `A smart group can count days back from today for last_seen_on only, not for ${property}.`,
        extra: { property, value },
        start: text.length - value.length,
        end: text.length,
      },
    });
  });

  it('a query that the query language refuses, with its message', () => {
    expect(define('beers > 5')).toMatchObject({ ok: false, error: { code: 'unknown_property', start: 0, end: 5 } });
    expect(define('name = (')).toMatchObject({ ok: false, error: { code: 'syntax' } });
    expect(define(`name = "${'a'.repeat(10_000)}"`)).toMatchObject({ ok: false, error: { code: 'too_complex' } });
  });

  it('a query whose normal form is too long to be read again', () => {
    const typed = Array.from({ length: 200 }, (_, i) => `age=${i}`).join(' OR ');
    expect(define(typed).ok).toBe(true);
    const names = Array.from({ length: 200 }, () => `name=${'a'.repeat(40)}`).join(' or ');
    expect(names.length).toBeLessThan(10_000);
    expect(define(names)).toMatchObject({ ok: false, error: { code: 'too_complex', start: 0 } });
  });
});
