import type { ZodOpenApiResponsesObject } from 'zod-openapi';
import { type Endpoint, isRepeatable, type WriteEndpoint } from '../../shared/lambda/http/endpoint.ts';

const named = (component: string) => ({ $ref: `#/components/schemas/${component}` });

/** With `Prefer: codes`: by key as the body has it, and so an object of any shape over them. */
const codes = named('Codes');
const coded = named('Coded');
const nested = named('NestedCodes');

const detail = {
  type: 'object',
  properties: { detail: { type: 'string' }, hint: { type: 'string' }, codes },
  required: ['detail'],
  additionalProperties: false,
} as const;

const HINT = 'What to do instead, in the shape of the messages; for a query, a text';

const fieldErrors = {
  type: 'object',
  minProperties: 1,
  properties: { non_field_errors: { type: 'array', items: { type: 'string' } }, hint: { description: HINT }, codes },
  additionalProperties: true,
  description:
    'For each field a list of messages, or such lists by index or key; `non_field_errors` are about the whole body',
} as const;

/** What the gateway says when it does not come to the service, or gets no answer from it. */
const gateway = {
  type: 'object',
  properties: { message: { type: 'string' } },
  required: ['message'],
  additionalProperties: false,
} as const;

const refusal = (description: string, schema: object = named('Refused'), headers?: object) => ({
  description,
  content: { 'application/json': { schema } },
  ...(headers && { headers }),
});

/** By the service or the gateway. */
const either = { anyOf: [named('Refused'), named('RefusedByGateway')] };

const retryAfter = { 'Retry-After': { description: 'seconds', schema: { type: 'integer' as const } } };

/** What every endpoint may answer besides success, in TextIt's shapes (6.1); each operation refers to it. */
const RESPONSES = {
  BadRequest: refusal('A parameter or the body is wrong', { anyOf: [named('Refused'), named('RefusedFields')] }),
  Forbidden: refusal('No token, an invalid token, or one that may not do this'),
  NotFound: refusal(
    'The object does not exist, or was deleted since the first request under the Idempotency-Key; or the cursor is invalid',
  ),
  Gone: refusal('The file is gone: it is kept for a day, or somebody in it was deleted for good'),
  Conflict: refusal('A limit is reached, or the Idempotency-Key was used for something else or is still in use'),
  PreconditionFailed: refusal('If-Match: the contact has changed since'),
  TooLarge: refusal('The body is larger than the endpoint takes, or the document is too large to be stored', either),
  UnsupportedMediaType: refusal('The body is not sent as JSON'),
  Throttled: refusal('More requests than the rate limit allows', either, retryAfter),
  Overloaded: refusal('The service or the gateway is overloaded at the moment', either, retryAfter),
  ServerError: {
    description: 'A fault of the service',
    content: {
      'text/plain': { schema: { type: 'string' } },
      'application/json': { schema: named('RefusedByGateway') },
    },
  },
} as const;

/** The bodies of refusals, and what each sentence of one says, in the shape of its body. */
export const refusalSchemas = (): object => ({
  Refused: detail,
  RefusedFields: fieldErrors,
  RefusedByGateway: gateway,
  NestedCodes: {
    type: 'object',
    additionalProperties: true,
    description: 'Codes within fields, or within the problems of a flow',
  },
  Codes: {
    type: 'object',
    additionalProperties: {
      anyOf: [coded, { type: 'array', items: { anyOf: [coded, nested] } }, nested],
    },
    description:
      'With `Prefer: codes`: the codes of all sentences beside it, in the same shape: a map of fields by index or key has a map of codes',
  },
});

/** For the document's components. */
export const refusalResponses = (): object => RESPONSES;

const ref = (name: keyof typeof RESPONSES) => ({ $ref: `#/components/responses/${name}` });

/** The same for links to files, which need no token. */
export const refusalsOfLinks = () =>
  ({
    '403': ref('Forbidden'),
    '404': ref('NotFound'),
    '410': ref('Gone'),
    '500': ref('ServerError'),
    '503': ref('Overloaded'),
  }) as unknown as ZodOpenApiResponsesObject;

/** By status, what an operation may answer that is not a success. */
export function refusalsOf(method: string, declared: Endpoint | WriteEndpoint) {
  const { params = {}, headers = {} } = declared;
  const writes = method !== 'GET';
  return {
    '400': ref('BadRequest'),
    '403': ref('Forbidden'),
    ...((isRepeatable(declared) || Object.keys(params).length > 0) && { '404': ref('NotFound') }),
    ...(writes && { '409': ref('Conflict') }),
    ...('If-Match' in headers && { '412': ref('PreconditionFailed') }),
    ...(method === 'POST' && { '413': ref('TooLarge'), '415': ref('UnsupportedMediaType') }),
    '429': ref('Throttled'),
    '500': ref('ServerError'),
    '503': ref('Overloaded'),
  } as unknown as ZodOpenApiResponsesObject;
}
