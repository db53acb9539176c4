import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import { capacityMetrics } from './capacity.ts';
import type { Runtime } from './runtime.ts';

/** The middleware with any event and result: middy would intersect those of a whole stack, which turns some into `never`. */
export const untyped = (middleware: MiddlewareObj<never, never>): MiddlewareObj =>
  middleware as unknown as MiddlewareObj;

/** The middleware of every handler: log lines with the invocation's context, and metrics of the capacity that it consumed. */
export const stack = <Event, Result>(runtime: () => Runtime) =>
  middy<Event, Result>()
    .use(untyped(injectLambdaContext(runtime().logger, { resetKeys: true })))
    .use(capacityMetrics(runtime));
