import { describe, expect, it } from 'vitest';
import { baseKey } from '../../../shared/data/counts/items.ts';
import { jobKey, openKey, slicesPk } from '../../../shared/data/jobs/items.ts';
import { logPk } from '../../../shared/data/messages/log.ts';
import { settingsKey } from '../../../shared/data/workspace/items.ts';
import type { JobId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { actionsOf, functionsOf, ofType, type Statement, statementsOf, synthesise } from './assembly.ts';

const { service } = await synthesise();
const functions = functionsOf(service).map((fn) => ({
  ...fn,
  statements: statementsOf(service, fn.Role['Fn::GetAtt'][0]),
}));
/** Who may read a table may query its indexes. */
const granted = (statements: readonly Statement[]): string[] =>
  statements.flatMap(({ Sid }) => (Sid === undefined || Sid === 'QueryContacts' ? [] : [Sid])).sort();
const isWildcard = ({ Resource }: Statement): boolean => JSON.stringify(Resource).includes('*');

it('gives each function exactly what it needs', () => {
  expect(Object.fromEntries(functions.map(({ name, statements }) => [name, granted(statements).join(' ')]))).toEqual({
    contacts: 'ReadContacts ReadHashKey ReadWorkspace WriteContacts WriteWorkspace',
    groups: 'ReadWorkspace SendSelect WriteWorkspace',
    'groups-turn': 'ReadContacts ReadWorkspace SendSelect WriteWorkspace',
    fields: 'ReadWorkspace SendSelect WriteWorkspace',
    flows: 'ReadWorkspace SendSelect WriteWorkspace',
    'flow-starts': 'ReadContacts ReadHashKey ReadWorkspace SendSelect WriteContacts WriteWorkspace',
    events: 'ReadContacts ReadHashKey ReadWorkspace WriteContacts WriteWorkspace',
    messages: 'ReadContacts ReadWorkspace WriteWorkspace',
    search: 'ReadContacts ReadWorkspace WriteWorkspace',
    workspace: 'ReadContacts ReadWorkspace SendSelect WriteWorkspace',
    jobs: 'ReadContacts ReadHashKey ReadWorkspace SendSelect WriteWorkspace',
    'jobs-select': 'ReadContacts ReadHashKey ReadWorkspace SendSelect SendWork WriteWorkspace',
    'jobs-work': 'ReadContacts ReadHashKey ReadWorkspace SendWork WriteContacts WriteWorkspace',
    'jobs-failed': 'ReadContacts ReadWorkspace WriteWorkspace',
    'jobs-watchdog': 'ReadWorkspace SendSelect WriteWorkspace',
    dormancy: 'ReadContacts ReadWorkspace SendSelect WriteWorkspace',
    project: 'FollowContacts ReadContacts ReadHashKey ReadWorkspace SendPassedOver WriteContacts WriteWorkspace',
  });
});

describe.each(functions)('$name', ({ Role, statements, Environment: { Variables } }) => {
  it('has a role of its own', () => {
    expect(functions.filter((other) => other.Role['Fn::GetAtt'][0] === Role['Fn::GetAtt'][0])).toHaveLength(1);
  });

  it('reads through reading actions only', () => {
    const reads = statements.filter(({ Sid }) => Sid === 'ReadContacts' || Sid === 'ReadWorkspace').flatMap(actionsOf);
    expect(new Set(reads)).toEqual(new Set(['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query']));
    const queries = statements.filter(({ Sid }) => Sid?.startsWith('Query')).flatMap(actionsOf);
    expect(queries.filter((action) => action !== 'dynamodb:Query')).toEqual([]);
  });

  it('may not scan a table', () => {
    expect(statements.flatMap(actionsOf)).not.toContain('dynamodb:Scan');
  });

  it('names each resource that it may use, except traces, which have no names', () => {
    const wide = statements.filter(isWildcard);
    expect(wide.map((statement) => actionsOf(statement))).toEqual([
      ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
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
  });
});

describe('what may be written to the workspace table', () => {
  const patternsOf = (statements: readonly Statement[]): readonly string[] => {
    const [{ Condition } = {}] = statements.filter(({ Sid }) => Sid === 'WriteWorkspace');
    expect(Condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': expect.any(Array) } });
    return (Condition as Record<string, Record<string, string[]>>)['ForAllValues:StringLike']?.[LEADING] ?? [];
  };
  const LEADING = 'dynamodb:LeadingKeys';

  it.each(functions)('$name: tokens only where they are made', ({ name, statements }) => {
    expect(patternsOf(statements).includes('T#*')).toBe(name === 'workspace');
  });

  it.each(functions)('$name: the keys of all else', ({ statements }) => {
    const [workspace, job] = ['w' as WorkspaceId, 'j' as JobId];
    const keys = [
      settingsKey(workspace).pk,
      jobKey(workspace, job).pk,
      openKey(workspace, job).pk,
      slicesPk(workspace, job),
      baseKey(workspace).pk,
      logPk(workspace, 'visible'),
    ];
    const prefixes = patternsOf(statements).map((pattern) => pattern.replace(/\*$/, ''));
    expect(keys.filter((key) => !prefixes.some((prefix) => key.startsWith(prefix)))).toEqual([]);
    expect(prefixes).toEqual(expect.arrayContaining(['K#', 'L#']));
  });
});

it('ends every function that changes contacts within a minute: what it knows of groups is no older (ADR 020)', () => {
  const writers = functions.filter(({ statements }) => granted(statements).includes('WriteContacts'));
  expect(writers.filter(({ Timeout }) => Timeout > 60).map(({ name }) => name)).toEqual([]);
});

it('lets the scheduler call the two scheduled functions and nothing else', () => {
  const [[role] = []] = ofType(service, 'AWS::IAM::Role').filter(([id]) => id.startsWith('SchedulesRole'));
  const statements = statementsOf(service, role ?? '');
  expect(statements.filter(isWildcard)).toEqual([]);
  expect(new Set(statements.flatMap(actionsOf))).toEqual(
    new Set(['lambda:InvokeFunction', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage']),
  );
});
