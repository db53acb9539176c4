import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { hopsOf } from '../../domain/bus/webhook.ts';
import type { Caller } from '../../domain/workspace.ts';
import { sourceOf } from '../callers/token-use.ts';
import type { Runtime } from '../invocation/runtime.ts';
import type { Endpoint, Request, RequestContext, Shape } from './endpoint.ts';
import { refuse, refuseBody } from './errors.ts';
import { parseFields, refuseOthers } from './field-errors.ts';
import { formFields } from './form-fields.ts';
import { ignoredOf, refuseEmptyFilters } from './ignored.ts';
import { BODY_BYTES, readJsonBody, refuseBytes } from './json-body.ts';
import { prefersCodes } from './preferences.ts';

const FORM = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

const SCHEME = /^https?$/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

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
  return Object.fromEntries(event.requestContext.http.method === 'GET' ? all.filter(([, value]) => value !== '') : all);
}

/** The request, with its fields parsed one by one. Throws 400 for a body that is not JSON, or not an object. */
export async function readRequest(
  endpoint: Endpoint,
  event: APIGatewayProxyEventV2,
  context: RequestContext,
): Promise<Request> {
  await endpoint.first?.(context);
  const { method } = event.requestContext.http;
  const document = method === 'POST' ? await readBody(event, endpoint) : {};
  const search = new URLSearchParams(event.rawQueryString);
  if (method === 'GET') refuseEmptyFilters(endpoint, search);
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

/** The request's URL as the client sees it, for links, without query string: by valid `X-Forwarded-*`, else `Host`. */
export function publicUrl({
  headers,
  rawPath,
  requestContext,
}: Pick<APIGatewayProxyEventV2, 'headers' | 'rawPath' | 'requestContext'>): string {
  const first = (shape: RegExp, ...names: string[]): string | undefined =>
    names.map((name) => headers[name]?.split(',', 1)[0]?.trim() ?? '').find((text) => shape.test(text));
  const scheme = first(SCHEME, 'cloudfront-forwarded-proto', 'x-forwarded-proto') ?? 'https';
  const host = first(HOST, 'x-forwarded-host', 'host') ?? requestContext.domainName;
  return `${scheme}://${host}${rawPath}`;
}

const isForm = ({ headers, body }: APIGatewayProxyEventV2): boolean =>
  Boolean(body?.trim()) && FORM.test(headers['content-type'] ?? '');

/**
 * The fields of a form, as JSON would have them. A list is a repeated name, or `urns[0]`, `urns[1]`; a map is
 * `fields.age`; any other JSON is given as text. An empty value clears a nullable field, else it counts as missing, and
 * missing stays missing. Throws 400 for a file and for no form; 413 for more than `most` bytes or 2,000 values.
 */
async function readFormBody(
  event: APIGatewayProxyEventV2,
  shape: Shape,
  most = BODY_BYTES,
): Promise<Readonly<Record<string, unknown>>> {
  refuseBytes(event, most);
  const { body = '', isBase64Encoded, headers } = event;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const form = await formFields(bytes, headers['content-type'] ?? '', shape);
  if ('refusal' in form) throw refuse(form.refusal, form.status);
  return form.fields;
}
