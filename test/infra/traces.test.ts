/** Context `traces`: what each bundle's companion sends to X-Ray's daemon, which runs beside the function on AWS. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bundle } from '../../infra/bundles/bundle.ts';
import { FEATURES } from '../../infra/features/index.ts';

const outdir = mkdtempSync(join(tmpdir(), 'dormouse-traces-'));
const daemon = createSocket('udp4');
afterAll(() => {
  daemon.close();
  rmSync(outdir, { recursive: true });
});

/** Asks a DynamoDB that is not there, as a function on AWS would. */
const CALL = `
  const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');
  const client = require(process.argv[1]).traceCalls(new DynamoDBClient({ maxAttempts: 1 }));
  client.send(new GetItemCommand({ TableName: 'Contacts', Key: { pk: { S: 'C#1' } } })).catch(() => {});`;

it('a call is a part of the trace of its invocation, with its table and without its key', async () => {
  await bundle(
    FEATURES.filter(({ name }) => name === 'groups'),
    outdir,
  );
  daemon.bind(0, '127.0.0.1');
  await once(daemon, 'listening');
  const sent = once(daemon, 'message');
  const env = {
    ...process.env,
    LAMBDA_TASK_ROOT: '/var/task',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${(daemon.address() as AddressInfo).port}`,
    POWERTOOLS_TRACER_CAPTURE_HTTPS_REQUESTS: 'false',
    _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
  };
  spawn(process.execPath, ['-e', CALL, join(outdir, 'groups/traces.cjs')], { env, stdio: 'inherit' });
  const [message] = (await sent) as [Buffer];
  const segment = JSON.parse(String(message).split('\n')[1] ?? '') as object;
  expect(segment).toMatchObject({
    trace_id: '1-5759e988-bd862e3fe1be46a994272793',
    parent_id: '53995c3f42cd8ad8',
    name: 'DynamoDB',
    fault: true,
    aws: { operation: 'GetItem', table_name: 'Contacts' },
  });
  expect(JSON.stringify(segment)).not.toContain('C#1');
});
