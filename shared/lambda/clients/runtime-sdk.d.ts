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
