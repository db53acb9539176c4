import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './command-line.ts';

/** The service's HTTP API for scripts. All functions throw, in one line, for a refusal or without an answer. */
export interface Api {
  get(endpoint: string): Promise<Record<string, unknown>>;
  /** Waits and retries while the rate limit is used up. */
  post(endpoint: string, body: object): Promise<Record<string, unknown>>;
  remove(endpoint: string): Promise<void>;
}

interface ApiOptions {
  /** Called before a wait for the rate limit, with its seconds. */
  readonly onLimit?: (seconds: number) => void;
  /** What to do when nobody answers. */
  readonly advice?: string;
  /** Milliseconds before each request. */
  readonly pace?: number;
}

export function openApi(
  url: string,
  token: string,
  { onLimit, advice = 'npm start runs one, --url names another.', pace = 0 }: ApiOptions = {},
): Api {
  const call = async (method: string, endpoint: string, body?: object): Promise<Record<string, unknown>> => {
    for (;;) {
      await sleep(pace);
      const response = await fetch(`${url}/api/v2/${endpoint}`, {
        method,
        headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }).catch((error: unknown) => {
        const why = error instanceof Error && error.cause ? messageOf(error.cause) : messageOf(error);
        throw new Error(`No service at ${url} (${why}): ${advice}`, { cause: error });
      });
      if (response.status !== 429) return read(response, `${method} ${response.url}`);
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      onLimit?.(seconds);
      await sleep(seconds * 1_000);
    }
  };
  return {
    get: (endpoint) => call('GET', endpoint),
    post: (endpoint, body) => call('POST', endpoint, body),
    remove: async (endpoint) => void (await call('DELETE', endpoint)),
  };
}

/** Characters of a refusal that are shown. */
const SHOWN = 200;

async function read(response: Response, request: string): Promise<Record<string, unknown>> {
  const text = await response.text();
  const shown = text.replaceAll(/\s+/g, ' ').slice(0, SHOWN);
  if (response.status === 403)
    throw new Error(`${request} was refused: ${shown}. Give the token of an administrator of that workspace.`);
  if (!response.ok) throw new Error(`${request} was refused: ${response.status} ${shown}`);
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Error(`${request} did not return JSON, so it is another service: ${shown}`);
  }
}
