/** The local S3 with a store of its own, for the tests of a file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from 'vitest';
import { createLocalServer } from '../../../../infra/local/http/local-hosts.ts';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';
import { createS3 } from '../../../../infra/local/s3/server.ts';
import { openStore } from '../../../../infra/local/s3/store.ts';
import { s3Files } from '../../../../shared/lambda/clients/s3-files.ts';

export function onLocalS3() {
  const directory = mkdtempSync(join(tmpdir(), 'dormouse-s3-'));
  /** How far the store's clock is ahead, milliseconds: links and forms are made by the machine's. */
  const clock = { ahead: 0 };
  const now = () => Date.now() + clock.ahead;
  const store = openStore(directory, now);
  const buckets = [{ name: 'files', days: [{ prefix: '', days: 1 }], encrypted: ['snapshots/'] }];
  const server = createLocalServer(createS3({ store, buckets, secret: 'local', now, maySeeMissing: () => true }));
  let endpoint: string;
  beforeAll(async () => {
    endpoint = `http://${HOST}:${await listen(server, 0)}`;
  });
  afterAll(async () => {
    await close(server);
    rmSync(directory, { recursive: true });
  });
  const client = (secretAccessKey = 'local') =>
    new S3Client({ endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey } });
  return { clock, store, client, endpoint: () => endpoint, files: () => s3Files('files', () => client()) };
}
