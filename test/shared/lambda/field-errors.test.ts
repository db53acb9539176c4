import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { list, map, text, whole } from '../../../shared/domain/schema.ts';
import { FieldErrors, parseFields } from '../../../shared/lambda/http/field-errors.ts';

const REQUIRED = { code: 'required' } as const;
const BLANK = { code: 'blank' } as const;
const NULL = { code: 'null' } as const;
const NOT_UNIQUE = { code: 'not_unique' } as const;
const INVALID_URN = { code: 'invalid_urn', urn: 'x' } as const;

describe('FieldErrors', () => {
  it('has no body while nothing is wrong', () => {
    const errors = new FieldErrors();
    expect(errors.body).toBeNull();
    expect(errors.none({})).toBe(true);
  });

  it('keeps the first refusal of each field, in the order of the fields', () => {
    const errors = new FieldErrors();
    errors.add('name', BLANK);
    errors.add('name', NOT_UNIQUE);
    errors.add('country', REQUIRED);
    expect(errors.body).toEqual({
      name: [BLANK],
      country: [REQUIRED],
    });
    expect(errors.none({})).toBe(false);
  });

  it('keeps the first refusal of each item of a list or map', () => {
    const errors = new FieldErrors();
    errors.addItem('urns', 1, INVALID_URN);
    errors.addItem('urns', 1, NOT_UNIQUE);
    errors.addItem('urns', 0, NULL);
    expect(errors.body).toEqual({ urns: { 0: [NULL], 1: [INVALID_URN] } });
  });

  it('reports a field as a whole or its items, as added first', () => {
    const errors = new FieldErrors();
    errors.add('urns', REQUIRED);
    errors.addItem('urns', 0, INVALID_URN);
    errors.addItem('groups', 0, NULL);
    errors.add('groups', REQUIRED);
    expect(errors.body).toEqual({
      urns: [REQUIRED],
      groups: { 0: [NULL] },
    });
  });
});

describe('parseFields', () => {
  const shape = {
    name: text({ max: 5 }),
    age: z.optional(whole(0, 150)),
    urns: z.optional(list(text())),
    fields: z.optional(map(text())),
  };
  const parse = (input: Readonly<Record<string, unknown>>) => {
    const { given, errors } = parseFields(shape, input);
    return { given, errors: errors.body };
  };

  it('returns the known fields that were sent', () => {
    expect(parse({ name: 'Ann', shoe: 38 })).toEqual({ given: { name: 'Ann' }, errors: null });
  });

  it('reports every field that is wrong, and returns the others', () => {
    expect(parse({ name: 'Annabel', age: 'old', urns: ['tel:1'] })).toEqual({
      given: { urns: ['tel:1'] },
      errors: {
        name: [{ code: 'too_many_characters', most: 5 }],
        age: [{ code: 'not_whole' }],
      },
    });
  });

  it('reports a required field that was not sent', () => {
    expect(parse({})).toEqual({ given: {}, errors: { name: [REQUIRED] } });
  });

  it('reports the items of a list by index and those of a map by key', () => {
    expect(parse({ name: 'Ann', urns: ['a', null, true], fields: { age: {}, village: 'x' } }).errors).toEqual({
      urns: { 1: [NULL], 2: [{ code: 'not_text' }] },
      fields: { age: [{ code: 'not_text' }] },
    });
  });

  it('takes no field from the prototype of the body', () => {
    const { given } = parseFields({ constructor: z.optional(text()) }, {});
    expect(given).toEqual({});
  });
});
