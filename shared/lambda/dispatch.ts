import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { CursorError } from '../data/contacts/index.ts';
import { ContentionError } from '../data/dynamo/index.ts';
import { loadAssets } from '../data/workspace/index.ts';
import type { Role } from '../domain/workspace.ts';
import { authenticate } from './auth.ts';
import {
  type Answer,
  type Caller,
  type Endpoint,
  METHODS,
  type Method,
  type Request,
  type Routes,
  type Service,
  type Shape,
} from './endpoint.ts';
import { ApiError, forbidden, methodNotAllowed, refuse, refuseBody } from './errors.ts';
import { once } from './idempotency.ts';
import { readJsonBody } from './json-body.ts';
import { publicUrl } from './public-url.ts';
import { throttle } from './rate-limit.ts';
import type { Runtime } from './runtime.ts';
import { type FieldErrors, parseFields } from './schema.ts';

const WRITERS: readonly Role[] = ['administrator', 'editor'];

/** Finds the endpoint, checks who asks and what they ask, and answers. In TextIt's order: who, may they, method, how often, body. */
export async function answer(service: Service, event: APIGatewayProxyEventV2, runtime: Runtime): Promise<Answer> {
  const open = service.open?.[event.rawPath];
  if (open) return open({ method: methodOf(event), url: publicUrl(event) });
  const methods = service.routes[event.rawPath];
  if (!methods) throw service.otherwise?.(event.rawPath) ?? refuse('Not found.', 404);
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

/** HEAD is answered as GET; whoever sends the answer leaves its body out (RFC 9110, 9.3.2). */
function methodOf({ requestContext }: APIGatewayProxyEventV2): string {
  const { method } = requestContext.http;
  return method === 'HEAD' ? 'GET' : method;
}

/** A script that means another workspace than its token's must not change this one (TextIt 6.1). */
function refuseOtherWorkspace({ headers }: APIGatewayProxyEventV2, { workspace }: Caller): void {
  const meant = headers['x-temba-workspace']?.trim().toLowerCase();
  if (meant !== undefined && meant !== workspace)
    throw refuse(`X-Temba-Workspace: this token is for another workspace, ${workspace}.`, 403);
}

/** What the layers below throw on purpose, as an answer; undefined for a fault of ours. */
function asRefusal(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (error instanceof CursorError) return refuse('Invalid cursor', 404);
  if (error instanceof ContentionError)
    return refuse('This object is being changed by many requests at once. Try again.', 409);
  return undefined;
}

async function call(
  methods: Routes[string],
  event: APIGatewayProxyEventV2,
  caller: Caller,
  runtime: Runtime,
): Promise<Answer> {
  const method = methodOf(event);
  const endpoint = METHODS.includes(method as Method) ? methods?.[method as Method] : undefined;
  if (!endpoint) throw methodNotAllowed(event.requestContext.http.method, Object.keys(methods ?? {}));
  if (!mayCall(endpoint, method, caller)) throw forbidden();
  const asked = { runtime, caller, assets: await loadAssets(runtime.data, caller.workspace), now: runtime.now() };
  if (endpoint.scope !== null) await throttle(endpoint.scope ?? 'v2', asked);
  return once(event, asked, () => carryOut(endpoint, event, asked));
}

/** Does what is asked. A refusal on purpose is an answer like any other: a repetition gets it too. */
async function carryOut(endpoint: Endpoint, event: APIGatewayProxyEventV2, asked: Asked): Promise<Answer> {
  try {
    const request = prepare(event, asked);
    return await endpoint.handle({ ...request, body: await checkedBody(endpoint, request) });
  } catch (error) {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    return { status: refusal.statusCode, body: JSON.parse(refusal.message), headers: refusal.headers };
  }
}

const mayCall = ({ roles }: Endpoint, method: string, { role }: Caller): boolean =>
  roles ? roles.includes(role) : method === 'GET' || WRITERS.includes(role);

type Asked = Pick<Request, 'runtime' | 'caller' | 'assets' | 'now'>;

function prepare(event: APIGatewayProxyEventV2, asked: Asked): Request {
  const search = new URLSearchParams(event.rawQueryString);
  return {
    ...asked,
    change: { by: asked.caller.id, via: 'api' },
    query: Object.fromEntries(search),
    repeated: (name) => search.getAll(name),
    body: {},
    document: event.requestContext.http.method === 'POST' ? readJsonBody(event) : {},
    headers: event.headers,
    url: publicUrl(event),
  };
}

async function checkedBody(endpoint: Endpoint, request: Request): Promise<Request['body']> {
  const body = request.document;
  if (!endpoint.body) return {};
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refuseBody('Request body should be a single JSON object');
  const { values, errors } = parseFields<Shape>(endpoint.body, body as Record<string, unknown>);
  await endpoint.check?.(values, errors, request);
  throwIfAny(errors);
  return values as Request['body'];
}

function throwIfAny(errors: FieldErrors): void {
  if (errors.body) throw new ApiError(400, errors.body);
}
