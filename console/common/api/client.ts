import createClient, { type Client } from 'openapi-fetch';
import { reached } from './reachability.ts';
import type { paths } from './schema.d.ts';

export type Api = Client<paths>;

/** An answer of the API that is not a success, or that never came (`status` 0). */
export class Refusal extends Error {
  readonly status: number;
  /** The body as it came: `{detail}`, or messages by field. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What its sentences are, in the same shape: for who reads another language. */
  readonly codes: unknown;
  /** Seconds. */
  readonly retryAfter: number | null;

  constructor(status: number, body: Readonly<Record<string, unknown>>, retryAfter: number | null = null) {
    const { codes, ...sentences } = body;
    super(messageOf(sentences) || `HTTP ${status}`);
    this.name = 'Refusal';
    this.status = status;
    this.body = sentences;
    this.codes = codes;
    this.retryAfter = retryAfter;
  }

  /** Whether the token is not, or no longer, one of a workspace. */
  get isSignedOut(): boolean {
    return this.status === 403 && /^(?:Invalid token|Authentication credentials)/.test(this.message);
  }
}

/** What to show of a refusal: of a query its hint, otherwise every sentence, without codes. */
function messageOf({ hint, code: _, extra: __, start: ___, end: ____, ...fields }: Refusal['body']): string {
  return typeof hint === 'string' ? hint : sentencesOf(fields).join(' ');
}

/** Every sentence of a refusal, of all its fields. */
function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(sentencesOf);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentencesOf) : [];
}

/** The public API under a token. A refusal is thrown; `onSignedOut` is told when the token is no longer good. */
export function openApi(token: string, onSignedOut: () => void): Api {
  const api = createClient<paths>({
    baseUrl: '/',
    headers: { authorization: `Token ${token}`, 'x-dormouse-client': 'console', prefer: 'codes' },
  });
  api.use({
    async onResponse({ response }) {
      reached(true);
      if (response.ok) return;
      const refusal = new Refusal(response.status, await bodyOf(response), secondsOf(response));
      if (refusal.isSignedOut) onSignedOut();
      throw refusal;
    },
    onError() {
      reached(false);
      return new Refusal(0, {});
    },
  });
  return api;
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : { detail: String(body) };
  } catch {
    // A fault of the service is answered in plain text.
    return { detail: text };
  }
}

function secondsOf(response: Response): number | null {
  const header = response.headers.get('retry-after');
  return header === null ? null : Number(header);
}

/** The body of an answer that is a success. */
export async function bodyOfAnswer<Body>(asked: Promise<{ data?: Body }>): Promise<Body> {
  const { data } = await asked;
  return data as Body;
}
