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
export interface RequestContext {
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
  /** What the client says that it is: the console by a header of its own, all others are clients of the API. */
  readonly client: 'api' | 'console';
  /** Whether what is said in words is to have its codes beside it. */
  readonly codes: boolean;
  /** Of a write under an `Idempotency-Key`: the uuid for what it makes, the same in every attempt. */
  readonly seed: string | null;
}

/** A request before it is parsed: all that a client can say. */
export interface Request<Params extends string = string, Body extends Shape = Shape> extends RequestContext {
  readonly query: Readonly<Partial<Record<Params, string>>>;
  /** Every value of a query parameter, for the few that may be repeated. */
  repeated(name: Params): readonly string[];
  /** The fields of the body that are sound by their schemas. All of them are here when `errors.none(given)` says so. */
  readonly given: Partial<Fields<Body>>;
  /** What is wrong with the fields of the body so far. `parse` adds what only the workspace or the tables can show. */
  readonly errors: FieldErrors;
  /** The body as it was sent, of a form its fields, for endpoints that take a document and not fields. */
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
 * The answer of a write, with what is kept of it under an `Idempotency-Key`: ids and words of this service, never what names a
 * person, nor a secret.
 */
export interface Written<Kept = unknown> extends Answer {
  readonly kept: Kept;
}

/** What an attempt under an `Idempotency-Key` had made before it died: what it would have kept, and the status of its answer. */
export type EarlierAttempt<Kept> = Pick<Written<Kept>, 'status' | 'kept'>;

/** An answer but for its status. */
export type ShownAnswer = Omit<Answer, 'status'>;

/**
 * One method of one path: what it takes, and how it is answered in two steps.
 *
 * `parse` reads the request into a command, in which everything that the request names is resolved, or returns the errors of its
 * fields, which are reported together (TextIt 6.1). `handle` carries the command out and looks nothing up that is in it.
 */
export interface Endpoint<
  Params extends string = string,
  Body extends Shape = Shape,
  Command = unknown,
  Given extends Answer = Answer,
> {
  readonly summary: string;
  /** Roles that may call it; by default all may read, and administrators and editors may write. */
  readonly roles?: readonly Role[];
  /** The rate limit that it counts against; `v2` when left out. */
  readonly scope?: RateScope;
  /** Query parameters with a sentence on each. Unknown ones are ignored, as TextIt does. */
  readonly params?: Readonly<Record<Params, string>>;
  /** Request headers that it reads, besides those of every endpoint, with a sentence on each. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The fields of the body, JSON or a form; unknown keys are ignored, as TextIt does. */
  readonly body?: Body;
  /** Unknown keys are refused: where a misspelt one would change other contacts than were meant. For endpoints that TextIt has not. */
  readonly strict?: true;
  /** Bytes of the largest body; 1,000,000 when left out. */
  readonly bodyBytes?: number;
  /** Throws the ApiError of what is refused whatever the body says, such as a limit that is reached; before it is read. */
  first?(context: RequestContext & Pick<Request<Params, Body>, 'query'>): Promise<void> | void;
  /** Throws an ApiError for what concerns no field of the body. */
  parse(request: Request<Params, Body>): Promise<Command | FieldErrors> | Command | FieldErrors;
  handle(command: Command, context: RequestContext): Promise<Given> | Given;
}

/** A write that is carried out once for each `Idempotency-Key`. */
interface Repeatable<Params extends string = string, Body extends Shape = Shape, Command = unknown, Kept = unknown>
  extends Endpoint<Params, Body, Command, Written<Kept>> {
  /**
   * What an attempt that died had made under its seed, when nothing is left to do; null when it must be carried out (again).
   * `nothing`: carrying it out again does no harm, and makes no second object.
   */
  readonly made: 'nothing' | ((seed: string, context: RequestContext) => Promise<EarlierAttempt<Kept> | null>);
  /** What a repetition shows, made from what is stored now; null when the object is gone. `context` has the assets of now. */
  replay(kept: Kept, context: RequestContext): Promise<ShownAnswer | null> | ShownAnswer | null;
}

/** A method other than GET that keeps nothing: a key is refused, or has no effect because a repetition does no harm. */
interface Unkept<Params extends string = string, Body extends Shape = Shape, Command = unknown>
  extends Endpoint<Params, Body, Command> {
  readonly replay: 'refused' | 'unneeded';
}

/** Any method other than GET. */
export type WriteEndpoint = Repeatable | Unkept;

export const isRepeatable = (endpoint: Endpoint | WriteEndpoint): endpoint is Repeatable =>
  'replay' in endpoint && typeof endpoint.replay === 'function';

/** Fixes the types of a GET from its own declaration. */
export const endpoint = <Command, Params extends string = never, Body extends Shape = Record<never, never>>(
  declared: Endpoint<Params, Body, Command>,
): Endpoint<Params, Body, Command> => declared;

/** The same for a write; `handle` comes before `replay`, which takes what it keeps. */
export const writeEndpoint = <Command, Kept, Params extends string = never, Body extends Shape = Record<never, never>>(
  declared: Repeatable<Params, Body, Command, Kept>,
): Repeatable<Params, Body, Command, Kept> => declared;

/** The same for a method that keeps nothing under a key. */
export const unkeptEndpoint = <Command, Params extends string = never, Body extends Shape = Record<never, never>>(
  declared: Unkept<Params, Body, Command>,
): Unkept<Params, Body, Command> => declared;

/** What a method has to be. */
export type EndpointOf<M extends Method> = M extends 'GET' ? Endpoint : WriteEndpoint;

/** The methods of one path. */
export type Methods = { readonly [M in Method]?: EndpointOf<M> };

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
export const noContent = (): Written<null> => ({ status: 204, kept: null });

/** The answer of a write with what is kept of it. */
export const keeping = <Kept>(answer: Answer, kept: Kept): Written<Kept> => ({ ...answer, kept });

/** What a repetition shows of a write that answers nothing. */
export const showNothing = (): ShownAnswer => ({});
