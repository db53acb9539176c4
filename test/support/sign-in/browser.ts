import { createLocalServer } from '../../../infra/local/http/local-hosts.ts';
import { createProvider, type LocalProvider } from '../../../infra/local/oidc/provider.ts';
import { close, HOST, listen } from '../../../infra/local/ports.ts';
import type { ApiAnswer } from '../api/api.ts';
import type { InProcess } from '../in-process/service.ts';

/** The provider of the local runner, for a service in this process. */
export interface TestProvider {
  readonly issuer: string;
  /** The link that was printed last for an e-mail. */
  linkFor(email: string): string;
  stop(): Promise<void>;
}

export async function startTestProvider(service: InProcess): Promise<TestProvider> {
  const printed = new Map<string, string>();
  let provider: LocalProvider | null = null;
  const server = createLocalServer((...request) => {
    if (!provider?.pages(...request)) request[1].writeHead(404).end();
  });
  const port = await listen(server, 0);
  const say = (line: string): void => {
    const [, email = '', link = ''] = line.split(' ');
    printed.set(email, link);
  };
  provider = createProvider([`http://${HOST}:${port}`, service.url], { say, isProxied: false });
  return {
    issuer: provider.issuer,
    linkFor: (email) => printed.get(email) ?? '',
    stop: () => close(server),
  };
}

/** What a browser does for a sign-in: it keeps cookies by host, and follows redirects. */
export interface TestBrowser {
  readonly cookies: Map<string, string>;
  /** One request, without following a redirect. */
  ask(url: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects from a URL; returns the last answer and all addresses. */
  follow(url: string, init?: RequestInit): Promise<{ readonly answer: Response; readonly visited: string[] }>;
  /** Opens a link of the service and signs in at the provider; returns where it ended. */
  signIn(link: string, email: string): Promise<string>;
  /** A request as the console's own page makes it. */
  api(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Pick<ApiAnswer, 'status' | 'body'>>;
}

export function openBrowser(service: InProcess, provider: TestProvider): TestBrowser {
  const cookies = new Map<string, string>();
  const hostOf = (url: string) => new URL(url).host;
  const ask: TestBrowser['ask'] = async (url, init = {}) => {
    const own = [...cookies].filter(([key]) => key.startsWith(`${hostOf(url)} `));
    const cookie = own.map(([key, value]) => `${key.slice(key.indexOf(' ') + 1)}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    const send = url.startsWith(service.url) ? service.fetch : fetch;
    const answer = await send(url, { ...init, headers, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value === '' || /max-age=0/i.test(set)) cookies.delete(`${hostOf(url)} ${name}`);
      else cookies.set(`${hostOf(url)} ${name}`, value);
    }
    return answer;
  };
  const follow: TestBrowser['follow'] = async (url, init) => {
    const visited = [url];
    let answer = await ask(url, init);
    while ([302, 303].includes(answer.status)) {
      const next = new URL(answer.headers.get('location') ?? '', visited.at(-1)).href;
      visited.push(next);
      // What the console answers is no part of a sign-in.
      if (next.startsWith(service.url) && !new URL(next).pathname.startsWith('/auth/')) break;
      answer = await ask(next);
    }
    return { answer, visited };
  };
  const form = (body: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(body) });
  return {
    cookies,
    ask,
    follow,
    async signIn(link, email) {
      const { visited } = await follow(link);
      const at = visited.at(-1) ?? '';
      if (!at.includes('/interaction/')) return at;
      await ask(at, form({ email }));
      return (await follow(provider.linkFor(email), form({}))).visited.at(-1) ?? '';
    },
    async api(method, path, body, headers = {}) {
      const answer = await ask(`${service.url}${path.startsWith('/') ? path : `/api/v2/${path}`}`, {
        method,
        headers: {
          ...{ 'x-dormouse-client': 'console', 'sec-fetch-site': 'same-origin' },
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    },
  };
}
