import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundle } from '../../../infra/bundles/bundle.ts';
import { FEATURES } from '../../../infra/features/index.ts';
import { interpret } from '../../../infra/local/assembly/interpret.ts';
import { readAssembly } from '../../../infra/local/assembly/read.ts';
import permissions from '../../cases/infra/permissions.json' with { type: 'json' };
import { ASSEMBLY, actionsOf, functionsOf, ofType, type Statement, statementsOf, synthesise } from './assembly.ts';

const { service } = synthesise();
const functions = functionsOf(service).map((fn) => ({
  ...fn,
  statements: statementsOf(service, fn.Role['Fn::GetAtt'][0]),
}));
/** Apart from the audit log, indexes, forms and lists of files, which are below. */
const APART: readonly (string | undefined)[] = [
  undefined,
  'AppendWorkspace',
  'QueryContacts',
  'ListFiles',
  'ListUploads',
  'ReadFormOfContacts',
  'ReadFormOfWorkspace',
];
/** One reads files of snapshots; the others call the service as anybody does, or set rates. */
const WITHOUT_TABLES = ['snapshots-part', 'probe', 'brake'];
/** They read nothing that has another form in data of another release. */
const ANY_FORM = ['inbound', 'webhooks-send', 'webhooks-late', ...WITHOUT_TABLES];
const granted = (statements: readonly Statement[]): string[] =>
  statements.flatMap(({ Sid = '' }) => (Sid === '' || APART.includes(Sid) ? [] : [Sid])).sort();
const isWildcard = ({ Resource }: Statement): boolean => JSON.stringify(Resource).includes('*');

it('gives each function exactly what it needs', () => {
  expect(Object.fromEntries(functions.map(({ name, statements }) => [name, granted(statements).join(' ')]))).toEqual(
    permissions.functions,
  );
});

describe.each(functions)('$name', ({ name, Role, statements, Environment: { Variables } }) => {
  it('has a role of its own', () => {
    expect(functions.filter((other) => other.Role['Fn::GetAtt'][0] === Role['Fn::GetAtt'][0])).toHaveLength(1);
  });

  it('reads through reading actions only', () => {
    const reads = statements.filter(({ Sid }) => Sid === 'ReadContacts' || Sid === 'ReadWorkspace').flatMap(actionsOf);
    const reading = WITHOUT_TABLES.includes(name)
      ? []
      : ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
    expect(new Set(reads)).toEqual(new Set(reading));
    const queries = statements.filter(({ Sid }) => Sid?.startsWith('Query')).flatMap(actionsOf);
    expect(queries.filter((action) => action !== 'dynamodb:Query')).toEqual([]);
  });

  it('may see of which form the data is, unless it works with any', () => {
    const seen = ANY_FORM.includes(name) ? [] : ['FORMAT'];
    for (const sid of ['ReadFormOfContacts', 'ReadFormOfWorkspace'])
      expect(partitionsOf(statements, sid)).toEqual(seen);
  });

  it('is told that a file is not there by the same prefixes that it reads or removes', () => {
    const of = (...sids: string[]) => statements.filter(({ Sid = '' }) => sids.includes(Sid));
    const prefixes = (text: object) => new Set(JSON.stringify(text).match(/\w+\/\*/g) ?? []);
    const listed = of('ListFiles').map(({ Condition = {} }) => Condition);
    expect(prefixes(listed)).toEqual(prefixes(of('ReadFiles', 'RemoveFiles')));
    expect(listed.every((one) => 'StringLike' in one)).toBe(true);
    expect(of('ListUploads')).toHaveLength(of('RemoveFiles').length);
  });

  it('may not scan a table, but the audit that of contacts', () => {
    const scans = statements.filter((statement) => actionsOf(statement).includes('dynamodb:Scan'));
    expect(scans.map(({ Sid }) => Sid)).toEqual(name === 'audit' ? ['ScanContacts'] : []);
  });

  it('names each resource that it may use, except traces and metrics, which have no names', () => {
    const wide = statements.filter(isWildcard);
    expect(wide.map((statement) => actionsOf(statement))).toEqual([
      ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
      ...(granted(statements).includes('ReadMetrics') ? [['cloudwatch:GetMetricData']] : []),
      // Under a prefix of the bucket.
      ...(granted(statements).includes('ReadFiles') ? [['s3:GetObject']] : []),
      ...(granted(statements).includes('WriteFiles') ? [['s3:PutObject']] : []),
      ...(granted(statements).includes('RemoveFiles') ? [['s3:AbortMultipartUpload', 's3:DeleteObject']] : []),
    ]);
  });

  it('has no action with a wildcard', () => {
    expect(statements.flatMap(actionsOf).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('has the environment variables of the resources that it may use', () => {
    const has = (sid: string) => granted(statements).includes(sid);
    expect(Variables).toMatchObject({ CONTACTS_TABLE: expect.anything(), WORKSPACE_TABLE: expect.anything() });
    expect('HMAC_SECRET_ARN' in Variables).toBe(has('ReadHashKey'));
    expect('SELECT_QUEUE_URL' in Variables).toBe(has('SendSelect'));
    expect('WORK_QUEUE_URL' in Variables).toBe(has('SendWork'));
    expect('PASSED_OVER_QUEUE_URL' in Variables).toBe(has('SendPassedOver'));
    expect('INBOUND_QUEUE_URL' in Variables).toBe(has('SendInbound'));
    expect('PULL_QUEUE_URL' in Variables).toBe(has('SendPull'));
    expect('SNAPSHOTS_QUEUE_URL' in Variables).toBe(has('SendSnapshots'));
    expect('DELIVERIES_QUEUE_URL' in Variables).toBe(has('SendDeliveries'));
    expect('EVENT_BUS_NAME' in Variables).toBe(has('PutEvents'));
  });
});

/** The partitions that a statement allows; none when the function has no such statement. */
function partitionsOf(statements: readonly Statement[], sid: string): readonly string[] {
  const found = statements.find(({ Sid }) => Sid === sid);
  if (found === undefined) return [];
  expect(found.Condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': expect.any(Array) } });
  const { 'ForAllValues:StringLike': keys } = found.Condition as Record<string, Record<string, string[]>>;
  return (keys?.['dynamodb:LeadingKeys'] ?? []).map((pattern) => pattern.replace(/#\*$/, '#')).sort();
}

const outdir = mkdtempSync(join(tmpdir(), 'dormouse-partitions-'));
await bundle(FEATURES, outdir);

describe('the partitions that each function may touch', () => {
  afterAll(() => rmSync(outdir, { recursive: true }));

  /**
   * The keys of items that a function's code can make; esbuild leaves out what is never called. `B#` is only put, for
   * the stream; `I#keys` is only read with permission for the key of addresses, as the next test checks.
   */
  const madeIn = (name: string): readonly string[] => {
    const code = readFileSync(join(outdir, name, 'index.cjs'), 'utf8');
    const begins = [...code.matchAll(/[`"']([AC-Z])#(?!keys[`"'])/g)].map(([, letter]) => `${letter}#`);
    return [...new Set([...begins, ...(/"WORKSPACES"/.test(code) ? ['WORKSPACES'] : [])])].sort();
  };

  it.each(functions)('$name reads those whose keys it can make, and no others', ({ name, statements }) => {
    const reads = ['ReadContacts', 'ReadWorkspace'].flatMap((sid) => partitionsOf(statements, sid)).sort();
    expect(reads).toEqual(madeIn(name));
  });

  it.each(functions)('$name may read which keys have made hashes where it may read the key', ({ statements }) => {
    if (statements.some(({ Sid }) => Sid === 'ReadHashKey'))
      expect(partitionsOf(statements, 'ReadContacts')).toContain('I#');
  });

  it.each(functions)('$name queries indexes only where it asks one', ({ name, statements }) => {
    const asks = /"by(Folder|Modified)"/.test(readFileSync(join(outdir, name, 'index.cjs'), 'utf8'));
    expect(statements.some(({ Sid }) => Sid === 'QueryContacts')).toBe(asks);
  });

  it.each(functions)('$name may add to the audit log at most, and change or delete nothing of it', ({ statements }) => {
    const touching = statements.filter(({ Condition }) => JSON.stringify(Condition ?? {}).includes('"U#*"'));
    const actions = touching.flatMap(actionsOf).filter((action) => !/:(?:BatchGetItem|GetItem|Query)$/.test(action));
    expect(actions.filter((action) => action !== 'dynamodb:PutItem')).toEqual([]);
    expect(partitionsOf(statements, 'AppendWorkspace').filter((begin) => begin !== 'U#')).toEqual([]);
  });

  it.each(functions)('$name writes none of a table that it does not read', ({ statements }) => {
    for (const table of ['Contacts', 'Workspace']) {
      const reads = partitionsOf(statements, `Read${table}`);
      expect(partitionsOf(statements, `Write${table}`).filter((begin) => !reads.includes(begin))).toEqual([]);
    }
  });

  it('are written by these', () => {
    const writers = (begin: string) =>
      functions
        .filter(({ statements }) =>
          ['WriteContacts', 'WriteWorkspace'].some((sid) => partitionsOf(statements, sid).includes(begin)),
        )
        .map(({ name }) => name)
        .join(' ');
    const table = {
      ...Object.fromEntries(
        ['C#', 'I#', 'G#', 'S#', 'X#', 'T#', 'P#', 'W#', 'D#', 'E#', 'M#', 'N#', 'O#'].map((begin) => [
          begin,
          writers(begin),
        ]),
      ),
    };
    expect(table).toEqual(permissions.table);
    expect(writers('WORKSPACES')).toBe('');
  });
});

it('ends every function that changes contacts, but the audit, within a minute: what it knows of groups is no older (ADR 022)', () => {
  const writers = functions.filter(({ statements }) => partitionsOf(statements, 'WriteContacts').includes('C#'));
  // The audit reads them anew for each hundred contacts, and times of roster entries with each step (ADR 022).
  expect(writers.filter(({ Timeout }) => Timeout > 60).map(({ name }) => name)).toEqual(['audit']);
});

it('lets the scheduler call the two scheduled functions and nothing else', () => {
  const [[role] = []] = ofType(service, 'AWS::IAM::Role').filter(([id]) => id.startsWith('SchedulesRole'));
  const statements = statementsOf(service, role ?? '');
  expect(statements.filter(isWildcard)).toEqual([]);
  expect(new Set(statements.flatMap(actionsOf))).toEqual(
    new Set(['lambda:InvokeFunction', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage']),
  );
});

it('takes no file of a snapshot that is not encrypted by KMS, and lets only who searches read one', () => {
  const policies = ofType(service, 'AWS::S3::BucketPolicy').map(([, { Properties }]) => JSON.stringify(Properties));
  expect(policies.filter((one) => one.includes('OnlyEncryptedSnapshots'))).toHaveLength(1);
  const files = interpret(readAssembly(ASSEMBLY), { region: 'eu-west-1', queueUrl: String }).buckets.filter(
    ({ encrypted }) => encrypted.length > 0,
  );
  expect(files.map(({ encrypted }) => encrypted)).toEqual([['snapshots/']]);
  const mayRead = (statement: Statement) =>
    actionsOf(statement).includes('s3:GetObject') && JSON.stringify(statement.Resource).includes('/snapshots/*');
  const readers = functions.filter(({ statements }) => statements.some(mayRead)).map(({ name }) => name);
  expect(readers.sort()).toEqual(['contacts', 'jobs-select', 'search', 'snapshots', 'snapshots-part', 'workspace']);
});
