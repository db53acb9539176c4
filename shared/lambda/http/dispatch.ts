import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { unlessDiskFull } from '../../data/dynamo/index.ts';
import { type AlongKey, loadAssets } from '../../data/workspace/index.ts';
import { rateScopeOf } from '../../domain/settings/rate-scopes.ts';
import type { Caller, Role } from '../../domain/workspace.ts';
import { noteDone } from '../callers/audited.ts';
import { authenticate } from '../callers/auth.ts';
import { noteUse, sourceOf } from '../callers/token-use.ts';
import { asRefusal } from '../invocation/expected-errors.ts';
import type { Runtime } from '../invocation/runtime.ts';
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
import { ApiError, forbidden, methodNotAllowed, notFound, refuse } from './errors.ts';
import { answerOnce, refuseKey } from './idempotency.ts';
import { ignoredHeader } from './ignored.ts';
import { appliedOf } from './preferences.ts';
import { throttle, withinSeconds } from './rate-limit.ts';
import { contextOf, publicUrl, queryParams, readRequest } from './read-request.ts';

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
  if (open) {
    const { headers, cookies = [] } = event;
    const asked = {
      method: event.requestContext.http.method,
      url: publicUrl(event),
      query: queryParams(event),
      headers,
      cookies,
    };
    return open({ ...asked, from: sourceOf(event, runtime) }, runtime);
  }
  const methods = service.routes[event.rawPath];
  if (!methods) throw service.otherwise?.(event.rawPath) ?? notFound();
  return answerCaller(methods, event, runtime);
}

async function answerCaller(methods: Methods, event: APIGatewayProxyEventV2, runtime: Runtime): Promise<Answer> {
  const { caller, ...read } = await authenticate(event, runtime, alongOf(endpointOf(methods, event), event));
  runtime.logger.appendKeys({ workspace: caller.workspace });
  const own = { 'x-temba-workspace': caller.workspace, ...appliedOf(event.headers) };
  try {
    refuseOtherWorkspace(event, caller);
    const result = await call(methods, event, { caller, ...read }, runtime);
    return { ...result, headers: { ...own, ...result.headers } };
  } catch (error) {
    throw asRefusal(error)?.with(own) ?? error;
  }
}

/** Throws 403 when the request names another workspace than its token's, which must not change that (TextIt 6.1). */
function refuseOtherWorkspace({ headers }: APIGatewayProxyEventV2, { workspace }: Caller): void {
  const named = headers['x-temba-workspace']?.trim().toLowerCase();
  if (named !== undefined && named !== workspace) throw refuse({ code: 'other_workspace', workspace }, 403);
}

async function call(
  methods: Methods,
  event: APIGatewayProxyEventV2,
  { caller, settings, along }: Awaited<ReturnType<typeof authenticate>>,
  runtime: Runtime,
): Promise<Answer> {
  const { method } = event.requestContext.http;
  const endpoint = endpointOf(methods, event);
  if (!endpoint) throw methodNotAllowed(method, Object.keys(methods));
  if (!mayCall(endpoint, method, caller)) throw forbidden();
  refuseOutOfScope(endpoint, method, event.rawPath, caller);
  const assets = await loadAssets(runtime.data, caller.workspace, settings);
  const context = { ...contextOf(event, caller, runtime, assets), along };
  // The cost of a message shows whether its address is known, so an anonymous workspace does not see it.
  if (context.assets.settings.anon) event.headers['x-report-capacity'] = undefined;
  await throttle(rateScopeOf(endpoint.scope, context.client), context);
  await unlessDiskFull(noteUse(context));
  return withinSeconds(endpoint.seconds, context, () => answerUnderKey(endpoint, event, context));
}

function endpointOf(methods: Methods, event: APIGatewayProxyEventV2): Endpoint | WriteEndpoint | undefined {
  const { method } = event.requestContext.http;
  return METHODS.includes(method as Method) ? methods[method as Method] : undefined;
}

/** Under a key a request may wait for another one, and reads only then what it changes. */
const alongOf = (endpoint: Endpoint | undefined, event: APIGatewayProxyEventV2): AlongKey | null =>
  event.headers['idempotency-key'] === undefined ? (endpoint?.along?.(queryParams(event)) ?? null) : null;

/** The answer; a write with an `Idempotency-Key` may get that of an earlier request. */
async function answerUnderKey(
  endpoint: Endpoint | WriteEndpoint,
  event: APIGatewayProxyEventV2,
  context: RequestContext,
): Promise<Answer> {
  if (isRepeatable(endpoint))
    return answerOnce(event, context, {
      run: async (seed) => carryOut(endpoint, await readRequest(endpoint, event, { ...context, seed })),
      made: async (seed) =>
        endpoint.made === 'nothing' ? null : endpoint.made(seed, { ...context, assets: await assetsNow(context) }),
      // The first request may have been carried out after this one's assets were loaded.
      replay: async (kept) => endpoint.replay(kept, { ...context, assets: await assetsNow(context) }),
    });
  if ('replay' in endpoint && endpoint.replay === 'refused') refuseKey(event);
  return carryOut(endpoint, await readRequest(endpoint, event, context));
}

const assetsNow = ({ runtime, caller }: RequestContext): Promise<RequestContext['assets']> =>
  loadAssets(runtime.data, caller.workspace);

const mayCall = ({ roles }: Endpoint, method: string, { role }: Caller): boolean =>
  roles ? roles.includes(role) : method === 'GET' || WRITERS.includes(role);

/** Throws 403 for what the token's role may, but the token itself may not. */
function refuseOutOfScope({ roles }: Endpoint, method: string, path: string, { readOnly, endpoints }: Caller): void {
  // A POST that viewers may make reads only, such as a check of a query.
  if (readOnly && method !== 'GET' && !roles?.includes('viewer')) throw refuse({ code: 'token_read_only' }, 403);
  const name = path.replace(/^.*\/|\.json$/g, '');
  if (endpoints && !endpoints.includes(name))
    throw refuse({ code: 'token_other_endpoints', name, endpoints: endpoints.join(', ') }, 403);
}

/** Parses a request for an endpoint, then handles the command. Throws 400 with the errors of all fields. */
export async function carryOut<Given extends Answer>(
  endpoint: Endpoint<string, Shape, unknown, Given>,
  request: Request,
): Promise<Given> {
  const command = await endpoint.parse(request);
  if (request.errors.body) throw new ApiError(400, request.errors.body);
  const given = await endpoint.handle(command, request);
  await noteDone(endpoint.audit?.(command, request, given) ?? null, request);
  return { ...given, headers: { ...given.headers, ...ignoredHeader(request.ignored) } };
}
