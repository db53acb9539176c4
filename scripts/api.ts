import { messageOf } from './command-line.ts';

/** The service's HTTP API for scripts. All functions throw, in one line, for a refusal or without an answer. */
export interface Api {
  get(endpoint: string): Promise<Record<string, unknown>>;
  /** Waits and retries while the rate limit is used up. */
  post(endpoint: string, body: object): Promise<Record<string, unknown>>;
  remove(endpoint: string): Promise<void>;
}

/**
 * @param onLimit - called before a wait for the rate limit, with its seconds
 * @param advice - what to do when nobody answers
 */
export function openApi(
  url: string,
  token: string,
  onLimit?: (seconds: number) => void,
  advice = 'npm start runs one, --url names another.',
): Api {
  const call = async (method: string, endpoint: string, body?: object): Promise<Record<string, unknown>> => {
    for (;;) {
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
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
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
  if (!response.ok) throw new Error(`${request} was refused: ${response.status} ${shown}`);
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Error(`${request} did not return JSON, so it is another service: ${shown}`);
  }
}
