/**
 * The requests of TextIt's Python client (rapidpro-python 2.22, reference chapter 7), how it reads answers and pages,
 * written from the facts without its code. Its methods are in `temba-methods.ts`.
 */
import { deserialize } from './temba-types.ts';

type One =
  | string
  | boolean
  | number
  | Date
  | { readonly uuid?: unknown; readonly id?: unknown; readonly key?: unknown };
export type Params = Readonly<Record<string, One | readonly One[] | undefined>>;
export type Item = Readonly<Record<string, unknown>>;

const KINDS: Readonly<Record<number, TembaError['kind']>> = {
  0: 'connection',
  400: 'bad_request',
  403: 'token',
  404: 'no_such_object',
  429: 'rate',
};

/** Each kind is an exception of its own in the client (7.3). */
export class TembaError extends Error {
  readonly kind: 'bad_request' | 'token' | 'no_such_object' | 'rate' | 'http' | 'connection';
  /** Of a bad request: the JSON body, or its text under `details`. */
  readonly errors: unknown;
  readonly status: number;
  /** Seconds; 0 when the header is missing. */
  readonly retryAfter: number;

  constructor(status: number, errors: unknown, retryAfter = 0) {
    super(status === 400 ? messagesOf(errors).join('. ') : `${status} ${JSON.stringify(errors)}`);
    this.kind = KINDS[status] ?? 'http';
    this.errors = errors;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** The client joins the messages of lists and texts, and the keys of nested objects. */
const messagesOf = (errors: unknown): string[] =>
  Object.values((errors ?? {}) as object).flatMap((found: unknown) =>
    typeof found === 'string' ? found : Array.isArray(found) ? found.map(String) : Object.keys((found ?? {}) as object),
  );

/** Booleans as 1 and 0, times in UTC with microseconds, objects by uuid, else id, else key. */
function written(value: One): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Date) return value.toISOString().replace(/(\.\d{3})Z$/, '$1000Z');
  return String(typeof value === 'object' ? (value.uuid ?? value.id ?? value.key) : value);
}

/** None is left out, lists are written item by item. */
function searchOf(params: Params): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    for (const one of value === undefined ? [] : ([value].flat() as One[])) search.append(name, written(one));
  return search.size > 0 ? `?${search}` : '';
}

/** How the client waits: it sleeps the given seconds. */
type Sleep = (seconds: number) => Promise<unknown>;

/** The client's `iterfetches`: page after page until an empty one or the last. */
interface CursorQuery extends AsyncIterable<readonly Item[]> {
  /** Where to go on after the last page that was fetched; null at the end. */
  cursor(): string | null;
  all(): Promise<Item[]>;
  /** The first object of the first page. */
  first(): Promise<Item | null>;
}

export interface Fetching {
  readonly resumeCursor?: string;
  /** When given, the client waits instead of raising: `retry_on_rate_exceed`. */
  readonly sleep?: Sleep;
}

export interface TembaClient {
  /** One object, as `get_org` asks for. */
  single(endpoint: string, params?: Params): Promise<Item>;
  query(endpoint: string, params?: Params, fetching?: Fetching): CursorQuery;
  pages(endpoint: string, params?: Params): AsyncIterable<readonly Item[]>;
  all(endpoint: string, params?: Params): Promise<Item[]>;
  /** Sends no body when there is nothing to send. */
  post(endpoint: string, params: Params, body: object): Promise<Item | null>;
  remove(endpoint: string, params: Params): Promise<void>;
}

const ATTEMPTS = 5;

export function tembaClient(host: string, token: string): TembaClient {
  const root = `${host}/api/v2/`;
  const call = (method: string, url: string, body?: string) => request(token, method, url, body);
  const query: TembaClient['query'] = (endpoint, params = {}, fetching = {}) =>
    cursorQuery(
      endpoint,
      `${root}${endpoint}${searchOf({ ...params, cursor: fetching.resumeCursor })}`,
      fetching,
      call,
    );
  return {
    query,
    pages: query,
    all: (endpoint, params) => query(endpoint, params).all(),
    async single(endpoint, params = {}) {
      const item = await call('GET', `${root}${endpoint}${searchOf(params)}`);
      deserialize(endpoint, item);
      return item ?? {};
    },
    async post(endpoint, params, body) {
      const said = Object.keys(body).length > 0 ? JSON.stringify(body, serialized) : undefined;
      const item = await call('POST', `${root}${endpoint}${searchOf(params)}`, said);
      if (item) deserialize(endpoint, item);
      return item;
    },
    async remove(endpoint, params) {
      await call('DELETE', `${root}${endpoint}${searchOf(params)}`);
    },
  };
}

/** Client objects in a body go by their uuid, too. */
const serialized = (name: string, value: unknown): unknown =>
  name !== 'params' && typeof value === 'object' && value !== null && 'uuid' in value ? value.uuid : value;

async function request(token: string, method: string, url: string, body?: string): Promise<Item | null> {
  const headers = {
    'Content-type': 'application/json',
    Accept: 'application/json',
    Authorization: `Token ${token}`,
    'User-Agent': 'test rapidpro-python/2.22.2',
  };
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) }).catch(() => null);
  if (response === null) throw new TembaError(0, null);
  const text = await response.text();
  const json = text === '' ? null : parsed(text);
  if (!response.ok) throw new TembaError(response.status, json, Number(response.headers.get('retry-after') ?? 0));
  return json as Item | null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { details: [text] };
  }
}

type Call = (method: string, url: string) => Promise<Item | null>;

function cursorQuery(endpoint: string, first: string, { sleep }: Fetching, call: Call): CursorQuery {
  let next: string | null = null;
  async function* fetches(): AsyncGenerator<readonly Item[]> {
    let url: string | null = first;
    while (url !== null) {
      const page: Item | null = await patiently(() => call('GET', url as string), sleep);
      if (page === null || !('next' in page) || !Array.isArray(page['results'])) throw new Error('KeyError: no page');
      const results = page['results'] as Item[];
      for (const item of results) deserialize(endpoint, item);
      next = page['next'] as string | null;
      yield results;
      url = results.length === 0 ? null : next;
    }
  }
  const query: CursorQuery = {
    [Symbol.asyncIterator]: fetches,
    cursor: () => (next === null ? null : new URL(next).searchParams.get('cursor')),
    async all() {
      const items: Item[] = [];
      for await (const results of query) items.push(...results);
      return items;
    },
    async first() {
      for await (const results of query) return results[0] ?? null;
      return null;
    },
  };
  return query;
}

async function patiently<Result>(ask: () => Promise<Result>, sleep: Sleep | undefined): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const wait = error instanceof TembaError && error.kind === 'rate' ? error.retryAfter : 0;
      if (sleep === undefined || wait === 0 || attempt === ATTEMPTS) throw error;
      await sleep(wait);
    }
  }
}
