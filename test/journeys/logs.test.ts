/** The queries of the runbook and of the dashboard ask for what the logs have, as a running service writes them. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LOCAL_CREDENTIALS } from '../../infra/local/dynamodb/engine.ts';
import { chaptersOf } from '../../scripts/ops/chapter.ts';
import { propertiesOf, synthesise } from '../infra/stacks/assembly.ts';
import { createPeople, openClient } from '../support/api/client.ts';
import type { Service } from '../support/service.ts';
import { WAIT_LIMIT_MS } from '../support/wait-limit.ts';
import { startJourney } from './stage.ts';

let service: Service;
/** Names of the fields of each line, by its log. */
let lines: readonly { readonly log: string; readonly fields: ReadonlySet<string> }[];

const fieldsOf = (value: object, prefix = ''): string[] =>
  Object.entries(value).flatMap(([name, of]) =>
    of !== null && typeof of === 'object' && !Array.isArray(of) ? fieldsOf(of, `${prefix}${name}.`) : [prefix + name],
  );

const written = () =>
  service.log.flatMap((text) => {
    const [, log = '', json = ''] = /^\[([\w-]+)\] (\{.*\})$/.exec(text) ?? [];
    return log === '' ? [] : [{ log, fields: new Set(fieldsOf(JSON.parse(json))) }];
  });

beforeAll(async () => {
  service = await startJourney({ env: { DORMOUSE_LOG: 'info' } });
  const client = openClient(service);
  const contacts = await createPeople(client, 2);
  await client.post('jobs.json', { type: 'set_status', status: 'stopped', selection: { contacts } });
  await service.idle();
  // A message that nobody understands, for a line about an error.
  const url: string = (await service.local('GET', 'info')).body.queues.inbound;
  const queue = new SQSClient({ endpoint: new URL(url).origin, region: 'eu-west-1', credentials: LOCAL_CREDENTIALS });
  await queue.send(new SendMessageCommand({ QueueUrl: url, MessageBody: '{}' }));
  queue.destroy();
  for (const until = Date.now() + WAIT_LIMIT_MS; Date.now() < until; await sleep(100)) {
    lines = written();
    if (lines.some(({ fields }) => fields.has('error.message'))) break;
  }
});
afterAll(() => service?.stop());

/** Words of the language of CloudWatch Logs Insights that the queries use. */
const LANGUAGE = new Set('SOURCE fields filter stats sort by as desc limit and or in like'.split(' '));

/** What a query reads, without texts, functions, and names that it gives itself. */
function readBy(query: string): string[] {
  const plain = query.replace(/"[^"]*"|'[^']*'|\/[^/]*\//g, '');
  const own = new Set([...plain.matchAll(/\bas (\w+)/g)].map(([, name]) => name));
  const words = plain.match(/(?<![\w@.])[a-zA-Z_][\w.]*(?!\w*\()/g) ?? [];
  return words.filter((word) => !LANGUAGE.has(word) && !own.has(word));
}

const runbook = chaptersOf(readFileSync('docs/runbook.md', 'utf8')).flatMap(({ queries }) => queries);

/** Queries of the dashboard, whose logs are those of all functions. */
function ofDashboard(): string[] {
  type Joined = { DashboardBody: { 'Fn::Join': [string, unknown[]] } };
  const [dashboard] = propertiesOf<Joined>(synthesise().service, 'AWS::CloudWatch::Dashboard');
  const parts = dashboard?.DashboardBody['Fn::Join'][1] ?? [];
  const text = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const { widgets } = JSON.parse(text) as { widgets: { properties: { query?: string } }[] };
  return widgets.flatMap(({ properties: { query } }) => query ?? []);
}

const all = [...runbook, ...ofDashboard().map((query) => ({ logs: ['functions'], query }))];

it.each(all.map(({ logs, query }) => [logs.join(' '), query]))('of %s: %s', (log, query) => {
  const wanted = readBy(query);
  const ofLog = lines.filter((line) => (line.log === 'access') === (log === 'access'));
  const best = ofLog.map(({ fields }) => wanted.filter((field) => !fields.has(field)));
  expect(best.toSorted((a, b) => a.length - b.length)[0]).toEqual([]);
});

it('finds a field that no line has', () => {
  expect(
    readBy("fields path, status | filter status >= 500 and message = 'path' | stats count() as n by path"),
  ).toEqual(['path', 'status', 'status', 'message', 'path']);
  expect(lines.some(({ fields }) => fields.has('path'))).toBe(false);
});
