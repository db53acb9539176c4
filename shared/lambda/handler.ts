import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { logsCapacity } from './capacity.ts';
import { countsThrottles } from './faults.ts';
import { BACKGROUND, within } from './patience.ts';
import { type Openers, openRuntime, type Runtime } from './runtime.ts';

/** The middleware with any event and result: middy would intersect those of a whole stack, which turns some into `never`. */
export const untyped = (middleware: MiddlewareObj<never, never>): MiddlewareObj =>
  middleware as unknown as MiddlewareObj;

/** The middleware of every handler: log lines with the invocation's context, and one of the capacity that it consumed. */
export const stack = <Event, Result>(runtime: Runtime) =>
  middy<Event, Result>()
    .use(untyped(injectLambdaContext(runtime.logger, { resetKeys: true })))
    .use(logsCapacity(runtime))
    .use(countsThrottles(runtime));

type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/**
 * The handler of a function. It is made, on a runtime from the environment, with the first event and used for all others:
 * importing an entry file, as the OpenAPI document and tests do, needs no environment.
 */
export function handlerOn<Event, Result>(
  openers: Openers,
  make: (runtime: Runtime) => Handler<Event, Result>,
  patience = BACKGROUND,
): Handler<Event, Result> {
  let handler: Handler<Event, Result> | undefined;
  return (event, context) => {
    handler ??= make(openRuntime(openers));
    const made = handler;
    return within(patience, context, () => made(event, context));
  };
}
