import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { type Consumed, consumedSince } from '../../data/dynamo/index.ts';
import { countsThrottles } from './faults.ts';
import { BACKGROUND, within } from './retry-limits.ts';
import { type Openers, openRuntime, type Runtime } from './runtime.ts';

/** The middleware for any event and result: middy would intersect the types of a stack, some to `never`. */
export const untyped = (middleware: MiddlewareObj<never, never>): MiddlewareObj =>
  middleware as unknown as MiddlewareObj;

/** Every handler's middleware: the invocation's context in log lines, and a line with the consumed capacity. */
export const stack = <Event, Result>(runtime: Runtime) =>
  middy<Event, Result>()
    .use(untyped(injectLambdaContext(runtime.logger, { resetKeys: true })))
    .use(logsCapacity(runtime))
    .use(countsThrottles(runtime));

type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/** A function's handler, made by the first event, since tests and OpenAPI import entries without an environment. */
export function handlerOn<Event, Result>(
  openers: Openers,
  make: (runtime: Runtime) => Handler<Event, Result>,
  retryLimit = BACKGROUND,
): Handler<Event, Result> {
  let handler: Handler<Event, Result> | undefined;
  return (event, context) => {
    handler ??= make(openRuntime(openers));
    const made = handler;
    return within(retryLimit, context, () => made(event, context));
  };
}

/**
 * Logs what the invocation consumed, as `readUnits` and `writeUnits`, and its time. The dashboard sums the logs,
 * and the local runner reads them for `GET /_local/capacity`. CloudWatch metrics would cost $0.60 a month for each
 * function.
 */
function logsCapacity({ data, logger }: Runtime): MiddlewareObj {
  let start: Consumed = { readUnits: 0, writeUnits: 0 };
  let begun = 0;
  const log = () => {
    const { readUnits, writeUnits } = consumedSince(data.meter, start);
    if (readUnits + writeUnits === 0) return;
    logger.info('consumed', { readUnits, writeUnits, milliseconds: Math.round(performance.now() - begun) });
  };
  return {
    before: () => {
      start = data.meter.read();
      begun = performance.now();
    },
    after: log,
    onError: log,
  };
}
