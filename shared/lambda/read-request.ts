import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { hopsOf } from '../domain/bus/hops.ts';
import type { Caller } from '../domain/workspace.ts';
import type { Endpoint, Request, RequestContext } from './endpoint.ts';
import { refuseBody } from './errors.ts';
import { parseFields, refuseOthers } from './field-errors.ts';
import { isForm, readFormBody } from './form-body.ts';
import { ignoredOf, refuseEmptyFilters } from './ignored.ts';
import { readJsonBody } from './json-body.ts';
import { prefersCodes } from './preferences.ts';
import { publicUrl } from './public-url.ts';
import type { Runtime } from './runtime.ts';
import { sourceOf } from './token-use.ts';

/** HEAD is answered as GET, and the body is left out when the answer is sent (RFC 9110, 9.3.2). */
export function methodOf({ requestContext }: APIGatewayProxyEventV2): string {
  const { method } = requestContext.http;
  return method === 'HEAD' ? 'GET' : method;
}

export function contextOf(
  event: APIGatewayProxyEventV2,
  caller: Caller,
  runtime: Runtime,
  assets: RequestContext['assets'],
): Omit<RequestContext, 'along'> {
  return {
    runtime,
    caller,
    assets,
    now: runtime.now(),
    change: { by: caller.id, via: 'api', ...hopsOf(event.headers) },
    url: publicUrl(event),
    from: sourceOf(event, runtime),
    client: event.headers['x-dormouse-client'] === 'console' ? 'console' : 'api',
    codes: prefersCodes(event.headers),
    query: queryParams(event),
    seed: null,
  };
}

/** Query parameters by name. A GET ignores empty ones that are no filters; a write with an empty `uuid=` is refused. */
export function queryParams(event: APIGatewayProxyEventV2): RequestContext['query'] {
  const all = Object.entries(Object.fromEntries(new URLSearchParams(event.rawQueryString)));
  return Object.fromEntries(methodOf(event) === 'GET' ? all.filter(([, value]) => value !== '') : all);
}

/** The request, with its fields parsed one by one. Throws 400 for a body that is not JSON, or not an object. */
export async function readRequest(
  endpoint: Endpoint,
  event: APIGatewayProxyEventV2,
  context: RequestContext,
): Promise<Request> {
  await endpoint.first?.(context);
  const document = event.requestContext.http.method === 'POST' ? await readBody(event, endpoint) : {};
  const search = new URLSearchParams(event.rawQueryString);
  if (methodOf(event) === 'GET') refuseEmptyFilters(endpoint, search);
  const fields = endpoint.body ? fieldsOf(document) : {};
  const parsed = parseFields(endpoint.body ?? {}, fields);
  if (endpoint.strict) refuseOthers(fields, Object.keys(endpoint.body ?? {}), { code: 'unknown_field' }, parsed.errors);
  return {
    ...context,
    ...parsed,
    ignored: ignoredOf(endpoint, fields, { ...context, ...parsed, search, headers: event.headers }),
    repeated: (name) => search.getAll(name).filter((value) => value !== ''),
    document,
    headers: event.headers,
  };
}

/** The body: JSON, or a form for an endpoint with fields (TextIt accepts both). */
const readBody = (event: APIGatewayProxyEventV2, { body, bodyBytes }: Endpoint): Promise<unknown> | unknown =>
  body && isForm(event) ? readFormBody(event, body, bodyBytes) : readJsonBody(event, bodyBytes);

function fieldsOf(document: unknown): Readonly<Record<string, unknown>> {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw refuseBody({ code: 'not_one_object' });
  return document as Record<string, unknown>;
}
