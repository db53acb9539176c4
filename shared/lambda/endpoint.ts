import type * as z from 'zod/mini';
import type { Change } from '../domain/contacts/contact.ts';
import type { Instant } from '../domain/instant.ts';
import type { Assets, Caller, Role } from '../domain/workspace.ts';
import type { FieldErrors } from './field-errors.ts';
import type { RateScope } from './rate-limit.ts';
import type { Runtime } from './runtime.ts';

export const METHODS = ['GET', 'POST', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

export type Shape = z.core.$ZodShape;
export type Fields<Body extends Shape> = z.output<z.ZodMiniObject<Body>>;

/** What is known of a request besides what it asks for. */
export interface Context {
  readonly runtime: Runtime;
  readonly caller: Caller;
  readonly assets: Assets;
  /** One time for everything that a request does. */
  readonly now: Instant;
  readonly change: Change;
  /** The absolute URL as the client sees it, without the query string. */
  readonly url: string;
  /** Query parameters, of a repeated one the last (as TextIt): links to other pages repeat them. */
  readonly query: Readonly<Partial<Record<string, string>>>;
}

/** A request before it is parsed: all that a client can say. */
export interface Request<Params extends string = string, Body extends Shape = Shape> extends Context {
  readonly query: Readonly<Partial<Record<Params, string>>>;
  /** Every value of a query parameter, for the few that may be repeated. */
  repeated(name: Params): readonly string[];
  /** The fields of the body that are sound by their schemas. All of them are here when `errors.none(given)` says so. */
  readonly given: Partial<Fields<Body>>;
  /** What is wrong with the fields of the body so far. `parse` adds what only the workspace or the tables can show. */
  readonly errors: FieldErrors;
  /** The JSON body as it was sent, for endpoints that take a document and not fields. */
  readonly document: unknown;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One method of one path: what it takes, and how it is answered in two steps.
 *
 * `parse` reads the request into a command, in which everything that the request names is resolved, or returns the errors of its
 * fields, which are reported together (TextIt 6.1). `handle` carries the command out and looks nothing up that is in it.
 */
export interface Endpoint<Params extends string = string, Body extends Shape = Shape, Command = unknown> {
  readonly summary: string;
  /** Roles that may call it; by default all may read, and administrators and editors may write. */
  readonly roles?: readonly Role[];
  /** The rate limit that it counts against; `v2` when left out. */
  readonly scope?: RateScope;
  /** Query parameters with a sentence on each. Unknown ones are ignored, as TextIt does. */
  readonly params?: Readonly<Record<Params, string>>;
  /** Request headers that it reads, besides those of every endpoint, with a sentence on each. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The fields of the JSON body; unknown keys are ignored. */
  readonly body?: Body;
  /** Bytes of the largest JSON body; 1,000,000 when left out. */
  readonly bodyBytes?: number;
  /** Throws an ApiError for what concerns no field of the body. */
  parse(request: Request<Params, Body>): Promise<Command | FieldErrors> | Command | FieldErrors;
  handle(command: Command, context: Context): Promise<Answer> | Answer;
}

/** Fixes the types of an endpoint from its own declaration. */
export const endpoint = <Command, Params extends string = never, Body extends Shape = Record<never, never>>(
  declared: Endpoint<Params, Body, Command>,
): Endpoint<Params, Body, Command> => declared;

/** The methods of one path. */
export type Methods = Partial<Readonly<Record<Method, Endpoint>>>;

export type Routes = Readonly<Record<string, Methods>>;

/** An answer that needs no token, made from the request alone. */
export type OpenEndpoint = (request: { readonly method: string; readonly url: string }) => Answer;

/** What a function serves: endpoints by path, those without a token, and the refusal for any other path. */
export interface Service {
  readonly routes: Routes;
  readonly open?: Readonly<Record<string, OpenEndpoint>>;
  readonly otherwise?: (path: string) => Error;
}

export const ok = (body: unknown, headers?: Readonly<Record<string, string>>): Answer => ({
  status: 200,
  body,
  ...(headers && { headers }),
});
export const created = (body: unknown, headers?: Readonly<Record<string, string>>): Answer => ({
  ...ok(body, headers),
  status: 201,
});
export const accepted = (body: unknown): Answer => ({ status: 202, body });
export const noContent = (): Answer => ({ status: 204 });
