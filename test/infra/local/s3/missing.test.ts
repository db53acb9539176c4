/** What S3 says of a file that is not there, to each function by its own role (`files.ts` says what is kept where). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptAssembly } from '../../../../infra/local/assembly/assembly-cache.ts';
import { interpret } from '../../../../infra/local/assembly/interpret.ts';
import { readAssembly } from '../../../../infra/local/assembly/read.ts';
import { createLocalServer } from '../../../../infra/local/http/local-hosts.ts';
import { maySeeMissing } from '../../../../infra/local/iam/roles.ts';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';
import { createS3 } from '../../../../infra/local/s3/server.ts';
import { openStore } from '../../../../infra/local/s3/store.ts';
import { s3Files } from '../../../../shared/lambda/clients/s3-files.ts';

const { buckets, functions, permissions } = interpret(readAssembly(await keptAssembly()), {
  region: 'eu-west-1',
  queueUrl: String,
});
const Bucket = functions.map(({ environment }) => environment['FILES_BUCKET']).find((name) => name !== undefined) ?? '';
const directory = mkdtempSync(join(tmpdir(), 'dormouse-s3-'));
/** How far the clock of the store is ahead, milliseconds. */
let ahead = 0;
/** Whether S3 compares no prefix of a missing file with those that a role may list, so that none fits. */
let isStrict = false;
const now = () => Date.now() + ahead;
const sees = maySeeMissing(permissions);
const server = createLocalServer(
  createS3({
    ...{ store: openStore(directory, now), buckets, secret: 'local', now },
    maySeeMissing: (...asked) => !isStrict && sees(...asked),
  }),
);
let endpoint = '';
beforeAll(async () => {
  endpoint = `http://${HOST}:${await listen(server, 0)}`;
});
afterAll(async () => {
  await close(server);
  rmSync(directory, { recursive: true });
});

const clientOf = (sessionToken?: string) => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local', ...(sessionToken && { sessionToken }) };
  return new S3Client({ endpoint, region: 'eu-west-1', credentials });
};
const filesOf = (name?: string) => s3Files(Bucket, () => clientOf(name));
const said = (name: string, Key: string) =>
  Promise.all(
    [new GetObjectCommand({ Bucket, Key }), new HeadObjectCommand({ Bucket, Key })].map((asked) =>
      clientOf(name)
        .send(asked as GetObjectCommand)
        .then(
          () => 200,
          (error) => error.$metadata.httpStatusCode,
        ),
    ),
  );

/** The prefixes of keys that a function may read. */
const readBy = (name: string): string[] =>
  (permissions.get(name)?.statements ?? [])
    .filter(({ Action }) => Action.includes('s3:GetObject'))
    .flatMap(({ Resource }) => Resource.map((one) => one.replace(`arn:aws:s3:::${Bucket}/`, '').slice(0, -1)));
const readers = [...permissions.keys()].flatMap((name) => readBy(name).map((prefix) => [name, prefix] as const));
const DAYS = 86_400_000;

it('functions read files', () => {
  expect(readers.length).toBeGreaterThan(10);
});

describe.each(readers)('to %s, in %s', (name, prefix) => {
  const key = `${prefix}11111111-1111-4111-8111-111111111111/a/file`;
  const read = async () => {
    const files = filesOf(name);
    const part = await files.open(key, { from: 1, to: 2 });
    const joined = await filesOf().join('exports/joined', [{ key, from: 0, to: 3 }], 'text/csv');
    return [String(await files.read(key)), await files.size(key), part && (await text(part)), joined];
  };
  const NOTHING = ['null', null, null, false];

  it('a file is there, or never was, or is gone after its days', async () => {
    expect([await said(name, key), await read()]).toEqual([[404, 404], NOTHING]);
    await filesOf().write(key, 'Ann');
    expect([await said(name, key), await read()]).toEqual([
      [200, 200],
      ['Ann', 3, 'nn', true],
    ]);
    ahead += 15 * DAYS;
    expect([await said(name, key), await read()]).toEqual([[404, 404], NOTHING]);
  });

  it('a file is not there where S3 compares no prefix, and forbids to say so', async () => {
    isStrict = true;
    expect([await said(name, key), await read()]).toEqual([
      [403, 403],
      ['null', null, null, expect.any(Boolean)],
    ]);
    isStrict = false;
  });
});

it('S3 forbids to say so of other prefixes, and to functions that may list none', async () => {
  expect(await said('imports', 'exports/none')).toEqual([403, 403]);
  expect(await said('jobs-watchdog', 'exports/none')).toEqual([403, 403]);
  expect(await said('no-function', 'letters/none')).toEqual([403, 403]);
});

it('what is forbidden and there is no missing file', async () => {
  const forbidden = Object.assign(new Error('Access Denied'), { $metadata: { httpStatusCode: 403 } });
  await filesOf().write('exports/there', 'Ann');
  const client = clientOf();
  const files = s3Files(Bucket, () => client);
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        commandName === 'ListObjectsV2Command' ? next(args) : Promise.reject(forbidden),
    { step: 'build' },
  );
  await expect(files.read('exports/there')).rejects.toBe(forbidden);
  expect(await files.read('exports/none')).toBeNull();
});
