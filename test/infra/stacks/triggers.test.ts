import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS, LINKS, OPEN_ENDPOINTS } from '../../../functions/endpoints.ts';
import { createFilter } from '../../../infra/local/stream/filter.ts';
import {
  contactKey,
  historyKey,
  identityKey,
  markerKey,
  messageKey,
  stintKey,
} from '../../../shared/data/contacts/keys.ts';
import type { Key } from '../../../shared/data/dynamo/index.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { attribute, functionsOf, ofType, propertiesOf, synthesise, type Template } from './assembly.ts';
import mappings from './mappings.json' with { type: 'json' };

const { service } = synthesise();
const functions = functionsOf(service);
const nameOf = (id: string | undefined): string | undefined => functions.find((one) => one.id === id)?.name;
interface Stream {
  readonly FunctionName: { readonly Ref: string };
  readonly StartingPosition?: string;
  readonly DestinationConfig: { readonly OnFailure: { readonly Destination: unknown } };
  readonly FilterCriteria: { readonly Filters: readonly { readonly Pattern: string }[] };
}

function streamOf(template: Template): Stream {
  const mappings = propertiesOf<Stream>(template, 'AWS::Lambda::EventSourceMapping');
  const [stream, ...others] = mappings.filter(({ StartingPosition }) => StartingPosition !== undefined);
  if (!stream || others.length > 0) throw new Error('exactly one function follows a stream');
  return stream;
}

const stream = streamOf(service);

it('mappings of queues and of the stream keep their logical ids: another one would read the stream anew, or miss a part', () => {
  const ids = ofType(service, 'AWS::Lambda::EventSourceMapping').map(([id]) => id);
  expect(ids.toSorted()).toEqual(mappings);
});

describe('the stream of contacts', () => {
  it('is read by the function project from its beginning', () => {
    expect(nameOf(stream.FunctionName.Ref)).toBe('project');
    expect(stream.StartingPosition).toBe('TRIM_HORIZON');
  });

  it('is delivered in batches of 200 records or one second, two of a shard at once', () => {
    const batches = { BatchSize: 200, MaximumBatchingWindowInSeconds: 1, ParallelizationFactor: 2 };
    expect(stream).toMatchObject(batches);
  });

  it('is delivered again from the record that failed, in halves', () => {
    expect(stream).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('is tried again for the six hours of the runbook, however often that is, while the stream still has the record', () => {
    expect(stream).toMatchObject({ MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: 6 * 3600 });
    expect(readFileSync('docs/runbook.md', 'utf8')).toContain('for six hours');
  });

  it('names what was given up in the dead-letter queue, where the function names what it passed over', () => {
    const [{ Environment } = {}] = functions.filter(({ name }) => name === 'project');
    const queue = Environment?.Variables['PASSED_OVER_QUEUE_URL'] as { readonly Ref: string };
    expect(attribute(stream.DestinationConfig.OnFailure.Destination)).toBe(queue.Ref);
    expect(attribute(stream.DestinationConfig.OnFailure.Destination)).toMatch(/^projectDeadLetters/);
  });

  it('delivers contacts, messages that are received or moved, and steps of jobs that are told; no markers, no history, nothing that expires', () => {
    const { Filters } = stream.FilterCriteria;
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      { dynamodb: { Keys: { sk: { S: ['CONTACT'] } } } },
      { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: [{ prefix: 'MSG#' }] } } } },
      { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'STEP#' }] } } } },
    ]);
    const passes = createFilter(Filters.map(({ Pattern }) => Pattern));
    const carried = ({ sk }: Key, eventName: string) => passes({ eventName, dynamodb: { Keys: { sk: { S: sk } } } });
    const [workspace, contact] = ['w' as WorkspaceId, 'c' as ContactId];
    const message = messageKey(workspace, contact, '0192');
    expect(['INSERT', 'MODIFY', 'REMOVE'].map((event) => carried(message, event))).toEqual([true, true, false]);
    expect(carried(contactKey(workspace, contact), 'REMOVE')).toBe(true);
    const others = [
      historyKey(workspace, contact, 1),
      markerKey(workspace, 'hash'),
      identityKey(workspace, 'hash'),
      stintKey(workspace, { contact, group: 'g' as GroupId, version: 1 }),
    ];
    expect(others.map((key) => carried(key, 'INSERT'))).not.toContain(true);
  });
});

interface Schedule {
  readonly Name: string;
  readonly ScheduleExpression: string;
  readonly FlexibleTimeWindow: { readonly Mode: string };
  readonly Target: {
    readonly Arn: unknown;
    readonly DeadLetterConfig: { readonly Arn: unknown };
    readonly RetryPolicy: object;
  };
}

/** Of a function with several schedules each calls an alias. */
function calledBy(arn: unknown): string | undefined {
  const { Ref } = arn as { readonly Ref?: string };
  if (Ref === undefined) return nameOf(attribute(arn));
  const alias = service.Resources[Ref]?.Properties['FunctionName'] as { readonly Ref: string } | undefined;
  return nameOf(alias?.Ref);
}

describe('schedules', () => {
  const schedules = propertiesOf<Schedule>(service, 'AWS::Scheduler::Schedule');

  it('run the watchdog every five minutes, seals, the refresh of groups and snapshots every hour, the sweep and the audit at night', () => {
    expect(
      schedules.map(({ Name, ScheduleExpression, Target }) => [Name, ScheduleExpression, calledBy(Target.Arn)]),
    ).toEqual([
      ['seal-ledgers', 'cron(20 * * * ? *)', 'ledger-seal'],
      ['watchdog', 'cron(0,5,10,15,20,25,30,35,40,45,50,55 * * * ? *)', 'jobs-watchdog'],
      ['tidy-snapshots', 'cron(20 * * * ? *)', 'snapshots-tidy'],
      ['turn-groups', 'cron(5 * * * ? *)', 'lifecycle'],
      ['flag-dormant', 'cron(0 1 * * ? *)', 'lifecycle'],
      ['audit', 'cron(0,5,10,15,20,25,30,35,40,45,50,55 2,3 * * ? *)', 'audit'],
      ['probe', 'rate(3 minutes)', 'probe'],
    ]);
  });

  it('give the sweep a time window, so that it does not start together with all other schedules of the region', () => {
    const windows = schedules.map(({ FlexibleTimeWindow: { Mode } }) => Mode);
    expect(windows).toEqual(['OFF', 'OFF', 'OFF', 'OFF', 'FLEXIBLE', 'OFF', 'OFF']);
  });

  it('are in a group that goes with the stack: its name is always the same, so a kept one would bar the next deployment', () => {
    const [[, group] = []] = ofType(service, 'AWS::Scheduler::ScheduleGroup');
    expect(group?.DeletionPolicy).toBe('Delete');
  });

  it('put a run that could not start into the dead-letter queue', () => {
    for (const { Target } of schedules) {
      expect(attribute(Target.DeadLetterConfig.Arn)).toMatch(/^SchedulesDeadLetters/);
      expect(Target.RetryPolicy).toMatchObject({ MaximumRetryAttempts: 2 });
    }
  });

  it('put a run that failed in every attempt there too, but for the probe, whose failures are counted one by one', () => {
    const all = propertiesOf<{
      FunctionName: { Ref: string };
      MaximumRetryAttempts: number;
      DestinationConfig: { OnFailure: { Destination: unknown } };
    }>(service, 'AWS::Lambda::EventInvokeConfig');
    const invokes = all.filter(({ FunctionName }) => nameOf(FunctionName.Ref) !== 'probe');
    const [probe] = all.filter(({ FunctionName }) => nameOf(FunctionName.Ref) === 'probe');
    expect(probe).toMatchObject({ MaximumRetryAttempts: 0 });
    expect(probe).not.toHaveProperty('DestinationConfig');
    expect(invokes.map(({ FunctionName }) => nameOf(FunctionName.Ref)).sort()).toEqual([
      'audit',
      'jobs-watchdog',
      'ledger-seal',
      'lifecycle',
      'lifecycle',
      'snapshots-tidy',
    ]);
    for (const { DestinationConfig } of invokes) {
      expect(attribute(DestinationConfig.OnFailure.Destination)).toMatch(/^SchedulesDeadLetters/);
    }
  });
});

describe('the HTTP API', () => {
  const integrations = new Map(
    ofType(service, 'AWS::ApiGatewayV2::Integration').map(([id, { Properties }]) => [
      id,
      nameOf(attribute(Properties['IntegrationUri'])),
    ]),
  );
  const routes = propertiesOf<{ RouteKey: string; Target: { 'Fn::Join': [string, [string, { Ref: string }]] } }>(
    service,
    'AWS::ApiGatewayV2::Route',
  ).map(({ RouteKey, Target }) => [RouteKey, integrations.get(Target['Fn::Join'][1][1].Ref)]);

  it('sends each endpoint to its feature with any method, and every other path to workspace', () => {
    const listed = Object.entries(ENDPOINTS).flatMap(([feature, endpoints]) =>
      Object.keys(endpoints).map((name) => [`ANY /api/v2/${name}.json`, feature]),
    );
    const open = OPEN_ENDPOINTS.map((name) => [`ANY /api/v2/${name}.json`, 'workspace']);
    const others = [
      ['ANY /in/{channel}', 'inbound'],
      ['ANY /in/{channel}/{action}', 'inbound'],
      ['ANY /auth/{step}', 'sign-in'],
      ['ANY /health', 'workspace'],
    ];
    expect(routes.toSorted()).toEqual(
      [...listed, ...open, [`ANY /api/v2/${LINKS}.json`, 'jobs'], ...others, ['$default', 'workspace']].toSorted(),
    );
  });

  it('keeps an access log that holds no query string, since that may hold a phone number', () => {
    const [stage] = propertiesOf<{ AccessLogSettings: { Format: string } }>(service, 'AWS::ApiGatewayV2::Stage');
    const format: Record<string, string> = JSON.parse(stage?.AccessLogSettings.Format ?? '{}');
    expect(format).toMatchObject({ route: '$context.routeKey', status: '$context.status' });
    expect(Object.values(format).join()).not.toMatch(/query|identity\.user/i);
  });

  it('has throttles of their own for what strangers may call, and for signing in, so that neither takes the API’s', () => {
    const [[, stage] = []] = ofType(service, 'AWS::ApiGatewayV2::Stage');
    const of = (rate: number) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: 2 * rate });
    expect(stage?.Properties).toMatchObject({
      DefaultRouteSettings: of(200),
      RouteSettings: {
        'ANY /in/{channel}': of(1_000),
        'ANY /in/{channel}/{action}': of(1_000),
        'ANY /api/v2/me.json': of(50),
        'ANY /auth/{step}': of(50),
        'ANY /health': of(50),
      },
    });
  });

  it('makes routes before the stage that names them', () => {
    const [[, stage] = []] = ofType(service, 'AWS::ApiGatewayV2::Stage');
    const named = Object.keys(stage?.Properties['RouteSettings'] ?? {});
    const ids = ofType(service, 'AWS::ApiGatewayV2::Route').flatMap(([id, { Properties }]) =>
      named.includes(String(Properties['RouteKey'])) ? [id] : [],
    );
    expect(ids).toHaveLength(5);
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(ids));
  });

  it('outputs its URL', () => {
    expect(service.Outputs).toHaveProperty('ApiUrl');
  });
});
