import type * as z from 'zod/mini';
import type { Change } from '../domain/contacts/contact.ts';
import type { TokenId, WorkspaceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Assets, Role } from '../domain/workspace.ts';
import type { Scope } from './rate-limit.ts';
import type { Runtime } from './runtime.ts';
import type { FieldErrors } from './schema.ts';

export const METHODS = ['GET', 'POST', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

export type Shape = z.core.$ZodShape;
export type Fields<Body extends Shape> = z.output<z.ZodMiniObject<Body>>;

/** Who asks: the token's id, its workspace and its role. */
export interface Caller {
  readonly id: TokenId;
  readonly workspace: WorkspaceId;
  readonly role: Role;
  readonly name: string;
}

/** What an endpoint is asked, checked and with everything at hand that answering needs. */
export interface Request<Params extends string = string, Body extends Shape = Shape> {
  readonly runtime: Runtime;
  readonly caller: Caller;
  readonly assets: Assets;
  /** Taken once: all that one request does happens at one time. */
  readonly now: Instant;
  readonly change: Change;
  /** Query parameters; of one that is repeated the last counts, as in TextIt. */
  readonly query: Readonly<Partial<Record<Params, string>>>;
  /** Every value of a query parameter, for the few that may be repeated. */
  repeated(name: Params): readonly string[];
  readonly body: Fields<Body>;
  /** The JSON body as it was sent, for endpoints that take a document and not fields. */
  readonly document: unknown;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The absolute URL that was asked, as the client sees it, without the query string. */
  readonly url: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One method of one path: what it takes, what it answers, and the function between.
 * The schemas validate, give the handler its types and make the OpenAPI document.
 */
export interface Endpoint<Params extends string = string, Body extends Shape = Shape> {
  readonly summary: string;
  /** Who may; by default everybody reads, and administrators and editors write. */
  readonly roles?: readonly Role[];
  /** The rate limit that it counts against; `v2` when left out, none when null. */
  readonly scope?: Scope | null;
  /** Query parameters with a sentence on each. Unknown ones are ignored, as TextIt does. */
  readonly params?: Readonly<Record<Params, string>>;
  /** Request headers that it heeds, beyond those of every endpoint, with a sentence on each. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The fields of the JSON body; unknown keys are ignored. */
  readonly body?: Body;
  /** By status, the schema of the answer; null: no body. Only the OpenAPI document looks inside, so they are `z.lazy`. */
  readonly answers: Readonly<Record<number, z.core.$ZodType | null>>;
  /** Checks that need the workspace or the tables: adds its findings to the field errors, which are reported together. */
  check?(body: Partial<Fields<Body>>, errors: FieldErrors, request: Request<Params, Shape>): Promise<void> | void;
  handle(request: Request<Params, Body>): Promise<Answer>;
}

/** Fixes the types of an endpoint from its own schemas. */
export const endpoint = <Params extends string = never, Body extends Shape = Record<never, never>>(
  declared: Endpoint<Params, Body>,
): Endpoint<Params, Body> => declared;

export type Routes = Readonly<Record<string, Partial<Readonly<Record<Method, Endpoint>>>>>;

/** An answer that needs no token, made from the request alone. */
export type OpenEndpoint = (asked: { readonly method: string; readonly url: string }) => Answer;

/** What a feature serves: endpoints by path, those without a token, and what to say of any other path. */
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
