import { createServer } from 'node:http';
import { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendWithoutTokens } from '../../../../infra/local/dynamodb/without-tokens.ts';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';

const asked: { length: number; body: object }[] = [];
const engine = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  asked.push({ length: Number(request.headers['content-length']), body: JSON.parse(String(Buffer.concat(chunks))) });
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
});
let client: DynamoDBClient;

beforeAll(async () => {
  const endpoint = `http://${HOST}:${await listen(engine, 0)}`;
  client = new DynamoDBClient({ endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  sendWithoutTokens();
});
afterAll(() => close(engine));

const Put = { TableName: 't', Item: { pk: { S: 'Ünal 🐭' }, n: { N: '12345678901234567890.5' } } };

it('a transaction reaches the engine as it is, but for its token', async () => {
  await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }));
  const body = { TransactItems: [{ Put }] };
  expect(asked.pop()).toEqual({ length: Buffer.byteLength(JSON.stringify(body)), body });
});

it('no other call is touched', async () => {
  await client.send(new PutItemCommand(Put));
  expect(asked.pop()).toMatchObject({ body: Put });
});
