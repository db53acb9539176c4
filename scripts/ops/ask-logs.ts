import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { type AwsCaller, callAws } from '../../shared/lambda/clients/call-aws.ts';

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
  let NextToken: string | undefined;
  do {
    const answer = await client.send(new ListStackResourcesCommand({ StackName, ...(NextToken && { NextToken }) }));
    for (const { ResourceType, LogicalResourceId = '', PhysicalResourceId = '' } of answer.StackResourceSummaries ?? [])
      if (ResourceType === 'AWS::Logs::LogGroup') found.set(LogicalResourceId.slice(0, -8), PhysicalResourceId);
    ({ NextToken } = answer);
  } while (NextToken !== undefined);
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

interface Results {
  readonly status: string;
  readonly results?: readonly (readonly { readonly field: string; readonly value: string }[])[];
}

const ENDED = new Set(['Complete', 'Failed', 'Cancelled', 'Timeout']);

/** Asks CloudWatch Logs Insights, and waits for its answer. Throws when the query fails. */
export async function askLogs(caller: AwsCaller, { groups, query, from, to }: Asked): Promise<readonly Row[]> {
  const call = async <Answer>(operation: string, input: object) =>
    JSON.parse(await callAws(caller, requestOf(caller, operation, input))) as Answer;
  const started = { logGroupNames: groups, queryString: query, startTime: from, endTime: to, limit: 50 };
  const { queryId } = await call<{ queryId: string }>('StartQuery', started);
  for (;;) {
    const { status, results = [] } = await call<Results>('GetQueryResults', { queryId });
    if (status === 'Complete') return results.map(rowOf);
    if (ENDED.has(status)) throw new Error(`CloudWatch says of the query: ${status}.`);
    await sleep(500);
  }
}

/** The pointer to the whole line is of no use to a person. */
const rowOf = (fields: NonNullable<Results['results']>[number]): Row =>
  Object.fromEntries(fields.filter(({ field }) => field !== '@ptr').map(({ field, value }) => [field, value]));

function requestOf({ region }: AwsCaller, operation: string, input: object) {
  const { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: own, AWS_ENDPOINT_URL: all } = process.env;
  return {
    service: 'logs',
    method: 'POST' as const,
    url: `${own ?? all ?? `https://logs.${region}.amazonaws.com`}/`,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${operation}` },
    body: JSON.stringify(input),
  };
}
