/**
 * The requests of TextIt's Python client (rapidpro-python 2.22, reference chapter 7) and the checks it makes on answers,
 * written from the facts: nothing here is its code.
 */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  'contacts.json': ['groups', 'urns'],
  'flows.json': ['labels', 'results'],
  'flow_starts.json': ['groups', 'contacts'],
  'messages.json': ['labels'],
  'runs.json': ['path'],
};

const DATES = ['created_on', 'modified_on', 'last_seen_on'];
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export type Params = Readonly<Record<string, string | boolean | number | Date | readonly string[] | undefined>>;
export type Item = Readonly<Record<string, unknown>>;

export class TembaError extends Error {
  readonly kind: 'bad_request' | 'token' | 'no_such_object' | 'rate' | 'http';
  readonly errors: unknown;

  constructor(status: number, errors: unknown) {
    super(`${status} ${JSON.stringify(errors)}`);
    this.kind = ({ 400: 'bad_request', 403: 'token', 404: 'no_such_object', 429: 'rate' } as const)[status] ?? 'http';
    this.errors = errors;
  }
}

/** As the client writes them: booleans as 1 and 0, times in UTC with microseconds, None left out, lists item by item. */
export function searchOf(params: Params): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    if (typeof value === 'boolean') search.append(name, value ? '1' : '0');
    else if (value instanceof Date) search.append(name, value.toISOString().replace(/(\.\d{3})Z$/, '$1000Z'));
    else if (Array.isArray(value)) for (const item of value as readonly string[]) search.append(name, item);
    else search.append(name, String(value));
  }
  return search.size > 0 ? `?${search}` : '';
}

export interface TembaClient {
  /** One object, as `get_org` asks for. */
  single(endpoint: string): Promise<Item>;
  /** Page after page until an empty one or the last. */
  pages(endpoint: string, params?: Params): AsyncGenerator<readonly Item[]>;
  all(endpoint: string, params?: Params): Promise<Item[]>;
  /** Sends no body at all when there is nothing to say. */
  post(endpoint: string, params: Params, body: object): Promise<Item | null>;
  remove(endpoint: string, params: Params): Promise<void>;
}

export function tembaClient(host: string, token: string): TembaClient {
  const headers = {
    'Content-type': 'application/json',
    Accept: 'application/json',
    Authorization: `Token ${token}`,
    'User-Agent': 'test rapidpro-python/2.22.2',
  };
  async function call(method: string, url: string, body?: string): Promise<Item | null> {
    const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
    const text = await response.text();
    const json: unknown = text === '' ? null : JSON.parse(text);
    if (!response.ok) throw new TembaError(response.status, json);
    return json as Item | null;
  }
  const root = `${host}/api/v2/`;

  async function* pages(endpoint: string, params: Params = {}): AsyncGenerator<readonly Item[]> {
    let url: unknown = `${root}${endpoint}${searchOf(params)}`;
    while (typeof url === 'string') {
      const page: Item | null = await call('GET', url);
      if (page === null || !('next' in page) || !Array.isArray(page['results'])) throw new Error('KeyError: no page');
      const results = page['results'] as Item[];
      for (const item of results) checkTypes(endpoint, item);
      yield results;
      url = results.length === 0 ? null : page['next'];
    }
  }
  return {
    pages,
    async single(endpoint) {
      return (await call('GET', `${root}${endpoint}`)) ?? {};
    },
    async all(endpoint, params) {
      const items: Item[] = [];
      for await (const page of pages(endpoint, params)) items.push(...page);
      return items;
    },
    async post(endpoint, params, body) {
      const said = Object.keys(body).length > 0 ? JSON.stringify(body) : undefined;
      const item = await call('POST', `${root}${endpoint}${searchOf(params)}`, said);
      if (item) checkTypes(endpoint, item);
      return item;
    },
    async remove(endpoint, params) {
      await call('DELETE', `${root}${endpoint}${searchOf(params)}`);
    },
  };
}

/** What the client refuses to read: lists that are missing, times that are none (7.4). */
function checkTypes(endpoint: string, item: Item): void {
  for (const key of LISTS[endpoint] ?? [])
    if (!Array.isArray(item[key])) throw new TypeError(`Value '${String(item[key])}' of ${key} is not a list`);
  for (const key of DATES) {
    const value = item[key] ?? null;
    if (value !== null && !ISO.test(String(value))) throw new TypeError(`${key} '${String(value)}' is no datetime`);
  }
}
