import type { MiddlewareObj } from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import httpEventNormalizer from '@middy/http-event-normalizer';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Consumed, consumedSince, requireForm } from '../../data/dynamo/index.ts';
import { asRefusal } from '../invocation/expected-errors.ts';
import { handlerOn, stack, untyped } from '../invocation/handler.ts';
import { REQUEST } from '../invocation/retry-limits.ts';
import type { Openers, Runtime } from '../invocation/runtime.ts';
import { refuseHeavy } from './answer-size.ts';
import { answer } from './dispatch.ts';
import type { Answer, Service } from './endpoint.ts';
import { forbidden, inWords, SERVER_ERROR } from './errors.ts';
import { cameByEdge } from './origin.ts';
import { prefersCodes } from './preferences.ts';
import { limitsMeter } from './rate-limit.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

type Result = APIGatewayProxyStructuredResultV2;

export const httpHandler = (service: Service, openers: Openers = {}) =>
  handlerOn(openers, (runtime) => httpStack(service, runtime), REQUEST);

/** The handler of a service on an open runtime, as tests have one. */
export const httpStack = (service: Service, runtime: Runtime) =>
  stack<APIGatewayProxyEventV2, Result>(runtime)
    .use(untyped(headersOf(runtime)))
    .use(untyped(formGate(service, runtime)))
    .use(untyped(capacityHeader(runtime)))
    .use(untyped(httpErrorHandler({ logger: logFault(runtime), fallbackMessage: SERVER_ERROR })))
    .use(untyped(timeUp))
    .use(untyped(httpEventNormalizer()))
    .handler(async (event) => {
      try {
        if (!(await cameByEdge(event, runtime.config))) throw forbidden();
        return toResult(await answer(service, event, runtime));
      } catch (error) {
        throw inWords(error, prefersCodes(event.headers));
      }
    });

function toResult({ status, body, text, headers, cookies }: Answer): Result {
  const result = {
    statusCode: status,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(text !== undefined && { body: text }),
    ...(cookies && { cookies: [...cookies] }),
  };
  refuseHeavy(result);
  return result;
}

/** Refuses everything while the tables hold data of another form, except what is answered without them. */
const formGate = (service: Service, { data }: Runtime): MiddlewareObj<APIGatewayProxyEventV2, Result> => ({
  async before({ event }) {
    if (service.open?.[event.rawPath]) return;
    try {
      await requireForm(data);
    } catch (error) {
      throw inWords(asRefusal(error) ?? error, prefersCodes(event.headers));
    }
  },
});

/** When the function's time is up, middy throws, and the caller may try again. */
const timeUp: MiddlewareObj<APIGatewayProxyEventV2, Result> = {
  onError: (request) => {
    const { error, event } = request;
    request.error = inWords(asRefusal(error) ?? error, prefersCodes(event.headers)) as Error | null;
  },
};

/** Answers `x-report-capacity: 1` with `x-consumed-capacity`: the request's own units, without the rate limit's. */
function capacityHeader({ data }: Runtime): MiddlewareObj<APIGatewayProxyEventV2, Result> {
  const own = (): Consumed => consumedSince(data.meter, limitsMeter(data).read());
  /** None of a request that the gate refused. */
  const starts = new WeakMap<object, Consumed>();
  const report = ({ event, response }: { event: APIGatewayProxyEventV2; response: Result | null | undefined }) => {
    const since = starts.get(event);
    if (event.headers['x-report-capacity'] !== '1' || !response || since === undefined) return;
    const { readUnits, writeUnits } = own();
    const consumed = `read=${readUnits - since.readUnits};write=${writeUnits - since.writeUnits}`;
    response.headers = { ...response.headers, 'x-consumed-capacity': consumed };
  };
  return {
    before: ({ event }) => {
      starts.set(event, own());
    },
    after: (request) => report(request),
    onError: (request) => report(request),
  };
}

/**
 * Headers of every answer. No cache may keep it: it is for one caller, and its links are for the host name that the
 * caller used. `x-request-id` is in every log line too (`request`), for operators to search.
 */
function headersOf({ logger }: Runtime): MiddlewareObj<APIGatewayProxyEventV2, Result> {
  const add = ({ event, response }: { event: APIGatewayProxyEventV2; response: Result | null | undefined }) => {
    if (!response) return;
    const own = { 'x-request-id': event.requestContext.requestId, 'cache-control': 'no-store' };
    response.headers = { ...own, ...response.headers, ...SECURITY_HEADERS };
  };
  return {
    before: ({ event }) => logger.appendKeys({ request: event.requestContext.requestId }),
    after: add,
    onError: add,
  };
}

/** Logs internal errors with their stack; refusals are not logged. */
const logFault =
  ({ logger }: Runtime) =>
  (error: unknown): void => {
    const status = (error as { statusCode?: number } | null)?.statusCode ?? 500;
    if (status >= 500) logger.error('request failed', error as Error);
  };
