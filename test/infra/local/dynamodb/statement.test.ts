import { describe, expect, it } from 'vitest';
import { readStatement } from '../../../../infra/local/dynamodb/statement.ts';
import { actionOf } from '../../../../infra/local/dynamodb/update-of.ts';
import { isAbsent, put } from '../../../../shared/data/dynamo/index.ts';
import { statementOf } from '../../../../shared/data/dynamo/statement.ts';
import type { Put } from '../../../../shared/data/dynamo/write.ts';

const TABLES = { contactsTable: 'Contacts', workspaceTable: 'Workspace' };

describe('an insertion', () => {
  const made = put('contacts', { pk: 'X#1', sk: 'MESSAGE', ttl: 5, none: undefined } as never, isAbsent) as Put & {
    readonly condition: { readonly is: 'absent' };
  };
  const { Statement = '' } = statementOf(TABLES, { put: made });

  it('is a statement with a question mark for each value', () => {
    expect(Statement).toBe(`INSERT INTO "Contacts" VALUE {'pk': ?, 'sk': ?, 'ttl': ?}`);
  });

  it('becomes a put on condition that nothing is there', () => {
    const read = readStatement({ Statement, Parameters: [{ S: 'X#1' }, { S: 'MESSAGE' }, { N: '5' }] });
    expect(actionOf(read)).toEqual({
      Put: {
        TableName: 'Contacts',
        Item: { pk: { S: 'X#1' }, sk: { S: 'MESSAGE' }, ttl: { N: '5' } },
        ConditionExpression: 'attribute_not_exists(#key)',
        ExpressionAttributeNames: { '#key': 'pk' },
      },
    });
  });
});

it('a change that names an attribute twice is refused, as DynamoDB does', () => {
  const Statement = 'UPDATE "T" SET "a" = ? REMOVE "b" REMOVE "b" WHERE "pk" = ? AND "sk" = ?';
  expect(() => readStatement({ Statement, Parameters: [{ N: '1' }, { S: 'p' }, { S: 's' }] })).toThrow('twice');
});

it('statements of one text keep their own values, and too few are refused each time', () => {
  const Statement = 'UPDATE "T" SET "a" = ? REMOVE "b" WHERE "pk" = ? AND "sk" = ? AND "c" IS MISSING';
  const read = (a: string, pk: string) => readStatement({ Statement, Parameters: [{ S: a }, { S: pk }, { S: 's' }] });
  const [one, other] = [read('1', 'p'), read('2', 'q')];
  expect([one.set, other.set]).toEqual([[['a', { S: '1' }]], [['a', { S: '2' }]]]);
  expect(one.where).toEqual([
    ['pk', { S: 'p' }],
    ['sk', { S: 's' }],
    ['c', null],
  ]);
  expect(other.where[0]).toEqual(['pk', { S: 'q' }]);
  for (const _ of [1, 2])
    expect(() => readStatement({ Statement, Parameters: [{ S: 'x' }] })).toThrow('fewer parameters');
});

it('another statement is not guessed at', () => {
  for (const Statement of ['SELECT * FROM "T"', `INSERT INTO "T" VALUE {'pk': 'x'}`, `DELETE FROM "T" WHERE "pk" = ?`])
    expect(() => readStatement({ Statement, Parameters: [{ S: 'x' }] })).toThrow('does not know this statement');
});

it('a change becomes an update of an item that exists, on the same condition', () => {
  const change = readStatement({
    Statement: 'UPDATE "T" SET "version" = ? REMOVE "note" WHERE "pk" = ? AND "sk" = ? AND "version" = ?',
    Parameters: [{ N: '2' }, { S: 'p' }, { S: 's' }, { N: '1' }],
  });
  expect(actionOf(change)).toEqual({
    Update: {
      TableName: 'T',
      Key: { pk: { S: 'p' }, sk: { S: 's' } },
      UpdateExpression: 'SET #n0 = :v0 REMOVE #n1',
      ConditionExpression: 'attribute_exists(#n2) AND #n0 = :v1',
      ExpressionAttributeNames: { '#n0': 'version', '#n1': 'note', '#n2': 'pk' },
      ExpressionAttributeValues: { ':v0': { N: '2' }, ':v1': { N: '1' } },
    },
  });
});
