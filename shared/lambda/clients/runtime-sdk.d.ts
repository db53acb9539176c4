/** Clients that are not bundled: Lambda's runtime has them, and only the watchdog's rare calls need them. */
declare module '@aws-sdk/client-cloudwatch' {
  interface MetricDataQuery {
    readonly Id: string;
    readonly MetricStat: {
      readonly Metric: {
        readonly Namespace: string;
        readonly MetricName: string;
        readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
      };
      readonly Period: number;
      readonly Stat: string;
    };
  }
  interface MetricDataResult {
    readonly Id?: string;
    readonly Timestamps?: readonly Date[];
    readonly Values?: readonly number[];
  }
  interface MetricDataOutput {
    readonly MetricDataResults?: readonly MetricDataResult[];
    readonly NextToken?: string;
  }
  export class GetMetricDataCommand {
    constructor(input: {
      readonly MetricDataQueries: readonly MetricDataQuery[];
      readonly StartTime: Date;
      readonly EndTime: Date;
      readonly ScanBy: 'TimestampAscending';
      readonly NextToken?: string | undefined;
    });
  }
  export class CloudWatchClient {
    constructor(config: object);
    send(command: GetMetricDataCommand): Promise<MetricDataOutput>;
  }
}

declare module '@aws-sdk/client-cloudwatch-logs' {
  export class FilterLogEventsCommand {
    constructor(input: {
      readonly logGroupName: string;
      readonly filterPattern: string;
      readonly startTime: number;
      readonly limit: number;
    });
  }
  export class CloudWatchLogsClient {
    constructor(config: object);
    send(command: FilterLogEventsCommand): Promise<{ readonly events?: readonly object[] }>;
  }
}

declare module '@aws-sdk/client-codedeploy' {
  interface Deployed {
    readonly targetIds?: readonly string[];
    readonly deploymentTargets?: readonly {
      readonly lambdaTarget?: {
        readonly lambdaFunctionInfo?: { readonly functionName?: string; readonly targetVersion?: string };
      };
    }[];
  }
  export class ListDeploymentTargetsCommand {
    constructor(input: { readonly deploymentId: string });
  }
  export class BatchGetDeploymentTargetsCommand {
    constructor(input: { readonly deploymentId: string; readonly targetIds: readonly string[] });
  }
  export class PutLifecycleEventHookExecutionStatusCommand {
    constructor(input: {
      readonly deploymentId: string;
      readonly lifecycleEventHookExecutionId: string;
      readonly status: 'Succeeded' | 'Failed';
    });
  }
  export class StopDeploymentCommand {
    constructor(input: { readonly deploymentId: string; readonly autoRollbackEnabled: boolean });
  }
  export class CodeDeployClient {
    constructor(config: object);
    send(command: object): Promise<Deployed>;
  }
}
