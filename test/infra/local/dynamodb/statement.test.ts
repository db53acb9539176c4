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

it('another statement is not guessed at', () => {
  for (const Statement of ['SELECT * FROM "T"', `INSERT INTO "T" VALUE {'pk': 'x'}`, `DELETE FROM "T" WHERE "pk" = ?`])
    expect(() => readStatement({ Statement, Parameters: [{ S: 'x' }] })).toThrow('does not know this statement');
});
