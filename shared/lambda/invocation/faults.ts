import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MiddlewareObj } from '@middy/core';
import type { Runtime } from './runtime.ts';

/** Counts requests that DynamoDB throttled as `ThrottledRequests`: free at none, unlike metrics of each table. */
export function countsThrottles({ data, metrics }: Runtime): MiddlewareObj {
  let start = 0;
  const publish = () => {
    const throttled = data.meter.throttled() - start;
    if (throttled > 0) count(metrics, 'ThrottledRequests', throttled);
  };
  return {
    before: () => {
      start = data.meter.throttled();
    },
    after: publish,
    onError: publish,
  };
}

/** Counts failed deliveries of a queue's messages, since a function that reports them back has not failed itself. */
export const countFailedDeliveries = (metrics: Runtime['metrics'], deliveries: number): void =>
  count(metrics, 'FailedDeliveries', deliveries);

/** Counts jobs whose numbers do not add up to their total at the end: each is a fault of the service. */
export const countUnbalanced = (metrics: Runtime['metrics']): void => count(metrics, 'UnbalancedJobs', 1);

/** Counts stages of policies that a brake has stopped: each waits for a person. */
export const countBraked = (metrics: Runtime['metrics']): void => count(metrics, 'BrakedPolicies', 1);

/** Counts snapshots with a file that is gone or damaged; the next search has another made. */
const countBrokenSnapshot = (metrics: Runtime['metrics']): void => count(metrics, 'BrokenSnapshots', 1);

/** The runtime of whoever asks a snapshot. */
export const tellingOfBroken = <Of extends Pick<Runtime, 'metrics'>>(runtime: Of) => ({
  ...runtime,
  onBroken: () => countBrokenSnapshot(runtime.metrics),
});

/** Counts requests to a channel that did not prove their sender. */
export const countInboundRefused = (metrics: Runtime['metrics']): void => count(metrics, 'InboundRefused', 1);

/** Counts requests to a channel that were not taken whole: of too many items, or above the budget. */
export const countInboundPutBack = (metrics: Runtime['metrics']): void => count(metrics, 'InboundPutBack', 1);

/** Counts batches of the stream from which a record must come again. */
export const countFailedProjections = (metrics: Runtime['metrics']): void => count(metrics, 'FailedProjections', 1);

/** Counts what the nightly audit had to mend. */
export const countRepairs = (metrics: Runtime['metrics'], repairs: number): void =>
  count(metrics, 'AuditRepairs', repairs);

function count(metrics: Runtime['metrics'], name: string, value: number): void {
  metrics.addMetric(name, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
}
