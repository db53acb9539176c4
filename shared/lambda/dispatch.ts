import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { BusyError, ContentionError, LostKeyError, UnstorableError } from '../data/dynamo/index.ts';
import { CursorError } from '../data/paging/index.ts';
import { loadAssets } from '../data/workspace/index.ts';
import type { Caller, Role } from '../domain/workspace.ts';
import { authenticate } from './auth.ts';
import {
  type Answer,
  type Endpoint,
  isRepeatable,
  METHODS,
  type Method,
  type Methods,
  type Request,
  type RequestContext,
  type Service,
  type Shape,
  type WriteEndpoint,
} from './endpoint.ts';
import { ApiError, forbidden, methodNotAllowed, notFound, refuse, refuseBody } from './errors.ts';
import { parseFields, refuseOthers } from './field-errors.ts';
import { isForm, readFormBody } from './form-body.ts';
import { answerOnce, refuseKey } from './idempotency.ts';
import { readJsonBody } from './json-body.ts';
import { publicUrl } from './public-url.ts';
import { throttle } from './rate-limit.ts';
import { rateScopeOf } from './rate-scopes.ts';
import { wantsCodes } from './refusals.ts';
import type { Runtime } from './runtime.ts';

const WRITERS: readonly Role[] = ['administrator', 'editor'];

/** Answers a request. Throws an ApiError for a refusal, checked in TextIt's order: token, method, role, rate, body. */
export async function answer(service: Service, event: APIGatewayProxyEventV2, runtime: Runtime): Promise<Answer> {
  try {
    return await answerPath(service, event, runtime);
  } catch (error) {
    throw asRefusal(error) ?? error;
  }
}

function answerPath(service: Service, event: APIGatewayProxyEventV2, runtime: Runtime): Promise<Answer> | Answer {
  const open = service.open?.[event.rawPath];
  if (open) return open({ method: methodOf(event), url: publicUrl(event) });
  const methods = service.routes[event.rawPath];
  if (!methods) throw service.otherwise?.(event.rawPath) ?? notFound();
  return answerCaller(methods, event, runtime);
}

async function answerCaller(methods: Methods, event: APIGatewayProxyEventV2, runtime: Runtime): Promise<Answer> {
  const caller = await authenticate(event.headers, runtime);
  const workspace = { 'x-temba-workspace': caller.workspace };
  try {
    refuseOtherWorkspace(event, caller);
    const result = await call(methods, event, caller, runtime);
    return { ...result, headers: { ...workspace, ...result.headers } };
  } catch (error) {
    throw asRefusal(error)?.with(workspace) ?? error;
  }
}

/** HEAD is answered as GET, and the body is left out when the answer is sent (RFC 9110, 9.3.2). */
function methodOf({ requestContext }: APIGatewayProxyEventV2): string {
  const { method } = requestContext.http;
  return method === 'HEAD' ? 'GET' : method;
}

/** Throws 403 when the request names another workspace than its token's, which must not change that (TextIt 6.1). */
function refuseOtherWorkspace({ headers }: APIGatewayProxyEventV2, { workspace }: Caller): void {
  const named = headers['x-temba-workspace']?.trim().toLowerCase();
  if (named !== undefined && named !== workspace) throw refuse({ code: 'other_workspace', workspace }, 403);
}

/** The refusal for an expected error; undefined for a fault. */
function asRefusal(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (error instanceof CursorError) return refuse({ code: 'cursor' }, 404);
  if (error instanceof BusyError) return busy();
  if (error instanceof LostKeyError) return refuse({ code: 'key_lost' }, 503);
  if (error instanceof UnstorableError) return refuseBody(error.refusal);
  if (error instanceof ContentionError) return refuse({ code: 'contended' }, 409).with({ 'retry-after': '1' });
  return undefined;
}

/** Plus a little at random, so that callers refused together do not return together. */
const RETRY_AFTER_SECONDS = 3;

function busy(): ApiError {
  const seconds = RETRY_AFTER_SECONDS + Math.floor(Math.random() * RETRY_AFTER_SECONDS);
  return refuse({ code: 'busy', seconds }, 503).with({ 'retry-after': String(seconds) });
}

async function call(
  methods: Methods,
  event: APIGatewayProxyEventV2,
  caller: Caller,
  runtime: Runtime,
): Promise<Answer> {
  const method = methodOf(event);
  const endpoint = METHODS.includes(method as Method) ? methods?.[method as Method] : undefined;
  if (!endpoint) throw methodNotAllowed(event.requestContext.http.method, Object.keys(methods ?? {}));
  if (!mayCall(endpoint, method, caller)) throw forbidden();
  const context = contextOf(event, caller, runtime, await loadAssets(runtime.data, caller.workspace));
  // The cost of a message shows whether its address is known, so an anonymous workspace does not see it.
  if (context.assets.settings.anon) event.headers['x-report-capacity'] = undefined;
  await throttle(rateScopeOf(endpoint.scope, context.client), context);
  return answerUnderKey(endpoint, event, context);
}

/** The answer; a write with an `Idempotency-Key` may get that of an earlier request. */
async function answerUnderKey(
  endpoint: Endpoint | WriteEndpoint,
  event: APIGatewayProxyEventV2,
  context: RequestContext,
): Promise<Answer> {
  if (isRepeatable(endpoint))
    return answerOnce(event, context, {
      run: async (seed) => carryOut(endpoint, await requestOf(endpoint, event, { ...context, seed })),
      made: async (seed) =>
        endpoint.made === 'nothing' ? null : endpoint.made(seed, { ...context, assets: await assetsNow(context) }),
      // The first request may have been carried out after this one's assets were loaded.
      replay: async (kept) => endpoint.replay(kept, { ...context, assets: await assetsNow(context) }),
    });
  if ('replay' in endpoint && endpoint.replay === 'refused') refuseKey(event);
  return carryOut(endpoint, await requestOf(endpoint, event, context));
}

const assetsNow = ({ runtime, caller }: RequestContext): Promise<RequestContext['assets']> =>
  loadAssets(runtime.data, caller.workspace);

const mayCall = ({ roles }: Endpoint, method: string, { role }: Caller): boolean =>
  roles ? roles.includes(role) : method === 'GET' || WRITERS.includes(role);

function contextOf(
  event: APIGatewayProxyEventV2,
  caller: Caller,
  runtime: Runtime,
  assets: RequestContext['assets'],
): RequestContext {
  return {
    runtime,
    caller,
    assets,
    now: runtime.now(),
    change: { by: caller.id, via: 'api' },
    url: publicUrl(event),
    client: event.headers['x-dormouse-client'] === 'console' ? 'console' : 'api',
    codes: wantsCodes(event.headers),
    query: queryOf(event),
    seed: null,
  };
}

/**
 * Query parameters by name. A GET ignores empty ones: `after=` filters nothing, as in TextIt. Writes keep them: an
 * empty `uuid=` from a script whose variable is unset is refused, and makes no new contact.
 */
function queryOf(event: APIGatewayProxyEventV2): RequestContext['query'] {
  const all = Object.entries(Object.fromEntries(new URLSearchParams(event.rawQueryString)));
  return Object.fromEntries(methodOf(event) === 'GET' ? all.filter(([, value]) => value !== '') : all);
}

/** Parses a request for an endpoint, then handles the command. Throws 400 with the errors of all fields. */
export async function carryOut<Given extends Answer>(
  endpoint: Endpoint<string, Shape, unknown, Given>,
  request: Request,
): Promise<Given> {
  const command = await endpoint.parse(request);
  if (request.errors.body) throw new ApiError(400, request.errors.body);
  return endpoint.handle(command, request);
}

/** The request, with its fields parsed one by one. Throws 400 for a body that is not JSON, or not an object. */
async function requestOf(endpoint: Endpoint, event: APIGatewayProxyEventV2, context: RequestContext): Promise<Request> {
  await endpoint.first?.(context);
  const document = event.requestContext.http.method === 'POST' ? await readBody(event, endpoint) : {};
  const search = new URLSearchParams(event.rawQueryString);
  const fields = endpoint.body ? fieldsOf(document) : {};
  const parsed = parseFields(endpoint.body ?? {}, fields);
  if (endpoint.strict) refuseOthers(fields, Object.keys(endpoint.body ?? {}), { code: 'unknown_field' }, parsed.errors);
  return {
    ...context,
    ...parsed,
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
