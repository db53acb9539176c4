import { ENDPOINTS, type HttpFunction, type PerEndpoint } from '../../../functions/endpoints.ts';
import type { Method } from '../../../shared/lambda/http/endpoint.ts';
import channels from '../../cases/endpoints/channels.json' with { type: 'json' };
import contacts from '../../cases/endpoints/contacts.json' with { type: 'json' };
import events from '../../cases/endpoints/events.json' with { type: 'json' };
import fields from '../../cases/endpoints/fields.json' with { type: 'json' };
import flowStarts from '../../cases/endpoints/flow-starts.json' with { type: 'json' };
import flows from '../../cases/endpoints/flows.json' with { type: 'json' };
import groups from '../../cases/endpoints/groups.json' with { type: 'json' };
import imports from '../../cases/endpoints/imports.json' with { type: 'json' };
import jobs from '../../cases/endpoints/jobs.json' with { type: 'json' };
import messages from '../../cases/endpoints/messages.json' with { type: 'json' };
import policies from '../../cases/endpoints/policies.json' with { type: 'json' };
import privacy from '../../cases/endpoints/privacy.json' with { type: 'json' };
import search from '../../cases/endpoints/search.json' with { type: 'json' };
import webhooks from '../../cases/endpoints/webhooks.json' with { type: 'json' };
import workspace from '../../cases/endpoints/workspace.json' with { type: 'json' };
import type { ApiAnswer } from '../../support/api/api.ts';
import type { Json } from '../../support/cases/case.ts';
import { like } from '../../support/cases/match.ts';
import { filled } from '../../support/cases/names.ts';
import type { Named } from './named.ts';

/** A request; its endpoint is given by its place in the rows. */
export interface Sent {
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string as it is. */
  readonly body?: Json;
}

interface Answered extends Sent {
  /** 400 when left out of what is refused. */
  readonly status?: number;
  /** As in the cases over HTTP (`support/cases/match.ts`). */
  readonly answer?: Json;
}

/**
 * What the tests of all endpoints need to know of one method of one endpoint. `{contact}` is the name of the asking
 * workspace's own contact, `{theirs.contact}` of another's: see `named.ts`.
 */
export interface Row {
  /** Whose it is: TextIt has it too, or it is an addition. */
  readonly of: 'TextIt' | 'Dormouse';
  readonly may: 'every role' | 'writers' | 'administrators';
  /** A request that succeeds, also after the good requests of all other rows. */
  readonly good: Answered;
  /** Requests that are refused and change nothing, by what is wrong with them; empty when nothing can be wrong. */
  readonly refused: Readonly<Record<string, Answered>>;
  /**
   * Requests that name something of another workspace, by what they name: they are answered as if it did not exist, and
   * do not change it. Empty when a request can name nothing.
   */
  readonly foreign: Readonly<Record<string, Sent>>;
  /** Requests that name a number in every place that takes one; empty when there is no such place. */
  readonly anonymous: readonly Sent[];
  /** Requests that tell it of a person in every place that takes such a thing; empty when there is none. */
  readonly deleted: readonly Sent[];
}

/** By function and endpoint; a method that is missing does not compile. */
const ROWS: { readonly [Fn in HttpFunction]: PerEndpoint<Fn, { readonly of: string }> } = {
  contacts,
  privacy,
  groups,
  fields,
  flows,
  'flow-starts': flowStarts,
  imports,
  jobs,
  events,
  messages,
  channels,
  webhooks,
  policies,
  search,
  workspace,
};

export interface Tried extends Row {
  readonly fn: HttpFunction;
  /** `contacts.json`. */
  readonly path: string;
  readonly method: Method;
}

/** A row for each method of each endpoint of `functions/endpoints.ts`. */
export const EVERY: readonly Tried[] = Object.entries(ENDPOINTS).flatMap(([fn, endpoints]) =>
  Object.entries<readonly Method[]>(endpoints).flatMap(([name, methods]) =>
    methods.map((method) => ({
      fn: fn as HttpFunction,
      path: `${name}.json`,
      method,
      ...(ROWS[fn as HttpFunction] as unknown as Record<string, Record<Method, Row>>)[name]?.[method],
    })),
  ),
) as readonly Tried[];

/** A row's request, as a client sends it, with its names filled in. */
export function requestOf({ method, path }: Tried, sent: Sent, names: object): [Method, string, unknown] {
  const { query, body } = named(sent as Json, names) as Sent;
  return [method, query === undefined ? path : `${path}?${new URLSearchParams(query)}`, body];
}

/** What a row expects, for an expectation of vitest. */
export function expectedOf({ status = 400, answer }: Answered, names: object): { status: number; body: unknown } {
  const any = status === 204 ? null : '<any>';
  return { status, body: like(answer === undefined ? any : named(answer, names)) };
}

export const named = (value: Json, names: object): Json => filled(value, new Map(Object.entries(names)));

interface Question {
  /** `POST jobs.json: over a group`. */
  readonly about: string;
  readonly tried: Tried;
  readonly ask: (theirs: Named, own: Named) => ReturnType<typeof requestOf>;
}

/** Every request that can name something of another workspace. */
export const QUESTIONS: readonly Question[] = EVERY.flatMap((tried) =>
  Object.entries(tried.foreign).map(([what, sent]) => ({
    about: `${tried.method} ${tried.path}: ${what}`,
    tried,
    ask: (theirs, own) => requestOf(tried, sent, { ...own, theirs }),
  })),
);

/** An answer without what differs between any two answers: the names in the request, new ids and times. */
export function bare({ status, body }: ApiAnswer, known: Named): object {
  const text = Object.entries(known).reduce(
    (rest, [what, value]) => rest.replaceAll(value, `<${what}>`),
    JSON.stringify(body).replace(/"(\w+_on)":"[^"]+"/g, '"$1":"<time>"'),
  );
  const ids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return { status, body: text.replace(ids, '<uuid>').replace(/"id":\d+/g, '"id":0') };
}
