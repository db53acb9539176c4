import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  type ResultField,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';

/** A line of an answer: values by the names of fields. */
export type Row = Readonly<Record<string, string>>;

/** CDK's logical id of the log of a function, or of the API's requests, without the eight digits at its end. */
const idOf = (log: string): string => (log === 'access' ? 'ApiAccessLog' : `${log.replaceAll('-', '')}Log`);

/** The names that CloudFormation gave the logs, by ours; throws for a log that the stack does not have. */
export async function logGroupsOf(
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
export async function askLogs(client: CloudWatchLogsClient, { groups, query, from, to }: Asked): Promise<Row[]> {
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
const rowOf = (fields: readonly ResultField[]): Row =>
  Object.fromEntries(fields.filter(({ field }) => field !== '@ptr').map(({ field, value = '' }) => [field, value]));
