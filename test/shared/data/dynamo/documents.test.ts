import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it, vi } from 'vitest';
import { openDocuments } from '../../../../shared/data/dynamo/documents.ts';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** A document client whose calls end before they are sent, with what would have been. */
function unsent() {
  const client = new DynamoDBClient({ region: 'eu-west-1', credentials: CREDENTIALS });
  const around = vi.fn();
  client.middlewareStack.add(
    (next, { commandName }) => {
      around(commandName);
      return next;
    },
    { step: 'initialize' },
  );
  client.middlewareStack.add(
    () =>
      async ({ input }) => ({ output: { sent: input } as never, response: {} }),
    {
      step: 'serialize',
      priority: 'low',
    },
  );
  return { documents: openDocuments(client), around };
}

const TableName = 'Contacts';
const name = (number: number) => ({ pk: `C#${number}`, name: `Person ${number}` });

it('sends what each command says, many of one kind at once', async () => {
  const { documents } = unsent();
  const numbers = [1, 2, 3, 4];
  const sent = await Promise.all(
    numbers.map((number) => documents.send(new PutCommand({ TableName, Item: name(number) }))),
  );
  expect(sent).toMatchObject(
    numbers.map((number) => ({ sent: { Item: { pk: { S: `C#${number}` }, name: { S: `Person ${number}` } } } })),
  );
});

it('works out what is done around a call once for each kind of command, when the address is known', async () => {
  const { documents, around } = unsent();
  await documents.send(new GetCommand({ TableName, Key: { pk: 'C#0' } }));
  around.mockClear();
  for (const number of [1, 2]) {
    await documents.send(new PutCommand({ TableName, Item: name(number) }));
    await documents.send(new GetCommand({ TableName, Key: { pk: `C#${number}` } }));
  }
  expect(around.mock.calls).toEqual([['PutItemCommand'], ['GetItemCommand']]);
});

it('throws what a call throws, and goes on with the next', async () => {
  const { documents } = unsent();
  const Item = { pk: 'C#1', age: Number.NaN };
  await expect(documents.send(new PutCommand({ TableName, Item }))).rejects.toThrow(/NaN/);
  expect(await documents.send(new PutCommand({ TableName, Item: name(2) }))).toMatchObject({
    sent: { Item: { pk: { S: 'C#2' } } },
  });
});
