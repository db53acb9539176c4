/** `npm run deploy` and `npm run destroy`, to their ends: with a CDK that notes its calls, and AWS as it documents. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { close, HOST, listen } from '../../infra/local/ports.ts';
import { openApi } from '../../scripts/api.ts';
import type { Service } from '../support/service.ts';
import { joinJourney } from './stage.ts';

const ROOT = join(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'dormouse-deploy-'));
const noted = join(directory, 'cdk.log');
const cdkCalls = () => readFileSync(noted, 'utf8').trim().split('\n').filter(Boolean);

/** Answers of AWS to what the commands ask, and what they were. */
const asked: string[] = [];
const xml = (name: string, body: string) => `<${name}Response><${name}Result>${body}</${name}Result></${name}Response>`;
const NOT_THERE = '<ErrorResponse><Error><Code>ValidationError</Code><Message>no</Message></Error></ErrorResponse>';
const BUCKET =
  '<member><ResourceType>AWS::S3::Bucket</ResourceType><PhysicalResourceId>files</PhysicalResourceId></member>';
const OBJECTS = ['exports/a', 'imports/b'].map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
const aws = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const action = /Action=(\w+)/.exec(body)?.[1] ?? String(request.headers['x-amz-target'] ?? request.url).split('?')[0];
  asked.push(`${request.method} ${action}${request.url?.includes('?delete') ? ' delete' : ''}`);
  const answer = (status: number, text: string) => response.writeHead(status).end(text);
  const AccountLimit = { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 1_000 };
  if (action?.includes('account-settings')) return answer(200, JSON.stringify({ AccountLimit }));
  if (action?.includes('GetServiceQuota')) return answer(200, JSON.stringify({ Quota: { Value: 500 } }));
  if (action === 'ListStackResources')
    return answer(200, xml(action, `<StackResourceSummaries>${BUCKET}</StackResourceSummaries>`));
  if (request.method === 'GET') return answer(200, `<ListBucketResult>${OBJECTS}</ListBucketResult>`);
  if (request.url?.includes('?delete')) return answer(200, '<DeleteResult></DeleteResult>');
  return request.method === 'PUT' ? answer(200, '') : answer(400, NOT_THERE);
});

let service: Service;
let env: NodeJS.ProcessEnv = {};
beforeAll(async () => {
  service = await joinJourney();
  const { dynamodb } = (await service.local('GET', 'info')).body;
  const outputs = {
    DormouseData: { ContactsTable: dynamodb.tables.contacts, WorkspaceTable: dynamodb.tables.workspace },
    DormouseService: { ApiUrl: service.url, ConsoleBucket: 'console' },
  };
  const cdk = `#!${process.execPath}
const { appendFileSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
appendFileSync(${JSON.stringify(noted)}, args.join(' ') + '\\n');
const at = args.indexOf('--outputs-file');
if (at > 0) writeFileSync(args[at + 1], ${JSON.stringify(JSON.stringify(outputs))});`;
  writeFileSync(join(directory, 'cdk'), cdk, { mode: 0o755 });
  symlinkSync(process.env['ASSEMBLY'] ?? '', join(directory, 'cdk.out'));
  env = {
    PATH: `${directory}${delimiter}${process.env['PATH']}`,
    HOME: process.env['HOME'],
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: `http://${HOST}:${await listen(aws, 0)}`,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
  };
});
beforeEach(() => {
  writeFileSync(noted, '');
  asked.length = 0;
});
afterAll(async () => {
  await close(aws);
  rmSync(directory, { recursive: true });
  await service?.stop();
});

/** Runs a command like npm, where `cdk.out` is; resolves with its exit code and what it wrote. */
const run = (script: string, ...args: string[]) =>
  new Promise<{ code: number; out: string; said: string }>((resolve) => {
    const where = { env, cwd: directory, maxBuffer: 10_000_000 };
    execFile(process.execPath, [join(ROOT, 'scripts', script), ...args], where, (error, out, said) =>
      resolve({ code: error ? Number(error.code) : 0, out, said }),
    );
  });

it('deploys from an account that has nothing to a service that was seen to work, in one command', async () => {
  const name = 'Radio Kigali';
  const { code, out, said } = await run('deploy.ts', '--workspace', name, '--person', 'ann@example.org');
  expect([code, said]).toEqual([0, expect.stringContaining('ok  nothing is left behind')]);
  expect(cdkCalls()).toEqual([
    'bootstrap',
    expect.stringMatching(/^deploy --all -c accountConcurrency=1000 --outputs-file /),
  ]);
  expect(said).toContain('500 requests a second');
  // The page comes last, after the files that it names.
  expect(asked.filter((one) => one.startsWith('PUT')).at(-1)).toMatch(/index\.html$/);
  const [, token = ''] = /^workspace "Radio Kigali" \S+\ntoken (\S+)$/m.exec(out) ?? [];
  const api = openApi(service.url, token);
  expect((await api.get('settings.json'))['name']).toBe(name);
  expect((await api.get('people.json'))['results']).toMatchObject([
    { email: 'ann@example.org', role: 'administrator' },
  ]);
  expect(out).toMatch(/^invitation of ann@example\.org http/m);
  expect(out).toContain(`ApiUrl ${service.url}`);
  expect(out).toMatch(/A month in which nothing happens costs \$\d\.\d\d/);
  await service.idle();

  const again = await run('deploy.ts', '--workspace', name);
  expect([again.code, again.said]).toEqual([
    0,
    expect.stringContaining('There is a workspace "Radio Kigali" already.'),
  ]);
  expect(again.out).not.toContain('token ');
});

it('a dry run says every step and does none', async () => {
  const { code, said } = await run('deploy.ts', '--dry', '--workspace', 'One', '-c', 'stage=staging');
  expect(code).toBe(0);
  expect(said.trim().split('\n')).toHaveLength(7);
  expect(said).toContain('would deploy: cdk deploy --all -c accountConcurrency=<as the account has> -c stage=staging');
  const gone = await run('destroy.ts', '--keep', 'nothing', '--really', 'production', '--dry');
  expect([gone.code, gone.said.trim().split('\n').length]).toEqual([0, 3]);
  expect([cdkCalls(), asked]).toEqual([[], []]);
});

it('destroys the service alone, with its files, or everything once it is meant', async () => {
  const kept = await run('destroy.ts', '--keep', 'data', '--stage', 'staging');
  expect([kept.code, cdkCalls()]).toEqual([0, ['destroy DormouseService-staging -c stage=staging --force']]);
  expect(asked).toEqual(['POST ListStackResources', 'GET /files/', 'POST /files/ delete']);
  const refused = await run('destroy.ts', '--keep', 'nothing', '--really', 'staging');
  expect([refused.code, refused.said]).toEqual([
    1,
    expect.stringContaining('add --really production, or --keep data.'),
  ]);
  await run('destroy.ts', '--keep', 'nothing', '--really', 'production');
  expect(cdkCalls().slice(1)).toEqual([
    'deploy --all -c stage=production -c discard=true --require-approval never',
    'destroy --all -c stage=production --force',
  ]);
});

it.each([
  [['--workspace'], '--workspace needs a value.'],
  [['--person', 'ann@example.org'], '--person needs --workspace'],
])('says in one line what is wrong with %j', async (args, line) => {
  const { code, said } = await run('deploy.ts', ...args);
  expect([code, said]).toEqual([1, expect.stringContaining(line)]);
});
