import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, it } from 'vitest';
import { openDocuments } from '../../../../shared/data/dynamo/client.ts';
import { createMeter, retryWithinLimit, secondsAhead } from '../../../../shared/data/dynamo/index.ts';
import { LightHttpHandler, light } from '../../../../shared/data/dynamo/light-http.ts';
import { PreparedSha256 } from '../../../../shared/data/dynamo/prepared-hash.ts';
import { isBusy } from '../../../../shared/data/dynamo/throttles.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

const CREDENTIALS = { accessKeyId: 'key', secretAccessKey: 'a secret', sessionToken: 'a session' };
const again = () => new GetItemCommand({ TableName: 'contacts', Key: { pk: { S: 'Zoë' } } });
const GET = again();

/** A DynamoDB that does what it is told; returns its address. */
async function listen(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const clientAt = (endpoint: string, options: object = light()) =>
  new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials: CREDENTIALS, maxAttempts: 1, ...options });

const error = (sent: Promise<unknown>): Promise<Error> =>
  sent.then(
    () => Promise.reject(),
    (thrown) => thrown,
  );

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The signature that AWS computes of a request (Signature Version 4). */
function signatureOf({ headers }: IncomingMessage, body: Buffer): string {
  const [, scope = '', names = ''] =
    /Credential=key\/([^,]+), SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? [];
  const signed = names.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonical = ['POST', '/', '', signed.join(''), names, sha256(body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = scope
    .split('/')
    .reduce((made: string | Buffer, part) => hmac(made, part), `AWS4${CREDENTIALS.secretAccessKey}`);
  return hmac(key, text).toString('hex');
}

it('signs each call as AWS asks for, the first one and those with the prepared key', async () => {
  const checked: boolean[] = [];
  const endpoint = await listen(async (request, response) => {
    const body = await buffer(request);
    const names = request.headers.authorization ?? '';
    const whole = ['host', 'x-amz-date', 'x-amz-security-token', 'x-amz-target'].every((name) => names.includes(name));
    checked.push(whole && names.endsWith(`Signature=${signatureOf(request, body)}`));
    response.end('{}');
  });
  const client = clientAt(endpoint);
  for (let time = 0; time < 3; time += 1) await client.send(again());
  expect(checked).toEqual([true, true, true]);
});

it('signs by the credentials of now, and by the clock of the service where the machine is wrong', async () => {
  const heard: string[] = [];
  const endpoint = await listen((request, response) => {
    request.resume();
    const { authorization = '', 'x-amz-security-token': session, 'x-amz-date': date } = request.headers;
    heard.push(`${/Credential=(\w+)/.exec(authorization)?.[1]} ${session} ${String(date).slice(0, 4)}`);
    response.setHeader('date', new Date(Date.UTC(2040, 0, 2)).toUTCString());
    response.statusCode = heard.length === 1 ? 400 : 200;
    response.end(heard.length === 1 ? '{"__type":"#InvalidSignatureException","message":"Signature expired"}' : '{}');
  });
  const renewed = { accessKeyId: 'next', secretAccessKey: 'another secret', sessionToken: 'b' };
  // Near their end, so that the SDK asks for them again.
  const expiration = new Date(Date.now() + 60_000);
  let given = { ...CREDENTIALS, sessionToken: 'a' };
  const credentials = async () => ({ ...given, expiration });
  const client = clientAt(endpoint, { ...light(), credentials });
  const call = () => retryWithinLimit(() => client.send(again()));
  await call();
  given = renewed;
  await call();
  const year = new Date().getUTCFullYear();
  expect(heard).toEqual([`key a ${year}`, 'key a 2040', 'next b 2040']);
});

it('hashes texts and bytes, in parts, with a key and without', async () => {
  const hex = async (hash: PreparedSha256) => Buffer.from(await hash.digest()).toString('hex');
  const plain = new PreparedSha256();
  expect(await hex(plain)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  plain.update('The quick brown fox ');
  plain.update(new TextEncoder().encode('jumps over the lazy dog'));
  expect(await hex(plain)).toBe('d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592');
  for (const secret of ['key', new TextEncoder().encode('key')])
    for (const _ of ['made', 'kept']) {
      const keyed = new PreparedSha256(secret);
      keyed.update('The quick brown fox jumps over the lazy dog');
      expect(await hex(keyed)).toBe('f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8');
    }
});

it('hashes another text with the same secret, and the same with another', async () => {
  const hashes = new Set<string>();
  for (const [secret = '', text = ''] of ['ab', 'ac', 'db', 'ab', 'aé']) {
    const keyed = new PreparedSha256(secret);
    keyed.update(text);
    const hex = Buffer.from(await keyed.digest()).toString('hex');
    expect(hex).toBe(hmac(secret, text).toString('hex'));
    hashes.add(hex);
  }
  expect(hashes.size).toBe(4);
});

it('reads an answer that comes in parts, and an error of the service', async () => {
  const endpoint = await listen((request, response) => {
    request.resume();
    if (!request.headers['x-amz-target']?.includes('GetItem')) return void response.end('{}');
    response.write('{"Item":{"pk":{"S":"Zo');
    setTimeout(() => response.end('ë"}}}'), 20);
  });
  expect(await clientAt(endpoint).send(again())).toMatchObject({ Item: { pk: { S: 'Zoë' } } });
  const refusing = await listen((_, response) => {
    response.statusCode = 400;
    response.end('{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"No table"}');
  });
  expect(await error(clientAt(refusing).send(GET))).toMatchObject({ name: 'ResourceNotFoundException' });
});

it('refuses a request with a query, which it would not send', async () => {
  const to = { protocol: 'http:', hostname: 'aws', method: 'GET', path: '/', headers: {} };
  const request = { ...to, query: { status: 'new' } };
  await expect(new LightHttpHandler().handle(request)).rejects.toThrow(/query: status/);
});

it.each<[string, Parameters<typeof createServer>[1]]>([
  ['says nothing', (request) => void request.resume()],
  ['falls silent in its answer', (_, response) => void response.write('{"Item"')],
  ['breaks the connection', (request) => void request.socket.destroy()],
  [
    'breaks the connection in its answer',
    (request, response) => response.write('{"Item"', () => setTimeout(() => request.socket.destroy(), 20)),
  ],
])('takes a service that %s for a busy one, whose call is repeated', async (_, answer) => {
  const endpoint = await listen(answer);
  const failed = await error(clientAt(endpoint, { ...light(), requestHandler: new LightHttpHandler(100) }).send(GET));
  expect(isBusy(failed)).toBe(true);
});

it.each([
  [503, '<html>busy</html>', true],
  [502, '', true],
  [400, '<html>what?</html>', false],
])('takes an answer of %s without JSON by its status', async (status, body, busy) => {
  const endpoint = await listen((request, response) => {
    request.resume();
    response.writeHead(status).end(body);
  });
  expect(isBusy(await error(clientAt(endpoint).send(again())))).toBe(busy);
});

it.each([1, -1])("notices a clock %i hours ahead of DynamoDB's", async (hours) => {
  const endpoint = await listen((_, response) => {
    response.setHeader('date', new Date(Date.now() - hours * 3_600_000).toUTCString());
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  });
  const meter = createMeter();
  const documents = openDocuments(clientAt(endpoint, {}), meter);
  const data = { contactsTable: 'contacts', workspaceTable: 'workspace', hmacKey: null, documents, meter };
  expect(Math.round((await secondsAhead(data)) / 3_600)).toBe(hours);
  documents.destroy();
});
