import type { NewVersion, Releases } from '../../messages/releases.ts';
import { patient } from './patient.ts';

/** What a log line has that tells of an error of this version (`log.ts`). */
const errorsOf = (version: string): string => `{ ($.level = "ERROR") && ($.version = "${version}") }`;

/** CodeDeploy, Lambda, and what they write of a version, by the clients that Lambda's runtime has. */
export function openReleases(env: NodeJS.ProcessEnv): Releases {
  const service = {
    Namespace: env['POWERTOOLS_METRICS_NAMESPACE'] ?? '',
    Dimensions: [{ Name: 'service', Value: 'dormouse' }],
  };
  const deploy = async (command: (sdk: CodeDeploy) => object) => {
    const sdk = await import('@aws-sdk/client-codedeploy');
    return patient((own) => new sdk.CodeDeployClient(own)).send(command(sdk));
  };
  return {
    async newVersionOf(deploymentId) {
      const { targetIds = [] } = await deploy((sdk) => new sdk.ListDeploymentTargetsCommand({ deploymentId }));
      const { deploymentTargets: [target] = [] } = await deploy(
        (sdk) => new sdk.BatchGetDeploymentTargetsCommand({ deploymentId, targetIds }),
      );
      const { functionName: fn, targetVersion: version } = target?.lambdaTarget?.lambdaFunctionInfo ?? {};
      if (!fn || !version) throw new Error(`The deployment ${deploymentId} names no function.`);
      return { fn, version };
    },
    async call({ fn, version }, event) {
      const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
      const given = { FunctionName: fn, Qualifier: version, Payload: JSON.stringify(event) };
      const { FunctionError, Payload } = await patient((own) => new LambdaClient(own)).send(new InvokeCommand(given));
      const text = Buffer.from(Payload ?? []).toString();
      if (FunctionError) throw new Error(`${fn}, version ${version}: ${text.slice(0, 500)}`);
      return text === '' ? null : JSON.parse(text);
    },
    answer: (deploymentId, lifecycleEventHookExecutionId, mayBegin) =>
      deploy(
        (sdk) =>
          new sdk.PutLifecycleEventHookExecutionStatusCommand({
            deploymentId,
            lifecycleEventHookExecutionId,
            status: mayBegin ? 'Succeeded' : 'Failed',
          }),
      ).then(() => undefined),
    goBack: (deploymentId) =>
      deploy((sdk) => new sdk.StopDeploymentCommand({ deploymentId, autoRollbackEnabled: true })).then(() => undefined),
    async recordOf(version, since) {
      const [numbers, lines] = await Promise.all([numbersOf(version, service, since), linesOf(version, since)]);
      return { ...numbers, errors: numbers.errors + lines };
    },
  };
}

type CodeDeploy = typeof import('@aws-sdk/client-codedeploy');

interface Counted {
  readonly Namespace: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

async function numbersOf({ fn, version }: NewVersion, service: Counted, since: number) {
  const { CloudWatchClient, GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const of = {
    Namespace: 'AWS/Lambda',
    Dimensions: [
      { Name: 'FunctionName', Value: fn },
      { Name: 'Resource', Value: `${fn}:live` },
      { Name: 'ExecutedVersion', Value: version },
    ],
  };
  const query = (Id: string, MetricName: string, metric: Counted, Stat: string) => ({
    Id,
    MetricStat: { Metric: { ...metric, MetricName }, Period: 60, Stat },
  });
  const { MetricDataResults = [] } = await patient((own) => new CloudWatchClient(own)).send(
    new GetMetricDataCommand({
      MetricDataQueries: [
        query('calls', 'Invocations', of, 'Sum'),
        query('errors', 'Errors', of, 'Sum'),
        query('p99', 'Duration', of, 'p99'),
        query('unbalanced', 'UnbalancedJobs', service, 'Sum'),
      ],
      // Whole minutes, of which the first has begun before.
      StartTime: new Date(Math.ceil(since / 60) * 60_000),
      EndTime: new Date(),
      ScanBy: 'TimestampAscending',
    }),
  );
  const values = (id: string) => MetricDataResults.find(({ Id }) => Id === id)?.Values ?? [];
  const sum = (id: string) => values(id).reduce((all, one) => all + one, 0);
  const p99 = values('p99').length === 0 ? null : Math.max(...values('p99'));
  return { calls: sum('calls'), errors: sum('errors'), unbalanced: sum('unbalanced'), p99 };
}

/** Lines of errors in the log of the version; some are enough. */
async function linesOf({ fn: FunctionName, version }: NewVersion, since: number): Promise<number> {
  const { GetFunctionConfigurationCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
  const { CloudWatchLogsClient, FilterLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const asked = new GetFunctionConfigurationCommand({ FunctionName, Qualifier: version });
  const { LoggingConfig: { LogGroup: logGroupName } = {} } = await patient((own) => new LambdaClient(own)).send(asked);
  if (logGroupName === undefined) return 0;
  const { events = [] } = await patient((own) => new CloudWatchLogsClient(own)).send(
    new FilterLogEventsCommand({
      logGroupName,
      filterPattern: errorsOf(version),
      startTime: Math.floor(since * 1_000),
      limit: 1_000,
    }),
  );
  return events.length;
}
