import { describe, expect, test } from 'vitest';
import { isAllowed, isLike } from '../../../../infra/local/iam/is-allowed.ts';
import type { Statement } from '../../../../infra/local/iam/policies.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-1:000000000000:table/Contacts';
const allow = (more: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action: ['dynamodb:PutItem'],
  Resource: [TABLE],
  ...more,
});
const put = { action: 'dynamodb:PutItem', resource: TABLE };

describe('a role may', () => {
  test('do what a statement allows, on the resource that it names', () => {
    expect(isAllowed([allow()], put)).toBe(true);
    expect(isAllowed([allow()], { ...put, action: 'dynamodb:DeleteItem' })).toBe(false);
    expect(isAllowed([allow()], { ...put, resource: `${TABLE}/index/byFolder` })).toBe(false);
    expect(isAllowed([], put)).toBe(false);
  });

  test('not do what another statement denies', () => {
    expect(isAllowed([allow(), allow({ Effect: 'Deny', Action: ['dynamodb:*'] })], put)).toBe(false);
  });

  test('touch only partition keys of the condition; all of them in one request', () => {
    const only = allow({ Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['W#*', 'J#*'] } } });
    const touching = (...leadingKeys: string[]) => isAllowed([only], { ...put, leadingKeys });
    expect([touching('W#1'), touching('W#1', 'J#2'), touching('W#1', 'T#2'), touching('T#2')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

test.each([
  ['*', 'anything', true],
  ['arn:*:table/A', 'arn:aws:table/A', true],
  ['arn:*:table/A', 'arn:aws:table/AB', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['a.c', 'abc', false],
  ['W#*', 'W#', true],
] as const)('the pattern %s for %s: %s', (pattern, value, expected) => {
  expect(isLike(pattern, value)).toBe(expected);
});
