import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decider, isAllowed, isLike } from '../../../../infra/local/iam/is-allowed.ts';
import type { Statement } from '../../../../infra/local/iam/policies.ts';
import cases from '../../../cases/infra/local/iam/is-allowed.json' with { type: 'json' };

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

test.each(
  cases.patterns as unknown as [
    '*' | 'arn:*:table/A' | 'a?c' | 'a.c' | 'W#*',
    'anything' | 'arn:aws:table/A' | 'arn:aws:table/AB' | 'abc' | 'ac' | 'W#',
    boolean,
  ][],
)('the pattern %s for %s: %s', (pattern, value, expected) => {
  expect(isLike(pattern, value)).toBe(expected);
});

const part = fc.constantFrom('W#', 'J#', 'a', '.', '?', '*', '');
const pattern = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
const value = fc
  .array(fc.constantFrom('W#', 'J#', 'a', '.', '?', '*', '\n'), { maxLength: 4 })
  .map((all) => all.join(''));
const some = (one: fc.Arbitrary<string>) => fc.array(one, { minLength: 1, maxLength: 3 });
const condition = some(pattern).map((keys) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } }));
const statement: fc.Arbitrary<Statement> = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    Action: some(fc.constantFrom('dynamodb:PutItem', 'dynamodb:*', '*', 'sqs:Send?essage')),
    Resource: some(fc.constantFrom(TABLE, `${TABLE}/*`, '*', 'arn:*')),
    Condition: condition,
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);
const access = fc.record(
  {
    action: fc.constantFrom('dynamodb:PutItem', 'dynamodb:putitem', 'sqs:SendMessage'),
    resource: fc.constantFrom(TABLE, `${TABLE}/index/byFolder`, 'other'),
    leadingKeys: fc.array(value, { maxLength: 3 }),
  },
  { requiredKeys: ['action', 'resource'] },
);

test('what is kept of statements decides as the statements do, for any calls one after another', () => {
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 5 }), fc.array(access, { maxLength: 20 }), (statements, accesses) => {
      const decide = decider(statements);
      expect(accesses.map(decide)).toEqual(accesses.map((one) => isAllowed(statements, one)));
    }),
  );
});

/** The same by the letter: what is left of both after each way to read the first sign of the pattern. */
function matches(pattern: string, value: string): boolean {
  if (pattern === '') return value === '';
  const rest = pattern.slice(1);
  if (pattern.startsWith('*')) return matches(rest, value) || (value !== '' && matches(pattern, value.slice(1)));
  return value !== '' && (pattern.startsWith('?') || pattern[0] === value[0]) && matches(rest, value.slice(1));
}

test('any pattern matches what it matches sign by sign', () => {
  fc.assert(
    fc.property(fc.oneof(pattern, fc.constant('')), value, (one, text) => isLike(one, text) === matches(one, text)),
  );
});
