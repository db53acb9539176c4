/** A service that accepts connections and never answers is given up before the time of the function is over. */
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FEATURES } from '../../infra/features/index.ts';
import { getItem, light, openData } from '../../shared/data/dynamo/index.ts';
import { patient } from '../../shared/lambda/clients/patient.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import type { Config } from '../../shared/lambda/invocation/config.ts';
import { BACKGROUND, REQUEST, within } from '../../shared/lambda/invocation/retry-limits.ts';

const sockets = new Set<Socket>();
/** What a server does with the first bytes of a call. */
async function serve(answer: (socket: Socket) => void): Promise<{ server: Server; url: string }> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('data', () => answer(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return { server, url: `http://127.0.0.1:${port}` };
}

const servers: Server[] = [];
const listening = async (answer: (socket: Socket) => void): Promise<string> => {
  const { server, url } = await serve(answer);
  servers.push(server);
  return url;
};
let silent = '';
beforeAll(async () => {
  silent = await listening(() => undefined);
});
afterAll(() => {
  vi.unstubAllEnvs();
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
});

const SMALLEST = Math.min(...FEATURES.map(({ timeout }) => timeout)) * 1_000;
/** The same rules in a function that has no more than some seconds. */
const SHORT = { ...BACKGROUND, leftAfterWaits: 500, leftAfterCalls: 300 };
const options = (endpoint: string) => ({
  ...{ endpoint, region: 'eu-west-1', maxAttempts: 1 },
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
/** How long a call took, and what it threw, in an invocation of so many milliseconds. */
async function playing(allowed: typeof REQUEST, milliseconds: number, call: () => Promise<unknown>) {
  const begun = performance.now();
  const error = await within(allowed, { getRemainingTimeInMillis: () => milliseconds }, call).then(
    () => null,
    (thrown: Error) => thrown,
  );
  return { took: performance.now() - begun, error };
}

describe('within the time of the smallest function', () => {
  const services = {
    table: () => {
      vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', silent);
      const data = openData({ contactsTable: 'contacts', workspaceTable: 'workspace', hmacKey: null });
      return getItem(data, 'contacts', { pk: 'C#1', sk: 'CONTACT' }, { consistent: true });
    },
    queue: () => {
      vi.stubEnv('AWS_ENDPOINT_URL_SQS', silent);
      const queues = openQueues({ selectQueueUrl: `${silent}/0/select` } as Config);
      return queues.send('select', [{}] as never, 'a workspace' as never);
    },
  };

  it.each(Object.entries(services))('a silent %s is given up, as a busy one', async (_, call) => {
    const { took, error } = await playing(REQUEST, SMALLEST, call);
    expect(error).toMatchObject({ code: 'busy' });
    expect(took).toBeLessThan(SMALLEST);
  });

  it.each(Object.entries(services))('one call of a worker waits for half of what is left: %s', async (_, call) => {
    const { took, error } = await playing(SHORT, 2_000, call);
    expect(error).toMatchObject({ code: 'busy' });
    expect(took).toBeGreaterThan(900);
  });

  it.each(Object.entries(services))('and none begins when too little is left: %s', async (_, call) => {
    const { error } = await playing(SHORT, 250, call);
    expect(error).toMatchObject({ code: 'busy' });
    expect(error?.cause).toBeUndefined();
  });
});

it('each client of a service is made so that it gives silence up', () => {
  const sources = globSync('{shared,functions}/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  const made = sources.flatMap((text) => text.match(/(?:\(own\) => )?new (?:sdk\.)?[A-Z]\w*Client\([^)]*/g) ?? []);
  const bounded = /^\(own\) => .*\bown\b|\blight\(|requestHandler: \{ connectionTimeout/;
  expect(made.length).toBeGreaterThan(10);
  expect(made.filter((one) => !bounded.test(one))).toEqual([]);
});

const GET = new GetItemCommand({ TableName: 'contacts', Key: { pk: { S: 'C#1' } } });
const lightly = (endpoint: string) => new DynamoDBClient({ ...options(endpoint), ...light() });
const s3 = (endpoint: string) =>
  patient((own) => new S3Client({ ...options(endpoint), ...own, maxAttempts: 3, forcePathStyle: true }));
const FILE = new GetObjectCommand({ Bucket: 'files', Key: 'exports/a' });

it('a service that never ends its TLS handshake is given up after the second of a connection', async () => {
  const { took, error } = await playing(BACKGROUND, 60_000, () => lightly(silent.replace('http:', 'https:')).send(GET));
  expect(error).toMatchObject({ name: 'TimeoutError' });
  expect(took).toBeLessThan(10_000);
});

it('an answer that arrived while the process was busy counts as an answer', async () => {
  const answering = await listening((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    for (const until = performance.now() + 500; performance.now() < until; );
  });
  const { error } = await playing({ ...BACKGROUND, longestSilence: 300 }, 60_000, () => lightly(answering).send(GET));
  expect(error).toBeNull();
});

it('an answer that comes byte by byte is given up at half of the time', async () => {
  const trickling = await listening(async (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
    while (!socket.destroyed) {
      socket.write(' ');
      await sleep(20);
    }
  });
  const { error } = await playing(SHORT, 1_000, () => lightly(trickling).send(GET));
  expect(error).toMatchObject({ name: 'TimeoutError' });
});

describe('a store of files', () => {
  const HEAD = 'HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n';

  it('that says nothing is given up, with all repetitions of the SDK', async () => {
    const { error } = await playing(SHORT, 2_000, () => s3(silent).send(FILE));
    expect(error).toMatchObject({ name: 'TimeoutError' });
  });

  it('that falls silent in a file fails its reader', async () => {
    const halting = await listening((socket) => void socket.write(`${HEAD}${'x'.repeat(100)}`));
    const { error } = await playing(SHORT, 1_000, async () => {
      const { Body } = await s3(halting).send(FILE);
      await Body?.transformToByteArray();
    });
    expect(error).toMatchObject({ name: 'TimeoutError' });
  });

  it('waits for a slow reader, however long', async () => {
    const whole = await listening((socket) => void socket.write(`${HEAD}${'x'.repeat(1_000_000)}`));
    let read = 0;
    const { error } = await playing({ ...BACKGROUND, longestSilence: 500 }, 60_000, async () => {
      const { Body } = await s3(whole).send(FILE);
      for await (const part of Body as AsyncIterable<Buffer>) {
        read += part.length;
        if (read < 100_000) await sleep(1_200);
      }
    });
    expect([error, read]).toEqual([null, 1_000_000]);
  });
});
