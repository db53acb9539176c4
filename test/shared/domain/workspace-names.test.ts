import { describe, expect, it } from 'vitest';
import {
  fieldNameError,
  generateFieldKey,
  groupNameError,
  isFieldKey,
} from '../../../shared/domain/workspace-names.ts';
import { sentenceOf } from '../../../shared/lambda/http/refusals.ts';

describe('a group’s name', () => {
  it.each([
    ['Reporters', null],
    ['🐭'.repeat(64), null],
    ['', 'This field may not be blank.'],
    ['   ', 'This field may not be blank.'],
    ['x'.repeat(65), 'Ensure this field has no more than 64 characters.'],
    [' Reporters', 'Cannot begin or end with whitespace.'],
    ['Reporters\t', 'Cannot begin or end with whitespace.'],
    ['"Reporters"', 'Cannot contain the character: "'],
    ['a\\b', 'Cannot contain the character: \\'],
    ['a\0b', 'Null characters are not allowed.'],
  ])('%j: %s', (name, error) => {
    const refusal = groupNameError(name);
    expect(refusal && sentenceOf(refusal)).toBe(error);
  });
});

describe('a field’s name', () => {
  it.each([
    ['Date of Birth', null],
    ['my-age 2', null],
    ['', 'This field may not be blank.'],
    ['x'.repeat(37), 'Ensure this field has no more than 36 characters.'],
    ['Âge', 'Can only contain letters, numbers and hypens.'],
    ['a_b', 'Can only contain letters, numbers and hypens.'],
    ['HAS', 'Generated key "has" is invalid or a reserved name.'],
    ['Created On', 'Generated key "created_on" is invalid or a reserved name.'],
    ['1st Visit', 'Generated key "1st_visit" is invalid or a reserved name.'],
    ['---', 'Generated key "" is invalid or a reserved name.'],
  ])('%j: %s', (name, error) => {
    const refusal = fieldNameError(name);
    expect(refusal && sentenceOf(refusal)).toBe(error);
  });

  it('becomes a key in lower case, with one underscore for each sequence of other characters', () => {
    expect(generateFieldKey('  Date -- of   Birth! ')).toBe('date_of_birth');
    expect(isFieldKey('date_of_birth')).toBe(true);
    expect(isFieldKey('name')).toBe(true);
    expect(isFieldKey('fields')).toBe(false);
    expect(isFieldKey('x'.repeat(37))).toBe(false);
  });
});
