import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** An answer that is none: a status, with headers. */
interface Refusing {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface TheirContact {
  readonly modified_on: string;
  readonly [key: string]: unknown;
}
type Body = Readonly<Record<string, unknown>>;

export interface StandIn {
  readonly host: string;
  /** What has been asked, but for the token. */
  readonly asked: string[];
  readonly fields: object[];
  readonly groups: object[];
  /** By time of their last change, the newest first. */
  readonly contacts: TheirContact[];
  /** Tombstones. */
  readonly deleted: object[];
  /** What was written: the endpoint with its query, and the body. */
  readonly written: (readonly [string, Body])[];
  /** Answers the next requests for contacts, in this order; null: as usual. */
  readonly next: (Refusing | null)[];
  close(): Promise<void>;
}

/** Stands in for TextIt: answers lists of its API, contacts in pages, to whoever has the token `theirs`. */
export async function openStandIn({ page = 2 } = {}): Promise<StandIn> {
  const state = {
    asked: [] as string[],
    fields: [],
    groups: [],
    contacts: [],
    deleted: [],
    written: [],
    next: [],
  } as Omit<StandIn, 'host' | 'close'>;
  const server = createServer(async (request, response) => {
    const {
      status,
      headers = {},
      body,
    } = request.method === 'POST' ? write(request, await json(request), state) : answer(request, state, page);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  return { ...state, host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function answer(
  { url = '', headers }: IncomingMessage,
  state: Omit<StandIn, 'host' | 'close'>,
  page: number,
): Refusing {
  state.asked.push(url);
  if (headers.authorization !== 'Token theirs') return { status: 403, body: '{"detail": "Invalid token"}' };
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  const name = /^\/api\/v2\/(\w+)\.json$/.exec(pathname)?.[1];
  if (name === 'fields' || name === 'groups') return list(state[name], null);
  if (name !== 'contacts') return { status: 404, body: '{}' };
  if (searchParams.get('deleted') === 'true') return list(state.deleted, null);
  const [next] = state.next.splice(0, 1);
  if (next) return next;
  const from = Number(searchParams.get('cursor') ?? 0);
  const [after, before] = [searchParams.get('after') ?? '', searchParams.get('before') ?? '9'];
  const found = state.contacts.filter(({ modified_on: on }) => on >= after && on <= before);
  searchParams.set('cursor', String(from + page));
  const more = from + page < found.length ? `https://elsewhere.example${pathname}?${searchParams}` : null;
  return list(found.slice(from, from + page), more);
}

const refused = (detail: object): Refusing => ({ status: 400, body: JSON.stringify(detail) });

/** As its documents say: blocks at most 100 people, and writes one, whose status it does not take. */
function write(
  { url = '', headers }: IncomingMessage,
  given: unknown,
  state: Omit<StandIn, 'host' | 'close'>,
): Refusing {
  if (headers.authorization !== 'Token theirs') return { status: 403, body: '{"detail": "Invalid token"}' };
  const [next] = state.next.splice(0, 1);
  if (next) return next;
  const body = given as Body;
  const endpoint = url.replace('/api/v2/', '');
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  if (pathname.endsWith('/contact_actions.json')) {
    const contacts = body['contacts'] as string[];
    if (contacts.length > 100) return refused({ contacts: ['Ensure this field has no more than 100 elements.'] });
    if (body['action'] !== 'block') return refused({ action: [`"${body['action']}" is not a valid choice.`] });
    state.written.push([endpoint, body]);
    return { status: 204 };
  }
  if (String(body['name'] ?? '').length > 64)
    return refused({ name: ['Ensure this field has no more than 64 characters.'] });
  state.written.push([endpoint, body]);
  const uuid = searchParams.get('uuid') ?? `new-${state.written.length}`;
  return { status: searchParams.has('uuid') ? 200 : 201, body: JSON.stringify({ uuid }) };
}

const list = (results: readonly object[], next: string | null): Refusing => ({
  status: 200,
  body: JSON.stringify({ next, previous: null, results }),
});
