import type { Json, JsonObject } from './case.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/;

/** `<uuid>` and the like, each of which matches any value of a kind. */
const MATCHERS: Readonly<Record<string, (value: unknown) => boolean>> = {
  '<any>': (value) => value !== undefined,
  '<uuid>': (value) => typeof value === 'string' && UUID.test(value),
  '<time>': (value) => typeof value === 'string' && TIME.test(value),
  '<text>': (value) => typeof value === 'string' && value !== '',
  '<integer>': (value) => Number.isInteger(value),
};

const LIKE = /^<like (.+)>$/;

/**
 * The differences from the expected value, one line each; empty when equal. An object must have exactly the expected
 * keys, unless `"...": true` allows others; `<like …>` is a regular expression for a whole text, and
 * `{"<includes>": […]}` a list that has these items among others.
 */
export function differences(expected: Json, value: unknown, place = 'body'): string[] {
  if (typeof expected === 'string') return matches(expected, value) ? [] : [differs(place, expected, value)];
  if (Array.isArray(expected)) return listDifferences(expected, value, place);
  if (typeof expected === 'object' && expected !== null) return objectDifferences(expected as JsonObject, value, place);
  return expected === value ? [] : [differs(place, expected, value)];
}

function matches(expected: string, value: unknown): boolean {
  const [, pattern] = LIKE.exec(expected) ?? [];
  if (pattern !== undefined) return typeof value === 'string' && new RegExp(`^${pattern}$`, 's').test(value);
  return MATCHERS[expected]?.(value) ?? expected === value;
}

function listDifferences(expected: readonly Json[], value: unknown, place: string): string[] {
  if (!Array.isArray(value) || value.length !== expected.length) return [differs(place, expected, value)];
  return expected.flatMap((item, index) => differences(item, value[index], `${place}[${index}]`));
}

function objectDifferences(expected: JsonObject, value: unknown, place: string): string[] {
  if ('<includes>' in expected) return missing(expected['<includes>'] as readonly Json[], value, place);
  const { '...': open = false, ...wanted } = expected;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [differs(place, expected, value)];
  const found = value as Readonly<Record<string, unknown>>;
  const extra = open === true ? [] : Object.keys(found).filter((key) => !Object.hasOwn(wanted, key));
  return [
    ...Object.entries(wanted).flatMap(([key, item]) => differences(item, found[key], `${place}.${key}`)),
    ...extra.map((key) => `${place}.${key} is not expected: ${JSON.stringify(found[key])}`),
  ];
}

const missing = (expected: readonly Json[], value: unknown, place: string): string[] =>
  Array.isArray(value)
    ? expected
        .filter((item) => !value.some((one) => differences(item, one).length === 0))
        .map((item) => `${place} should include ${JSON.stringify(item)} and is ${JSON.stringify(value)}`)
    : [differs(place, { '<includes>': expected }, value)];

/** The same as an expectation of vitest, within others. */
export const like = (expected: Json) => ({
  asymmetricMatch: (value: unknown) => differences(expected, value).length === 0,
  toString: () => JSON.stringify(expected),
});

const differs = (place: string, expected: Json, value: unknown): string =>
  `${place} should be ${JSON.stringify(expected)} and is ${JSON.stringify(value)}`;
