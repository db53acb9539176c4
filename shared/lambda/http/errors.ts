import type { Refusal } from '../../domain/refusals/refusal.ts';
import { errorNamed } from '../../query/error-named.ts';
import { hintsIn, withCodesApplied } from './refusal-words.ts';
import { codesOf, type Refusals, sentencesOf } from './refusals.ts';

/** The content of a refusal: by field, or a query's error, which has a code of its own. */
type Body = { readonly [field: string]: Refusals } | QueryBody;

/** A query's error: TextIt's message, code and extra, its position in the text, and a hint. */
interface QueryBody {
  readonly query: readonly [Refusal | string];
  readonly code: string;
  readonly extra?: object;
  readonly start?: number;
  readonly end?: number;
  readonly hint?: string | null;
}

/** A refusal in TextIt's shapes (6.1). It is thrown above the data layer and becomes a response at the edge. */
export class ApiError extends errorNamed('ApiError') {
  readonly statusCode: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string>>;

  constructor(statusCode: number, body: Body, headers: Readonly<Record<string, string>> = {}) {
    super(JSON.stringify(body));
    this.statusCode = statusCode;
    this.body = body;
    this.headers = headers;
  }

  /** The same refusal with more headers. */
  with(headers: Readonly<Record<string, string>>): ApiError {
    return new ApiError(this.statusCode, this.body, { ...headers, ...this.headers });
  }
}

const isOfQuery = (body: Body): body is QueryBody => typeof body['code'] === 'string';

/**
 * A body in sentences, with what to do instead as `hint` in the same shape, and codes of all if requested. A query's
 * error has its own code.
 */
function bodyInWords(body: Body, withCodes: boolean): object {
  if (isOfQuery(body)) return { ...body, query: sentencesOf(body.query) };
  const hint = hintsIn(body['detail'] ?? body);
  const whole = hint === undefined ? body : { ...body, hint };
  return { ...(sentencesOf(whole) as object), ...(withCodes && { codes: codesOf(whole) }) };
}

/** An ApiError as @middy/http-error-handler sends it: its message is the JSON body. Others unchanged. */
export function inWords(error: unknown, withCodes: boolean): unknown {
  if (!(error instanceof ApiError)) return error;
  const { statusCode, body, headers } = error;
  return Object.assign(new Error(JSON.stringify(bodyInWords(body, withCodes)), { cause: error }), {
    statusCode,
    expose: true,
    headers: withCodes ? withCodesApplied(headers) : headers,
  });
}

/** A problem of the URL or a parameter, or one that concerns no field of the body. */
export const refuse = (detail: Refusal, status = 400): ApiError => new ApiError(status, { detail });

/** A problem of the body as a whole. */
export const refuseBody = (...refusals: Refusal[]): ApiError => new ApiError(400, { non_field_errors: refusals });

/** A problem of one field of the body. */
export const refuseField = (field: string, ...refusals: Refusal[]): ApiError =>
  new ApiError(400, { [field]: refusals });

/** What TextIt calls a thing in the 404 of an unknown one. */
type Model = 'Contact' | 'ContactField' | 'ContactGroup' | 'Flow' | 'Global';

/** @param model - what is missing, where TextIt has it too */
export const notFound = (model?: Model): ApiError =>
  refuse(model === undefined ? { code: 'not_found' } : { code: 'no_match', model }, 404);

export const forbidden = (): ApiError => refuse({ code: 'not_permitted' }, 403);

export const limitReached = (): ApiError => refuse({ code: 'limit_reached' }, 409);

/** @param allowed - the path's methods, for the header that RFC 9110 (15.5.6) requires */
export const methodNotAllowed = (method: string, allowed: readonly string[]): ApiError =>
  refuse({ code: 'method_not_allowed', method }, 405).with({
    allow: allowed.join(', '),
  });

/** TextIt's text for an internal error; plain text, not JSON. */
export const SERVER_ERROR = 'Server Error. Site administrators have been notified.';
