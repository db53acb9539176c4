import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { choice, flag, list, map, refusalIn, text, whole } from '../../../shared/domain/schema.ts';
import { sentencesOf } from '../../../shared/lambda/http/refusals.ts';
import cases from '../../cases/domain/schema.json' with { type: 'json' };

/** The value that a schema parses the input to, or what it says. */
function read(schema: z.core.$ZodType, input: unknown): unknown {
  const result = z.safeParse(schema, input);
  return result.success ? result.data : result.error.issues.flatMap((issue) => sentencesOf([refusalIn(issue)]));
}

const BLOCKS = {
  text: text(),
  choice: choice(['tel', 'mailto']),
  flag: flag(),
  whole: whole(1, 10),
  list: list(text()),
  map: map(text()),
};

describe.each(Object.entries(BLOCKS))('%s', (_, schema) => {
  it.each([
    [undefined, 'This field is required.'],
    [null, 'This field may not be null.'],
  ])('%s', (input, message) => {
    expect(read(schema, input)).toEqual([message]);
  });

  it('may be left out of a body, or be null, when it is declared so', () => {
    expect(read(z.optional(schema), undefined)).toBeUndefined();
    expect(read(z.nullable(schema), null)).toBeNull();
  });
});

describe('text', () => {
  it.each([
    ['Ann', 'Ann'],
    ['  Ann\n', 'Ann'],
    [12, '12'],
    [0.5, '0.5'],
    ['👩🏾', '👩🏾'],
    [true, ['Not a valid string.']],
    [[], ['Not a valid string.']],
    [{}, ['Not a valid string.']],
    ['', ['This field may not be blank.']],
    ['   ', ['This field may not be blank.']],
    ['a\0b', ['Null characters are not allowed.']],
    ['a\ud83db', ['Surrogate characters are not allowed: U+D83D.']],
    ['a'.repeat(10_001), ['Ensure this field has no more than 10000 characters.']],
  ])('%j', (input, expected) => {
    expect(read(text(), input)).toEqual(expected);
  });

  it.each(cases.text as unknown as [object, string | number, string | readonly string[]][])(
    '%j: %j',
    (options, input, expected) => {
      expect(read(text(options), input)).toEqual(expected);
    },
  );
});

describe('choice', () => {
  it.each(cases.choice as unknown as [unknown, unknown][])('%j', (input, expected) => {
    expect(read(choice(['tel', 'mailto']), input)).toEqual(expected);
  });
});

describe('flag', () => {
  it.each(cases.flag as unknown as [unknown, unknown][])('%j', (input, expected) => {
    expect(read(flag(), input)).toEqual(expected);
  });
});

describe('whole', () => {
  it.each(cases.whole as unknown as [unknown, unknown][])('%j', (input, expected) => {
    expect(read(whole(1, 10), input)).toEqual(expected);
  });
});

describe('list', () => {
  it.each([
    [[], []],
    [
      ['a', 1],
      ['a', '1'],
    ],
    ['a', ['Expected a list of items but got type "str".']],
    [7, ['Expected a list of items but got type "int".']],
    [0.5, ['Expected a list of items but got type "float".']],
    [true, ['Expected a list of items but got type "bool".']],
    [{}, ['Expected a list of items but got type "dict".']],
    [Array(101).fill('a'), ['Ensure this field has no more than 100 elements.']],
  ])('%j', (input, expected) => {
    expect(read(list(text()), input)).toEqual(expected);
  });

  it('has another limit when it is declared so', () => {
    expect(read(list(text(), 1), ['a', 'b'])).toEqual(['Ensure this field has no more than 1 elements.']);
  });
});

describe('map', () => {
  it.each(cases.map as unknown as [unknown, unknown][])('%j', (input, expected) => {
    expect(read(map(text()), input)).toEqual(expected);
  });
});
