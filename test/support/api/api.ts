import { againstDocument } from '../cases/schema.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; null for a response without a body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read the answers of the wire as they come
  readonly body: any;
}

/** Where requests go: a running service, or one in this process. */
export interface Target {
  /** `http://127.0.0.1:8080`, say. */
  readonly url: string;
  /** The global one when left out. */
  readonly fetch?: typeof fetch;
}

/** Calls the API; the path starts at `/`, or names an endpoint. A body that is a string is sent as it is. */
export type Api = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<ApiAnswer>;

/** Calls under a token, unless a call has its own. They throw when the answer is not as the OpenAPI document has it. */
export function openApi(target: Target, token: string): Api {
  return async (method, path, body, headers = {}) => {
    const url = `${target.url}${path.startsWith('/') ? path : `/api/v2/${path}`}`;
    const answer = await call(target, url, { method, body, headers: { authorization: `Token ${token}`, ...headers } });
    requireDocumented(method, url, answer);
    return answer;
  };
}

interface Sent {
  readonly method: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request, with nothing added but the type of its body. */
export async function call(target: Target, url: string, { method, body, headers = {} }: Sent): Promise<ApiAnswer> {
  const response = await (target.fetch ?? fetch)(url, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : parsed(text) };
}

function requireDocumented(method: string, url: string, { status, body }: ApiAnswer): void {
  const wrong = againstDocument({ method, url, status, body });
  if (wrong.length > 0) throw new Error(`${method} ${url}: ${wrong.join('; ')}: ${JSON.stringify(body)}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
