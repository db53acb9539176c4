import type { MiddlewareObj } from '@middy/core';
import { type Consumed, consumedSince } from '../data/dynamo/index.ts';
import type { Runtime } from './runtime.ts';

/**
 * Logs what the invocation consumed, as `readUnits` and `writeUnits`. The dashboard sums the logs, and the local runner
 * reads them for `GET /_local/capacity`. CloudWatch metrics would cost $0.60 a month for each function.
 */
export function logsCapacity({ data, logger }: Runtime): MiddlewareObj {
  let start: Consumed = { readUnits: 0, writeUnits: 0 };
  const log = () => {
    const { readUnits, writeUnits } = consumedSince(data.meter, start);
    if (readUnits + writeUnits === 0) return;
    logger.info('consumed', { readUnits, writeUnits });
  };
  return {
    before: () => {
      start = data.meter.read();
    },
    after: log,
    onError: log,
  };
}
