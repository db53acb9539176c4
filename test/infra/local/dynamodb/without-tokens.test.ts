import { Agent, request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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
  sendWithoutTokens(1);
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

it('a file is written while another is read, however few calls the engine is sent at a time', async () => {
  const files = createServer((request, response) => {
    response.write('begun');
    if (request.url === '/write') response.end();
  });
  await listen(files, 0);
  const { port } = files.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const begun = (path: string) => new Promise((resolve) => ask({ host: HOST, port, path, agent }, resolve).end());
  await begun('/read');
  await begun('/write');
  agent.destroy();
  await close(files);
});
