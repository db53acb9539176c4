import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { act, type Named, saveContact, saveNamed, type TheirWorkspace, Wrong } from './stand-in-writes.ts';

/** An answer that is none: a status, with headers. */
interface Refusing {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface StandIn extends TheirWorkspace {
  readonly host: string;
  /** What has been asked, but for the token. */
  readonly asked: string[];
  /** Answers the next requests for contacts, in this order; null: as usual. */
  readonly next: (Refusing | null)[];
  /** Tombstones. */
  readonly deleted: object[];
  /** What was written: the endpoint with its query, and the body. */
  readonly written: (readonly [string, object])[];
  close(): Promise<void>;
}

type State = Omit<StandIn, 'host' | 'close'>;

/** Stands in for TextIt: its API (chapter 6), with contacts in pages, for whoever has the token `theirs`. */
export async function openStandIn({ page = 2 } = {}): Promise<StandIn> {
  const state: State = {
    asked: [],
    fields: [],
    groups: [],
    contacts: [],
    next: [],
    deleted: [],
    written: [],
    busy: new Set(),
  };
  const server = createServer(async (request, response) => {
    const {
      status,
      headers = {},
      body,
    } = await answer(request, state, page).catch((error: unknown) => {
      if (error instanceof Wrong) return { status: error.status, headers: {}, body: JSON.stringify(error.body) };
      throw error;
    });
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  return { ...state, host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function answer(request: IncomingMessage, state: State, page: number): Promise<Refusing> {
  const { url = '', headers, method } = request;
  state.asked.push(url);
  if (headers.authorization !== 'Token theirs') return { status: 403, body: '{"detail": "Invalid token"}' };
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  const name = /^\/api\/v2\/(\w+)\.json$/.exec(pathname)?.[1];
  if (method === 'POST') return write(name, searchParams, (await json(request)) as object, state);
  if (name === 'workspace') return shown(200, { uuid: '6a44ca78-a4c2-4862-a7d3-2932f9b3a7c3', name: 'Nyaruka' });
  if (name === 'flows') return list([], null);
  if (name === 'fields') return list(state.fields, null);
  if (name === 'groups')
    return list(
      state.groups.map((group) => ({ count: membersOf(group, state), ...group })),
      null,
    );
  if (name !== 'contacts') return { status: 404, body: '{}' };
  if (searchParams.get('deleted') === 'true') return list(state.deleted, null);
  const [next] = state.next.splice(0, 1);
  if (next) return next;
  const from = Number(searchParams.get('cursor') ?? 0);
  const found = contactsFor(searchParams, state);
  searchParams.set('cursor', String(from + page));
  const more = from + page < found.length ? `https://elsewhere.example${pathname}?${searchParams}` : null;
  return list(found.slice(from, from + page), more);
}

function write(name: string | undefined, asked: URLSearchParams, body: object, state: State): Refusing {
  const [next] = state.next.splice(0, 1);
  if (next) return next;
  state.written.push([`${name}.json${asked.size > 0 ? `?${asked}` : ''}`, body]);
  if (name === 'contact_actions') act(body, state);
  else if (name === 'contacts')
    return shown(asked.has('uuid') ? 200 : 201, saveContact(asked.get('uuid'), body, state));
  else if (name === 'fields' || name === 'groups') return shown(201, saveNamed(name, body, state));
  else throw new Wrong({ detail: `Method "POST" not allowed.` }, 405);
  return { status: 204 };
}

const membersOf = ({ name }: Named, { contacts }: State): number =>
  contacts.filter(({ groups }) => Array.isArray(groups) && groups.some((group) => group.name === name)).length;

/** By their last change, the newest first; a time that cannot be read finds nobody. */
function contactsFor(asked: URLSearchParams, { contacts, fields }: State): readonly object[] {
  const [after, before] = ['after', 'before'].map((name) => asked.get(name));
  const unset = Object.fromEntries(fields.map(({ key }) => [key, null]));
  const found = contacts
    .filter(({ uuid }) => uuid === (asked.get('uuid') ?? uuid))
    .filter(({ modified_on: on }) => !after || Date.parse(on) >= Date.parse(after))
    .filter(({ modified_on: on }) => !before || Date.parse(on) <= Date.parse(before))
    .toSorted((one, other) => Date.parse(other.modified_on) - Date.parse(one.modified_on))
    .map((one) => (typeof one['fields'] === 'object' ? { ...one, fields: { ...unset, ...one['fields'] } } : one));
  return asked.get('reverse') === 'true' ? found.reverse() : found;
}

const shown = (status: number, body: object): Refusing => ({ status, body: JSON.stringify(body) });

const list = (results: readonly object[], next: string | null): Refusing =>
  shown(200, { next, previous: null, results });
