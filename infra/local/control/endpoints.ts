import * as z from 'zod/mini';
import type { EventLog } from '../events/log.ts';
import type { Faults } from '../faults.ts';
import type { HttpRequest } from '../http/event.ts';
import { isFromHere } from '../http/local-hosts.ts';
import { type HttpResponse, json } from '../http/response.ts';
import type { Clock } from '../lambda/clock.ts';
import type { LocalFunction } from '../lambda/function.ts';
import type { Scheduler } from '../schedule/scheduler.ts';
import type { Capacity } from './capacity.ts';
import { untilIdle, type Work } from './idle.ts';
import type { PermissionUse } from './permissions.ts';

interface Controlled {
  readonly info: object;
  readonly events: EventLog;
  readonly capacity: Capacity;
  readonly permissions: PermissionUse;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly scheduler: Scheduler;
  readonly work: Work;
  readonly expire: () => Promise<number>;
}

interface Call {
  readonly controlled: Controlled;
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

type Endpoint = (call: Call) => HttpResponse | Promise<HttpResponse>;

const IDLE_SECONDS = 30;
const Instant = z.nullable(z.iso.datetime({ offset: true }));

const refuse = (detail: string): HttpResponse => json(400, { detail });

const restart = ({ functions }: Controlled): void => functions.forEach((one) => void one.recycle());

async function runSchedule({ controlled, name }: Call): Promise<HttpResponse> {
  const outcome = await controlled.scheduler.run(name);
  if (outcome === null) return json(404, { detail: `There is no schedule ${name}.` });
  return outcome.ok ? json(200, { result: JSON.parse(outcome.json) }) : json(500, { error: outcome.error });
}

async function idle({ controlled, query }: Call): Promise<HttpResponse> {
  const seconds = Number(query.get('timeout') ?? IDLE_SECONDS);
  if (!(seconds >= 0)) return refuse('timeout: a number of seconds');
  const quiet = await untilIdle(controlled.work, seconds);
  return json(quiet ? 200 : 503, { idle: quiet });
}

function setClock({ controlled, body }: Call): HttpResponse {
  const parsed = z.strictObject({ now: Instant }).safeParse(body);
  if (!parsed.success) return refuse('now: an instant in ISO 8601 with its offset, or null');
  const { clock } = controlled;
  const before = clock.now();
  clock.set(parsed.data.now === null ? null : new Date(parsed.data.now));
  // Going back, functions must forget the future, and some never let their clock go back. Going forward is only a long
  // wait.
  if (clock.now() < before) restart(controlled);
  return json(200, { now: new Date(clock.now()).toISOString() });
}

function setFaults({ controlled, body }: Call): HttpResponse {
  const { faults } = controlled;
  const { proxied } = faults;
  const problems = faults.change(body);
  if (problems !== null) return refuse(problems);
  // Through a proxy, DynamoDB and SQS have other addresses, which an environment reads at its start.
  if (faults.proxied !== proxied) restart(controlled);
  return json(200, faults.report());
}

function resetCapacity({ controlled: { capacity } }: Call): HttpResponse {
  capacity.reset();
  return json(200, capacity.report());
}

function readEvents({ controlled: { events }, query }: Call): HttpResponse {
  const after = query.get('after') ?? '0';
  return /^\d{1,15}$/.test(after) ? json(200, events.after(Number(after))) : refuse('after: the `next` of an answer');
}

const ENDPOINTS: readonly (readonly [method: string, path: RegExp, Endpoint])[] = [
  ['GET', /^info$/, ({ controlled }) => json(200, controlled.info)],
  ['GET', /^idle$/, idle],
  ['POST', /^schedules\/(?<name>[^/]+)\/run$/, runSchedule],
  ['GET', /^events$/, readEvents],
  ['GET', /^clock$/, ({ controlled }) => json(200, { now: new Date(controlled.clock.now()).toISOString() })],
  ['POST', /^clock$/, setClock],
  ['GET', /^capacity$/, ({ controlled }) => json(200, controlled.capacity.report())],
  ['POST', /^capacity\/reset$/, resetCapacity],
  ['GET', /^permissions$/, ({ controlled }) => json(200, controlled.permissions.report())],
  ['GET', /^faults$/, ({ controlled }) => json(200, controlled.faults.report())],
  ['POST', /^faults$/, setFaults],
  ['POST', /^ttl\/run$/, async ({ controlled }) => json(200, { deleted: await controlled.expire() })],
];

const PREFIX = '/_local/';

function parseBody({ body }: HttpRequest): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Answers `/_local/…`, else null. It needs no token, so requests from another origin (a page) are refused. */
export function createControl(controlled: Controlled): (request: HttpRequest) => Promise<HttpResponse | null> {
  return async (request) => {
    if (!request.url.startsWith(PREFIX)) return null;
    const { pathname, searchParams: query } = new URL(request.url, 'http://local');
    if (request.headers.origin !== undefined) return json(403, { detail: 'Not from a web page.' });
    if (!isFromHere(request)) return json(403, { detail: 'Only from this machine itself, and not through a proxy.' });
    const path = decodeURIComponent(pathname.slice(PREFIX.length));
    for (const [method, pattern, endpoint] of ENDPOINTS) {
      const match = method === request.method ? pattern.exec(path) : null;
      if (match) return endpoint({ controlled, name: match.groups?.['name'] ?? '', query, body: parseBody(request) });
    }
    return json(404, { detail: `There is no ${request.method} ${pathname}.` });
  };
}
