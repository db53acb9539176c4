import type * as z from 'zod/mini';
import type { AlongKey, ReadAlong } from '../../data/workspace/index.ts';
import type { AuditNote } from '../../domain/audit.ts';
import type { Change } from '../../domain/contacts/contact.ts';
import type { Instant } from '../../domain/instant.ts';
import type { RateScope } from '../../domain/settings/rate-scopes.ts';
import type { Assets, Caller, Role } from '../../domain/workspace.ts';
import type { Runtime } from '../invocation/runtime.ts';
import type { Answers } from './answers.ts';
import { notFound } from './errors.ts';
import type { FieldErrors } from './field-errors.ts';
import type { Param } from './param.ts';

export const METHODS = ['GET', 'POST', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

export type Shape = z.core.$ZodShape;
export type Fields<Body extends Shape> = z.output<z.ZodMiniObject<Body>>;

/** What is known of a request besides its content. */
export interface RequestContext {
  readonly runtime: Runtime;
  readonly caller: Caller;
  readonly assets: Assets;
  /** One time for everything that a request does. */
  readonly now: Instant;
  readonly change: Change;
  /** The absolute URL as the client sees it, without the query string. */
  readonly url: string;
  /** Query parameters; of a repeated one the last, as in TextIt. Links to other pages repeat them. */
  readonly query: Readonly<Partial<Record<string, string>>>;
  /** The address that the request came from. */
  readonly from: string;
  /** What the client says it is: the console has a header of its own; all others are clients of the API. */
  readonly client: 'api' | 'console';
  /** Whether the answer shall have codes beside its sentences. */
  readonly codes: boolean;
  /** What was read with the caller's token, which saves a call; null: nothing. */
  readonly along: ReadAlong | null;
  /** For a write under an `Idempotency-Key`: the uuid of what it makes, the same in every attempt. */
  readonly seed: string | null;
}

/** A request before it is parsed: all that a client can say. */
export interface Request<Params extends string = string, Body extends Shape = Shape> extends RequestContext {
  readonly query: Readonly<Partial<Record<Params, string>>>;
  /** Every value of a parameter, for the few that may be repeated. */
  repeated(name: Params): readonly string[];
  /** The body's fields that are valid by their schemas. `errors.none(given)` says that it has all of them. */
  readonly given: Partial<Fields<Body>>;
  /** The errors of the body's fields so far. `parse` adds those that only the workspace or the tables show. */
  readonly errors: FieldErrors;
  /** Names that mean nothing here, which the answer's header tells. */
  readonly ignored: readonly string[];
  /** The body as it was sent (a form's fields), for endpoints that take a document. */
  readonly document: unknown;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** In place of a JSON body: a text, whose type is among the headers. */
  readonly text?: string;
  /** Whole `Set-Cookie` headers. */
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A write's answer, and what an `Idempotency-Key` keeps of it: only ids and own words, no person or secret. */
export interface Written<Kept = unknown> extends Answer {
  readonly kept: Kept;
}

/** What an attempt under an `Idempotency-Key` had made before it died, and the status of its answer. */
export type EarlierAttempt<Kept> = Pick<Written<Kept>, 'status' | 'kept'>;

export type ShownAnswer = Omit<Answer, 'status'>;

/** One shape of a body. */
export interface BodyForm {
  /** Ends the name of its component: `Change`. */
  readonly name: string;
  /** The fields that it may have; all when left out. */
  readonly fields?: readonly string[];
  readonly required?: readonly string[];
  /** Lists that must have an item. */
  readonly filled?: readonly string[];
  /** The values that tell it from other forms. */
  readonly values?: Readonly<Record<string, readonly (string | boolean)[]>>;
  /** It goes only with, or only without, this parameter. */
  readonly with?: string;
  readonly without?: string;
}

/**
 * One method of one path, answered in two steps. `parse` makes a command of the request, with everything that it names
 * resolved, or returns the errors of all fields (TextIt 6.1). `handle` carries it out, and looks up nothing in it.
 */
export interface Endpoint<
  Params extends string = string,
  Body extends Shape = Shape,
  Command = unknown,
  Given extends Answer = Answer,
> {
  readonly summary: string;
  /** What it answers when nothing is wrong; a DELETE answers nothing when left out. */
  readonly answers?: Answers;
  /** Roles that may call it. By default all may read, and administrators and editors may write. */
  readonly roles?: readonly Role[];
  /** The rate limit that it counts towards; `v2` when left out. */
  readonly scope?: RateScope;
  /** Of a dear request: the most seconds that it needs, of which its workspace may have so many at once. */
  readonly seconds?: number;
  /** Query parameters, each with its form, or a sentence for any text. Unknown ones are ignored, as in TextIt. */
  readonly params?: Readonly<Record<Params, string | Param>>;
  /** Request headers that only this endpoint reads, with a sentence for each. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body's fields, JSON or a form; unknown keys are ignored, as in TextIt. */
  readonly body?: Body;
  /** The shapes that a body may have, where not every combination of its fields is accepted; for the document. */
  readonly forms?: readonly BodyForm[];
  /** Which parameters go together, in IDL4OAS (`ZeroOrOne(uuid, urn)`); for the document. */
  readonly dependencies?: readonly string[];
  /** Refuses unknown keys, where a misspelt one would change the wrong contacts. For endpoints beyond TextIt's. */
  readonly strict?: true;
  /** Bytes of the largest body; 1,000,000 when left out. */
  readonly bodyBytes?: number;
  /** The item of the contacts table that a request is about, by its query, for `along` of its context. */
  along?(query: RequestContext['query']): AlongKey | null;
  /** Refuses, before the body is read, what no body could change, such as a limit that is reached. */
  first?(context: RequestContext & Pick<Request<Params, Body>, 'query'>): Promise<void> | void;
  /** Throws an ApiError for a problem that concerns no field of the body. */
  parse(request: Request<Params, Body>): Promise<Command | FieldErrors> | Command | FieldErrors;
  handle(command: Command, context: RequestContext): Promise<Given> | Given;
  /** What the audit log keeps of a request that was carried out; every write says it. */
  audit?(command: Command, context: RequestContext, answer: Given): AuditNote | null;
}

/** A write that is carried out once for each `Idempotency-Key`. */
interface Repeatable<Params extends string = string, Body extends Shape = Shape, Command = unknown, Kept = unknown>
  extends Endpoint<Params, Body, Command, Written<Kept>> {
  /** What a dead attempt made under its seed, if nothing is left to do, else null. `nothing`: repeating is safe. */
  readonly made: 'nothing' | ((seed: string, context: RequestContext) => Promise<EarlierAttempt<Kept> | null>);
  audit(command: Command, context: RequestContext, answer: Written<Kept>): AuditNote | null;
  /** What a repetition shows of what is stored now; null: it is gone. `context` has the present assets. */
  replay(kept: Kept, context: RequestContext): Promise<ShownAnswer | null> | ShownAnswer | null;
}

/** A write that keeps nothing: a key is refused, or has no effect because a repetition is safe. */
interface Unkept<Params extends string = string, Body extends Shape = Shape, Command = unknown>
  extends Endpoint<Params, Body, Command> {
  readonly replay: 'refused' | 'unneeded';
  audit(command: Command, context: RequestContext, answer: Answer): AuditNote | null;
}

/** Any method other than GET. */
export type WriteEndpoint = Repeatable | Unkept;

export const isRepeatable = (endpoint: Endpoint | WriteEndpoint): endpoint is Repeatable =>
  'replay' in endpoint && typeof endpoint.replay === 'function';

/** Infers the types of a GET from its declaration. */
export const endpoint = <Command, Params extends string = never, Body extends Shape = Record<never, never>>(
  declared: Endpoint<Params, Body, Command>,
): Endpoint<Params, Body, Command> => declared;

/** The same for a write; `handle` comes before `replay`, which takes what it keeps. */
export const writeEndpoint = <Command, Kept, Params extends string = never, Body extends Shape = Record<never, never>>(
  declared: Repeatable<Params, Body, Command, Kept>,
): Repeatable<Params, Body, Command, Kept> => declared;

/** A DELETE, which answers nothing; `handle` returns whether there was such a thing, else it answers 404. */
export const deleteEndpoint = <Command, Params extends string = never>({
  handle,
  ...declared
}: Omit<Repeatable<Params, Record<never, never>, Command, null>, 'handle' | 'made' | 'replay'> & {
  handle(command: Command, context: RequestContext): Promise<boolean>;
}): Repeatable<Params, Record<never, never>, Command, null> => ({
  ...declared,
  async handle(command, context) {
    if (!(await handle(command, context))) throw notFound();
    return noContent();
  },
  made: 'nothing',
  replay: showNothing,
});

/** The same for a method that keeps nothing under a key. */
export const unkeptEndpoint = <Command, Params extends string = never, Body extends Shape = Record<never, never>>(
  declared: Unkept<Params, Body, Command>,
): Unkept<Params, Body, Command> => declared;

export type EndpointOf<M extends Method> = M extends 'GET' ? Endpoint : WriteEndpoint;

export type Methods = { readonly [M in Method]?: EndpointOf<M> };

export type Routes = Readonly<Record<string, Methods>>;

/** An answer that needs no token, made from the request alone. */
export type OpenEndpoint = (request: OpenRequest, runtime: Runtime) => Promise<Answer> | Answer;

export interface OpenRequest extends Pick<RequestContext, 'url' | 'query' | 'from'> {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** `name=value`. */
  readonly cookies: readonly string[];
}

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

export const keeping = <Kept>(answer: Answer, kept: Kept): Written<Kept> => ({ ...answer, kept });

/** What a repetition shows for a write without an answer. */
export const showNothing = (): ShownAnswer => ({});
