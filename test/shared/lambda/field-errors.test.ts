import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { list, map, text, whole } from '../../../shared/domain/schema.ts';
import { FieldErrors, parseFields } from '../../../shared/lambda/field-errors.ts';

describe('FieldErrors', () => {
  it('has no body while nothing is wrong', () => {
    const errors = new FieldErrors();
    expect(errors.body).toBeNull();
    expect(errors.none({})).toBe(true);
  });

  it('keeps the first message of each field, in the order of the fields', () => {
    const errors = new FieldErrors();
    errors.add('name', 'This field may not be blank.');
    errors.add('name', 'This field must be unique.');
    errors.add('country', 'This field is required.');
    expect(errors.body).toEqual({
      name: ['This field may not be blank.'],
      country: ['This field is required.'],
    });
    expect(errors.none({})).toBe(false);
  });

  it('keeps the first message of each item of a list or map', () => {
    const errors = new FieldErrors();
    errors.addItem('urns', 1, 'Invalid URN: x.');
    errors.addItem('urns', 1, 'This field must be unique.');
    errors.addItem('urns', 0, 'This field may not be null.');
    expect(errors.body).toEqual({ urns: { 0: ['This field may not be null.'], 1: ['Invalid URN: x.'] } });
  });

  it('reports a field as a whole or its items, as added first', () => {
    const errors = new FieldErrors();
    errors.add('urns', 'This field is required.');
    errors.addItem('urns', 0, 'Invalid URN: x.');
    errors.addItem('groups', 0, 'This field may not be null.');
    errors.add('groups', 'This field is required.');
    expect(errors.body).toEqual({
      urns: ['This field is required.'],
      groups: { 0: ['This field may not be null.'] },
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
        name: ['Ensure this field has no more than 5 characters.'],
        age: ['A valid integer is required.'],
      },
    });
  });

  it('reports a required field that was not sent', () => {
    expect(parse({})).toEqual({ given: {}, errors: { name: ['This field is required.'] } });
  });

  it('reports the items of a list by index and those of a map by key', () => {
    expect(parse({ name: 'Ann', urns: ['a', null, true], fields: { age: {}, village: 'x' } }).errors).toEqual({
      urns: { 1: ['This field may not be null.'], 2: ['Not a valid string.'] },
      fields: { age: ['Not a valid string.'] },
    });
  });

  it('takes no field from the prototype of the body', () => {
    const { given } = parseFields({ constructor: z.optional(text()) }, {});
    expect(given).toEqual({});
  });
});
