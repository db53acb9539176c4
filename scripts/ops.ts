/** `npm run ops -- --help` says what it does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  type ResultField,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { runCommand, wholeNumber } from './command-line.ts';
import { chapterOf } from './ops/chapter.ts';

/** CDK's logical id of the log of a function, or of the API's requests, without the eight digits at its end. */
const idOf = (log: string): string => (log === 'access' ? 'ApiAccessLog' : `${log.replaceAll('-', '')}Log`);

/** The names that CloudFormation gave the logs, by ours; throws for a log that the stack does not have. */
async function logGroupsOf(
  client: CloudFormationClient,
  StackName: string,
  logs: readonly string[],
): Promise<readonly string[]> {
  const found = new Map<string, string>();
  for await (const { StackResourceSummaries: all = [] } of paginateListStackResources({ client }, { StackName }))
    for (const { ResourceType, LogicalResourceId = '', PhysicalResourceId = '' } of all)
      if (ResourceType === 'AWS::Logs::LogGroup') found.set(LogicalResourceId.slice(0, -8), PhysicalResourceId);
  return logs.map((log) => {
    const group = found.get(idOf(log));
    if (group === undefined) throw new Error(`The stack ${StackName} has no log of ${log}.`);
    return group;
  });
}

interface Asked {
  readonly groups: readonly string[];
  readonly query: string;
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
}

const ENDED = new Set(['Failed', 'Cancelled', 'Timeout']);

/** Asks CloudWatch Logs Insights, and waits for its answer. Throws when the query fails. */
async function askLogs(client: CloudWatchLogsClient, { groups, query, from, to }: Asked) {
  const asked = { logGroupNames: [...groups], queryString: query, startTime: from, endTime: to, limit: 50 };
  const { queryId } = await client.send(new StartQueryCommand(asked));
  for (;;) {
    const { status = '', results = [] } = await client.send(new GetQueryResultsCommand({ queryId }));
    if (status === 'Complete') return results.map(rowOf);
    if (ENDED.has(status)) throw new Error(`CloudWatch says of the query: ${status}.`);
    await sleep(500);
  }
}

/** The pointer to the whole line is of no use to a person. */
const rowOf = (fields: readonly ResultField[]) =>
  Object.fromEntries(fields.filter(({ field }) => field !== '@ptr').map(({ field, value = '' }) => [field, value]));

const HELP = `npm run ops -- <alarm> [options]

Prints the chapter of docs/runbook.md for an alarm, such as api-5xx or dormouse-staging-api-5xx, asks the logs of that
stage what the chapter asks, and shows what they say. It reads only.

  --hours <number>   how far back it looks (3)
  --print            prints the queries and asks nothing, as for a local service, whose logs are its output
  --help             this text`;

const options = { hours: { type: 'string', default: '3' }, print: { type: 'boolean' } } as const;

await runCommand({ help: HELP, words: 1, options }, async ({ print, ...values }, [alarm]) => {
  if (alarm === undefined) throw new Error('Say which alarm: npm run ops -- api-5xx. --help shows the options.');
  const hours = wholeNumber('hours', values.hours, 1);
  const runbook = readFileSync(join(import.meta.dirname, '../docs/runbook.md'), 'utf8');
  const { chapter, suffix } = chapterOf(runbook, alarm);
  console.log(`${chapter.title}\n\n${chapter.text}\n`);
  const client = new CloudFormationClient({});
  const to = Math.floor(Date.now() / 1_000);
  for (const { logs, query } of chapter.queries) {
    console.log(`The log of ${logs.join(', ')}: ${query}`);
    if (print) continue;
    const groups = await logGroupsOf(client, `DormouseService${suffix}`, logs);
    const rows = await askLogs(new CloudWatchLogsClient({}), { groups, query, from: to - hours * 3_600, to });
    if (rows.length === 0) console.log(`Nothing in the last ${hours} hours.\n`);
    else console.table(rows);
  }
});
