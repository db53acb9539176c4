import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { interpret } from '../../../../infra/local/assembly/interpret.ts';
import { readAssembly } from '../../../../infra/local/assembly/read.ts';

const FIXTURE = join(import.meta.dirname, '../fixtures/assembly');
const place = { region: 'eu-west-1', queueUrl: (name: string) => `http://queues/${name}` };

const interpretDirectory = (directory: string) => interpret(readAssembly(directory), place);

describe('the fixture assembly', () => {
  const model = interpretDirectory(FIXTURE);

  test('resolves a function, its code and its environment across stacks', () => {
    expect(model.functions[0]).toEqual({
      name: 'http',
      arn: 'arn:aws:lambda:eu-west-1:000000000000:function:http',
      directory: join(FIXTURE, 'asset.fixture'),
      handler: 'index.http',
      memoryMb: 256,
      timeoutSeconds: 3,
      reservedConcurrency: null,
      environment: {
        POWERTOOLS_SERVICE_NAME: 'http',
        ITEMS_TABLE: 'FixtureData-Items',
        LOG_TABLE: 'FixtureData-Log',
        WORK_QUEUE_URL: 'http://queues/Fixture-Work',
        KEY_ARN: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:FixtureData-Key',
      },
    });
  });

  test('distinguishes queue sources from stream sources', () => {
    expect(model.queueSources).toMatchObject([
      { functionName: 'worker', queue: 'Fixture-Work', batchSize: 5, maximumConcurrency: 2, partialFailures: true },
    ]);
    expect(model.streamSources).toMatchObject([
      {
        functionName: 'project',
        table: 'FixtureData-Items',
        bisect: true,
        retries: 1,
        onFailure: 'Fixture-ProjectFailed',
      },
    ]);
  });

  test('finds routes and schedules with the functions behind them', () => {
    expect(model.routes).toEqual([
      { key: 'ANY /items', functionName: 'http', timeoutMs: 30_000, throttle: null },
      { key: 'GET /items/{id}', functionName: 'http', timeoutMs: 30_000, throttle: null },
    ]);
    expect(model.schedules).toMatchObject([{ name: 'nightly', functionName: 'nightly', retries: 2, enabled: true }]);
  });
});

describe('what it does not know is refused by name', () => {
  const directories: string[] = [];
  afterEach(() => {
    for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
  });

  /** A copy of the fixture in which some resources are added or replaced. */
  function changed(resources: Record<string, object>): string {
    const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
    directories.push(directory);
    cpSync(FIXTURE, directory, { recursive: true });
    const path = join(directory, 'service.template.json');
    const template = JSON.parse(readFileSync(path, 'utf8')) as { Resources: Record<string, object> };
    writeFileSync(path, JSON.stringify({ Resources: { ...template.Resources, ...resources } }));
    return directory;
  }

  test('a resource type', () => {
    const directory = changed({ Bus: { Type: 'AWS::Events::EventBus', Properties: {} } });
    expect(() => interpretDirectory(directory)).toThrow('Fixture.Bus (AWS::Events::EventBus)');
  });

  test('a property', () => {
    const directory = changed({ Odd: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } });
    expect(() => interpretDirectory(directory)).toThrow('Fixture.Odd (AWS::SQS::Queue): unknown property FifoQueue');
  });

  test('a nested property', () => {
    const properties = { Name: 'x', ProtocolType: 'HTTP', CorsConfiguration: {} };
    const directory = changed({ Api2: { Type: 'AWS::ApiGatewayV2::Api', Properties: properties } });
    expect(() => interpretDirectory(directory)).toThrow('CorsConfiguration');
  });

  test('a value that would change behaviour', () => {
    const properties = { ApiId: 'x', StageName: 'beta' };
    const directory = changed({ Beta: { Type: 'AWS::ApiGatewayV2::Stage', Properties: properties } });
    expect(() => interpretDirectory(directory)).toThrow(/Fixture\.Beta.*StageName/);
  });

  test('a resource under a condition', () => {
    const directory = changed({ Maybe: { Type: 'AWS::SQS::Queue', Condition: 'IsProduction' } });
    expect(() => interpretDirectory(directory)).toThrow('Fixture.Maybe');
  });

  test('topics and dashboards are ignored without an error', () => {
    const directory = changed({ Topic: { Type: 'AWS::SNS::Topic' }, Board: { Type: 'AWS::CloudWatch::Dashboard' } });
    expect(interpretDirectory(directory).queues).toHaveLength(3);
  });
});
