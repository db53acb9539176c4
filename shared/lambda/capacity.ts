import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MiddlewareObj } from '@middy/core';
import { type Consumed, consumedSince } from '../data/dynamo/index.ts';
import type { Runtime } from './runtime.ts';

/**
 * Records what the invocation consumed as the metrics `ReadUnits` and `WriteUnits`: the dashboard's and, locally,
 * the source of `GET /_local/capacity`. Nothing is published when nothing was consumed.
 */
export function capacityMetrics({ data, metrics }: Runtime): MiddlewareObj {
  let start: Consumed = { readUnits: 0, writeUnits: 0 };
  const publish = () => {
    const { readUnits, writeUnits } = consumedSince(data.meter, start);
    if (readUnits + writeUnits === 0) return;
    metrics.addMetric('ReadUnits', MetricUnit.Count, readUnits);
    metrics.addMetric('WriteUnits', MetricUnit.Count, writeUnits);
    metrics.publishStoredMetrics();
  };
  return {
    before: () => {
      start = data.meter.read();
    },
    after: publish,
    onError: publish,
  };
}
