import { OPERATIONS, type Operation } from './document.ts';
import { HOSTILE_BODIES, HOSTILE_HEADERS, HOSTILE_JSON, HOSTILE_PARAMETERS } from './hostile.ts';
import type { Random } from './random.ts';
import { flowText, objectFor, plausibleText, type Source } from './values.ts';

/** A request as it is sent. */
export interface Shot {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const TYPES = ['text/plain', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded', 'é'];

/** A request to any endpoint that the OpenAPI document describes, by any method. */
export function shotFrom(source: Source, secret: string): Shot {
  const { random } = source;
  const operation = random.pick(OPERATIONS);
  const method = random.chance(0.06) ? random.pick(METHODS) : operation.method;
  const body = method === 'GET' || method === 'HEAD' ? undefined : bodyFor(operation, source);
  const type = random.chance(0.03) ? random.pick(TYPES) : 'application/json';
  return {
    method,
    path: `${operation.path}${queryFor(operation, source)}`,
    headers: {
      authorization: random.chance(0.02) ? random.pick(HOSTILE_HEADERS) : `Token ${secret}`,
      ...(body !== undefined && { 'content-type': type }),
      ...headersFor(operation, random),
    },
    ...(body !== undefined && { body }),
  };
}

function bodyFor({ path, body }: Operation, source: Source): string | undefined {
  const { random } = source;
  if (!body) return random.chance(0.1) ? random.pick(HOSTILE_JSON) : undefined;
  if (random.chance(0.04)) return random.pick(HOSTILE_BODIES);
  if (random.chance(0.04)) return random.pick(HOSTILE_JSON);
  if (path.endsWith('/flows.json')) return flowText(source);
  return objectFor(body, source);
}

/** Few parameters, since most endpoints refuse most pairs; some given twice. */
function queryFor({ parameters, method }: Operation, source: Source): string {
  const { random } = source;
  const named = parameters.filter((one) => one.in === 'query');
  const share = { GET: 1.5 / (named.length || 1), DELETE: 0.8 }[method] ?? 0.25;
  const given = named.filter(() => random.chance(share));
  const twice = random.chance(0.05) ? given : [];
  const pairs = [...given, ...twice].map(({ name }) => `${name}=${parameterFor(name, source)}`);
  if (random.chance(0.03)) pairs.push(`${random.pick(HOSTILE_PARAMETERS)}=${random.pick(HOSTILE_PARAMETERS)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function parameterFor(name: string, source: Source): string {
  const hostile = name === 'cursor' || source.random.chance(0.4);
  return hostile
    ? source.random.pick(HOSTILE_PARAMETERS)
    : encodeURIComponent(plausibleText(name, source).toWellFormed());
}

function headersFor({ parameters }: Operation, random: Random): Record<string, string> {
  const given = parameters.filter((one) => one.in === 'header' && random.chance(0.1));
  return Object.fromEntries(given.map(({ name }) => [name, random.pick(HOSTILE_HEADERS)]));
}
