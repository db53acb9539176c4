import createClient from 'openapi-fetch';
import type { paths } from './schema.d.ts';
import { credentialsOf, noteReached } from './signed-in.ts';
import type { Answer, Body, Coded, Endpoint, Query } from './types.ts';

/** An answer that is not a success; `status` is 0 when no answer came. */
export class Refusal extends Error {
  readonly status: number;
  /** The body without its codes: `{detail}`, or messages by field. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The codes of the sentences, in the same shape: other languages are made of them. */
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

  /** Whether the same request would be refused again. */
  get isFinal(): boolean {
    return this.status >= 400 && this.status < 429 && this.status !== 409;
  }

  /** Of a refusal of the whole request. */
  get code(): Coded['code'] | undefined {
    return (this.codes as { readonly detail?: Coded } | undefined)?.detail?.code;
  }

  /** Whether whoever asks is not, or no longer, in the workspace. */
  get isSignedOut(): boolean {
    return this.code !== undefined && SIGNED_OUT.has(this.code);
  }
}

const SIGNED_OUT: ReadonlySet<Coded['code']> = new Set([
  'no_credentials',
  'wrong_token',
  'token_expired',
  'session_ended',
  'no_member',
]);

/** The message of a refusal: the hint of a query, otherwise every sentence. */
function messageOf({ hint, code: _, extra: __, start: ___, end: ____, ...fields }: Refusal['body']): string {
  return typeof hint === 'string' ? hint : sentencesOf({ ...fields, hint }).join(' ');
}

/** The sentences of all fields. */
function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(sentencesOf);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentencesOf) : [];
}

/** The public API, with a token or as a person: methods return an endpoint's body, and throw what is refused. */
export interface Api {
  get<Name extends Endpoint<'get'>>(name: Name, query?: Query<Name, 'get'>): Promise<Answer<Name>>;
  /** @param headers - `If-Match` or `Idempotency-Key` */
  post<Name extends Endpoint<'post'>>(
    name: Name,
    body: Body<Name>,
    query?: Query<Name, 'post'>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<Name, 'post'>>;
  remove<Name extends Endpoint<'delete'>>(name: Name, query: Query<Name, 'delete'>): Promise<void>;
  /** A body together with the version that a later edit names in `If-Match`. */
  getVersioned<Name extends Endpoint<'get'>>(
    name: Name,
    query: Query<Name, 'get'>,
  ): Promise<{ readonly body: Answer<Name>; readonly etag: string }>;
  /** A body byte for byte, such as a signed receipt. */
  getText<Name extends Endpoint<'get'>>(name: Name, query: Query<Name, 'get'>): Promise<string>;
}

/** @param onSignedOut - called when the service no longer accepts the token, with what it says */
export function openApi(token: string, onSignedOut: (why: Refusal) => void): Api {
  const client = createClient<paths>({
    baseUrl: '/',
    headers: { ...credentialsOf(token), prefer: 'codes' },
  });
  client.use({
    async onResponse({ response }) {
      noteReached(true);
      if (response.ok) return;
      const refusal = new Refusal(response.status, await bodyOf(response), secondsOf(response));
      if (refusal.isSignedOut) onSignedOut(refusal);
      throw refusal;
    },
    onError() {
      noteReached(false);
      return new Refusal(0, {});
    },
  });
  const send = (method: 'get' | 'post' | 'delete', name: string, query: unknown, rest: object = {}) =>
    client.request(method, `/api/v2/${name}.json` as never, { params: { query }, ...rest } as never);
  return {
    get: async (name, query) => (await send('get', name, query)).data as never,
    post: async (name, body, query, headers) => (await send('post', name, query, { body, headers })).data as never,
    async remove(name, query) {
      await send('delete', name, query);
    },
    async getVersioned(name, query) {
      const { data, response } = await send('get', name, query);
      return { body: data as never, etag: response.headers.get('etag') ?? '*' };
    },
    getText: async (name, query) => String((await send('get', name, query, { parseAs: 'text' })).data),
  };
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : { detail: String(body) };
  } catch {
    // A fault of the service answers plain text.
    return { detail: text };
  }
}

function secondsOf(response: Response): number | null {
  const header = response.headers.get('retry-after');
  const seconds = Number(header);
  // It may also be a date.
  return header === null || !Number.isFinite(seconds) ? null : seconds;
}
