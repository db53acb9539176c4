import { expect, it } from 'vitest';
import {
  allOf,
  anyOf,
  atMost,
  equals,
  type ItemCondition,
  isAbsent,
  isPresent,
  lacks,
  oneOf,
} from '../../../../shared/data/dynamo/expression.ts';
import { put, remove, requestOf, update, type Write } from '../../../../shared/data/dynamo/write.ts';

const tables = { contactsTable: 'Contacts', workspaceTable: 'Workspace' };
const key = { pk: 'W#1', sk: 'GROUP#2' };

const request = (write: Write) => requestOf(tables, write);

it('names the table, and carries no placeholders where there is no expression', () => {
  expect(request(put('contacts', { ...key, name: 'Ann' }))).toEqual({
    Put: { TableName: 'Contacts', Item: { ...key, name: 'Ann' } },
  });
  expect(request(remove('workspace', { ...key, name: 'Ann' } as typeof key))).toEqual({
    Delete: { TableName: 'Workspace', Key: key },
  });
});

it('updates by placeholders, each attribute named once, and does not touch what is undefined', () => {
  const change = { set: { name: 'Ann', query: undefined }, setOnce: { createdOn: 5 }, add: { 'failed:worker': 2 } };
  expect(request(update('workspace', key, change, equals('name', 'Bob')))).toEqual({
    Update: {
      TableName: 'Workspace',
      Key: key,
      UpdateExpression: 'SET #n0 = :v1, #n1 = if_not_exists(#n1, :v2) ADD #n2 :v3',
      ConditionExpression: '#n0 = :v0',
      ExpressionAttributeNames: { '#n0': 'name', '#n1': 'createdOn', '#n2': 'failed:worker' },
      ExpressionAttributeValues: { ':v0': 'Bob', ':v1': 'Ann', ':v2': 5, ':v3': 2 },
    },
  });
});

it('only adds when there is nothing to set', () => {
  expect(request(update('workspace', key, { set: {}, add: { revision: 1 } })).Update?.UpdateExpression).toBe(
    'ADD #n0 :v0',
  );
});

it.each<[ItemCondition, string]>([
  [isAbsent, 'attribute_not_exists(#n0)'],
  [isPresent, 'attribute_exists(#n0)'],
  [lacks('status'), 'attribute_not_exists(#n0)'],
  [atMost('ttl', 7), '#n0 <= :v0'],
  [oneOf('status', ['queued', 'started']), '#n0 IN (:v0, :v1)'],
  [
    anyOf(isAbsent, allOf(lacks('status'), atMost('until', 7))),
    '(attribute_not_exists(#n0)) OR ((attribute_not_exists(#n1)) AND (#n2 <= :v0))',
  ],
])('writes %j as %s', (condition, text) => {
  expect(request(remove('contacts', key, condition)).Delete?.ConditionExpression).toBe(text);
});
