import { withCodes } from './codes.ts';

/**
 * A refusal in TextIt's shapes (6.1). It is thrown above the data layer and becomes a response at the edge. `message`
 * is the JSON body, which @middy/http-error-handler sends.
 */
export class ApiError extends Error {
  readonly expose = true;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(statusCode: number, body: object, headers: Readonly<Record<string, string>> = {}) {
    super(JSON.stringify(body));
    this.name = 'ApiError';
    this.statusCode = statusCode;
    this.headers = headers;
  }

  /** The same refusal with codes beside its sentences. */
  coded(): ApiError {
    const body = withCodes(JSON.parse(this.message));
    return new ApiError(this.statusCode, body, { ...this.headers, 'preference-applied': 'codes' });
  }

  /** The same refusal with more headers. */
  with(headers: Readonly<Record<string, string>>): ApiError {
    return new ApiError(this.statusCode, JSON.parse(this.message), { ...headers, ...this.headers });
  }
}

/** A problem of the URL or a parameter, or one that concerns no field of the body. */
export const refuse = (detail: string, status = 400): ApiError => new ApiError(status, { detail });

/** A problem of the body as a whole. */
export const refuseBody = (...messages: string[]): ApiError => new ApiError(400, { non_field_errors: messages });

/** A problem of one field of the body. */
export const refuseField = (field: string, ...messages: string[]): ApiError => new ApiError(400, { [field]: messages });

export const notFound = (): ApiError => refuse('Not found.', 404);

export const forbidden = (): ApiError => refuse('You do not have permission to perform this action.', 403);

export const limitReached = (): ApiError => refuse('Cannot create object because workspace has reached limit.', 409);

/** @param allowed - the path's methods, for the header that RFC 9110 (15.5.6) requires */
export const methodNotAllowed = (method: string, allowed: readonly string[]): ApiError =>
  refuse(`Method "${method}" not allowed.`, 405).with({
    allow: allowed.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : name)).join(', '),
  });

/** TextIt's text for an internal error; plain text, not JSON. */
export const SERVER_ERROR = 'Server Error. Site administrators have been notified.';
