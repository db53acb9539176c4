/** What operators decide by context, in one deployment that decides all of it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../infra/app.ts';
import type { Knob } from '../../../infra/context.ts';
import { readDeployment } from '../../../infra/deployment.ts';
import { BOUNDED } from '../../../infra/features/index.ts';
import { knobs } from '../../../infra/knobs.ts';
import { actionsOf, BUNDLES, functionsOf, propertiesOf, statementsOf, type Template } from './assembly.ts';

const outdir = mkdtempSync(join(tmpdir(), 'dormouse-context-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const STREAM = 'arn:aws:dynamodb:eu-west-1:123456789012:table/Contacts-restored/stream/2026-11-25T00:00:00.000';
const restored = {
  restoredStage: 'staging',
  contactsTable: 'Contacts-restored',
  contactsStream: STREAM,
  workspaceTable: 'Workspace-restored',
};
const workspace = '0f0e0d0c-0000-4000-8000-000000000001';
const optOutLists = `Default=${workspace},Other=${workspace}`;
const inboundTopic = 'arn:aws:sns:eu-west-1:123456789012:two-way';
const context = {
  stage: 'staging',
  backupRegion: 'eu-central-1',
  alarmEmail: 'duty@example.org',
  alarmWebhook: '{{resolve:ssm:/dormouse/chat}}',
  docsUrl: 'https://docs.example.org',
  accountConcurrency: 1_000,
  concurrency: 'inbound-take=20',
  routeRates: 'contacts=500',
  logDays: '14',
  warmWriteUnits: 12_000,
  maxWriteUnits: '30000',
  apiRequestRate: 100,
  signInRequestRate: '10',
  inboundRequestRate: 2_000,
  inboundMessageRate: 6_000,
  inboundTopic,
  optOutLists,
  ...restored,
};
buildApp({ outdir, bundles: BUNDLES, skipChecks: true, context }).synth();
const template = (name: string): Template =>
  JSON.parse(readFileSync(join(outdir, `${name}-staging.template.json`), 'utf8')) as Template;
const [data, service] = [template('DormouseData'), template('DormouseService')];

it('in an account with room, what answers no requests has a reservation and the API none', () => {
  const reserved = functionsOf(service).flatMap(({ name, ReservedConcurrentExecutions }) =>
    ReservedConcurrentExecutions === undefined ? [] : [[name, ReservedConcurrentExecutions]],
  );
  expect(Object.fromEntries(reserved)).toEqual({
    ...Object.fromEntries(BOUNDED.map(({ name, atMost }) => [name, atMost])),
    'inbound-take': 20,
  });
});

it('every value is in the table of docs/deploying.md with its default, and nothing else', () => {
  const [, table = ''] = readFileSync('docs/deploying.md', 'utf8').split('| context | meaning | default |\n');
  const [rows = ''] = table.split('\n\n', 1);
  const told = [...rows.matchAll(/^\| `(\w+)` \| .+ \| ([^|]+) \|$/gm)].map(([, name, shown = '']) => ({
    name,
    shown,
  }));
  const values = Object.entries<Knob<unknown>>(knobs(() => []));
  expect(told.map(({ name }) => name)).toEqual(values.map(([name]) => name));
  for (const [at, [, { otherwise }]] of values.entries()) {
    const shown = typeof otherwise === 'number' ? otherwise.toLocaleString('en') : `\`${String(otherwise)}\``;
    if (otherwise === null || otherwise instanceof Map) expect(told[at]?.shown).toMatch(/^[a-z]/);
    else expect(told[at]?.shown.split(', and ')[0]).toBe(shown);
  }
});

it('backups of both tables go to a vault of another region every night, and the key at once', () => {
  const [plan] = propertiesOf<{ BackupPlan: { BackupPlanRule: object[] } }>(data, 'AWS::Backup::BackupPlan');
  expect(JSON.stringify(plan?.BackupPlan.BackupPlanRule)).toMatch(
    /"CopyActions":\[\{"DestinationBackupVaultArn":\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},":backup:eu-central-1:"/,
  );
  const [selection] = propertiesOf<{ BackupSelection: { Resources: unknown[] } }>(data, 'AWS::Backup::BackupSelection');
  expect(selection?.BackupSelection.Resources).toHaveLength(2);
  const there = template('DormouseBackup');
  expect(propertiesOf(there, 'AWS::Backup::BackupVault')).toMatchObject([{ BackupVaultName: 'dormouse-staging' }]);
  expect(propertiesOf(data, 'AWS::SecretsManager::Secret')).toMatchObject([
    { ReplicaRegions: [{ Region: 'eu-central-1' }] },
  ]);
});

it('alarms reach an address and a chat, and lead to the operator’s copy of the runbook', () => {
  const subscriptions = propertiesOf<object>(service, 'AWS::SNS::Subscription');
  expect(subscriptions).toContainEqual(expect.objectContaining({ Protocol: 'email', Endpoint: 'duty@example.org' }));
  expect(propertiesOf(service, 'AWS::Events::ApiDestination')).toMatchObject([
    { InvocationEndpoint: '{{resolve:ssm:/dormouse/chat}}', HttpMethod: 'POST' },
  ]);
  const rules = propertiesOf<{ EventPattern: object; Targets: object[] }>(service, 'AWS::Events::Rule');
  expect(rules.map(({ EventPattern }) => EventPattern)).toContainEqual(
    expect.objectContaining({
      detail: {
        alarmName: [{ prefix: 'dormouse-staging-' }],
        $or: [{ state: { value: ['ALARM'] } }, { state: { value: ['OK'] }, previousState: { value: ['ALARM'] } }],
      },
    }),
  );
  const [alarm] = propertiesOf<{ AlarmDescription: string }>(service, 'AWS::CloudWatch::Alarm');
  expect(alarm?.AlarmDescription).toContain('https://docs.example.org/runbook.md#dormouse-');
});

it('a stage has names of its own, also where AWS has one name for an account', () => {
  expect(propertiesOf<{ AlarmName: string }>(service, 'AWS::CloudWatch::Alarm').map((one) => one.AlarmName)).toSatisfy(
    (names: string[]) => names.length > 0 && names.every((name) => name.startsWith('dormouse-staging-')),
  );
  expect(JSON.stringify(propertiesOf(service, 'AWS::Budgets::Budget'))).toContain('dormouse-staging-');
  const spaces = functionsOf(service).map(({ Environment }) => Environment.Variables['POWERTOOLS_METRICS_NAMESPACE']);
  expect(new Set(spaces)).toEqual(new Set(['Dormouse-staging']));
  expect(JSON.stringify(service)).not.toMatch(/DormouseData[^-]|"dormouse-(?!staging)/);
});

it('logs are kept for as long as the operator says', () => {
  const groups = propertiesOf<{ RetentionInDays: number }>(service, 'AWS::Logs::LogGroup');
  expect(new Set(groups.map(({ RetentionInDays }) => RetentionInDays))).toEqual(new Set([14]));
});

interface Table {
  readonly WarmThroughput: object;
  readonly WriteOnDemandThroughputSettings: object;
  readonly GlobalSecondaryIndexes?: readonly Table[];
}

it('tables and indexes are warm from the start, and have a most', () => {
  const tables = propertiesOf<Table>(data, 'AWS::DynamoDB::GlobalTable');
  const all = tables.flatMap((table) => [table, ...(table.GlobalSecondaryIndexes ?? [])]);
  expect(all).toHaveLength(4);
  for (const one of all)
    expect(one).toMatchObject({
      WarmThroughput: { WriteUnitsPerSecond: 12_000, ReadUnitsPerSecond: 12_000 },
      WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 30_000 },
    });
});

it('routes have other throttles, and channels another budget', () => {
  const [stage] = propertiesOf<object>(service, 'AWS::ApiGatewayV2::Stage');
  const of = (rate: number) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: 2 * rate });
  expect(stage).toMatchObject({
    DefaultRouteSettings: of(100),
    RouteSettings: {
      'ANY /in/{channel}': of(2_000),
      'ANY /api/v2/me.json': of(10),
      'ANY /api/v2/contacts.json': of(500),
    },
  });
  const inbound = functionsOf(service).find(({ name }) => name === 'inbound');
  expect(inbound?.Environment.Variables).toMatchObject({ INBOUND_RATE: '6000' });
});

describe('restored tables', () => {
  it('are those that every function uses, and may use', () => {
    for (const fn of functionsOf(service)) {
      expect(fn.Environment.Variables).toMatchObject({
        CONTACTS_TABLE: 'Contacts-restored',
        WORKSPACE_TABLE: 'Workspace-restored',
      });
      const statements = JSON.stringify(statementsOf(service, fn.Role['Fn::GetAtt'][0]));
      // These have no table.
      if (!['snapshots-part', 'probe', 'brake'].includes(fn.name))
        expect(statements).toContain('table/Workspace-restored');
      expect(statements).not.toMatch(/"OutputName":"\w*(Contacts|Workspace)Table/);
    }
  });

  it('have a stream, which is followed', () => {
    const sources = propertiesOf<{ EventSourceArn: unknown }>(service, 'AWS::Lambda::EventSourceMapping');
    expect(sources.map(({ EventSourceArn }) => EventSourceArn)).toContain(STREAM);
  });

  it('the tables before them stay where they are', () => {
    expect(propertiesOf(data, 'AWS::DynamoDB::GlobalTable')).toHaveLength(2);
  });
});

it('opt-out lists that are named are told and read every quarter of an hour, and no others; without any nothing runs', () => {
  const [fn] = functionsOf(service).filter(({ name }) => name === 'carrier');
  expect(fn?.Environment.Variables['OPT_OUT_LISTS']).toBe(optOutLists);
  const granted = statementsOf(service, fn?.Role['Fn::GetAtt'][0] ?? '').filter(({ Sid }) => Sid === 'UseOptOutLists');
  expect(granted.flatMap(actionsOf)).toEqual([
    'sms-voice:DeleteOptedOutNumber',
    'sms-voice:DescribeOptedOutNumbers',
    'sms-voice:PutOptedOutNumber',
  ]);
  expect(JSON.stringify(granted)).toMatch(/:opt-out-list\/Default".*:opt-out-list\/Other"/);
  const schedules = propertiesOf<{ Name: string; ScheduleExpression: string }>(service, 'AWS::Scheduler::Schedule');
  expect(schedules).toContainEqual(
    expect.objectContaining({ Name: 'carrier', ScheduleExpression: 'cron(5,20,35,50 * * * ? *)' }),
  );
  const named = functionsOf(service).filter(
    ({ Environment }) => Environment.Variables['OPT_OUT_LISTS'] === optOutLists,
  );
  expect(named.map(({ name }) => name).sort()).toEqual(['carrier', 'contacts', 'privacy', 'project']);
  expect(readDeployment(new App().node, BOUNDED).optOutLists).toEqual([]);
});

it('a topic that exists is subscribed, and none is made for what people send', () => {
  expect(propertiesOf(service, 'AWS::SNS::Subscription')).toContainEqual(
    expect.objectContaining({ TopicArn: inboundTopic, Protocol: 'sqs' }),
  );
  expect(propertiesOf<{ DisplayName: string }>(service, 'AWS::SNS::Topic')).toMatchObject([
    { DisplayName: 'Dormouse-staging alarms' },
  ]);
});

it.each([
  [{ optOutLists: 'Default' }, 'has the form Default=<workspace>,Other=<workspace>'],
  [{ inboundTopic: 'arn:aws:sns:eu-west-1:123456789012:two-way.fifo' }, 'not FIFO'],
  [{ contactsTable: 'Contacts-restored' }, 'go together'],
  [{ ...restored, stage: 'staging', restoredStage: undefined }, 'go together'],
  [{ ...restored, stage: 'staging', workspaceTable: '' }, 'workspaceTable has the form'],
  [restored, 'are those of the stage staging, and this deploys production: keep them in stages/staging.json'],
  [{ ...restored, stage: 'staging', contactsTable: 'Contacts' }, 'is not the stream of Contacts'],
  [{ stage: 'Staging' }, 'stage has the form staging'],
  [{ maxApiRat: 5 }, 'No context value is called maxApiRat: docs/deploying.md#context has all'],
  [{ routeRates: 'contact=5' }, 'routeRates has the form name=number, of contacts'],
  [{ routeRates: 'contacts=0' }, 'routeRates has numbers from 1 to 10000'],
  [{ concurrency: 'jobs-work=400', accountConcurrency: 500 }, 'and the API must keep half'],
  [{ concurrency: 'contacts=5' }, 'concurrency has the form name=number, of '],
  [
    { accountConcurrency: 10, apiRequestRate: 200 },
    'apiRequestRate allows 200 requests a second, but an account of 10',
  ],
  [{ accountConcurrency: 10, routeRates: 'jobs=101' }, 'jobs allows 101 requests a second'],
  [{ alarmEmail: 'nobody' }, 'alarmEmail has the form duty@example.org'],
  [{ alarmWebhook: 'http://chat' }, 'alarmWebhook has the form https://'],
  [{ alarmWebhook: '{{resolve:secretsmanager:chat}}' }, 'or {{resolve:ssm:<parameter>}}'],
  [{ logDays: 31 }, 'logDays is one of 1, 3, 5'],
  [{ monthlyBudget: 1 }, 'A monthlyBudget of 1 is less than an idle month costs'],
  [{ warmWriteUnits: 3_999 }, 'warmWriteUnits is a whole number from 4000'],
  [{ warmWriteUnits: 8_000, maxWriteUnits: 5_000 }, 'maxWriteUnits, 5000, would leave part of warmWriteUnits'],
])('the context %j is refused, with what is possible', (wrong, text) => {
  expect(() => readDeployment(new App({ context: wrong }).node, BOUNDED)).toThrow(text);
});
