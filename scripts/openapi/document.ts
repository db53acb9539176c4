import * as z from 'zod/mini';
import {
  createDocument,
  type ZodOpenApiComponentsObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { routes as contacts } from '../../functions/contacts/contacts.ts';
import { routes as events } from '../../functions/events/events.ts';
import { routes as fields } from '../../functions/fields/fields.ts';
import { routes as starts } from '../../functions/flow-starts/flow-starts.ts';
import { routes as flows } from '../../functions/flows/flows.ts';
import { routes as groups } from '../../functions/groups/groups.ts';
import { routes as jobs } from '../../functions/jobs/jobs.ts';
import { routes as messages } from '../../functions/messages/messages.ts';
import { routes as search } from '../../functions/search/search.ts';
import { routes as workspace } from '../../functions/workspace/workspace.ts';
import { type Endpoint, METHODS, type Routes, type Shape } from '../../shared/lambda/endpoint.ts';
import { refusalResponses, refusalsOf } from './refusals.ts';

const FEATURES: Readonly<Record<string, Routes>> = {
  contacts,
  groups,
  fields,
  flows: { ...flows, ...starts },
  jobs,
  events,
  messages,
  search,
  workspace,
};

/** The OpenAPI 3.1 document of the whole API, made from the endpoints' own declarations: what validates is what is documented. */
export function openApiDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Dormouse',
      version: '2',
      description:
        "TextIt's API v2 for contacts, groups, fields, flows and starts, with additions in the same dialect.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Token <40 characters>`' },
      },
      responses: refusalResponses() as ZodOpenApiComponentsObject['responses'] & object,
    },
    paths: Object.assign({}, ...Object.entries(FEATURES).map(([tag, routes]) => pathsOf(tag, routes)), OPEN),
  });
}

/** What needs no token. */
const OPEN: ZodOpenApiPathsObject = {
  '/api/v2/.json': openPath('get_index', 'Every endpoint with its URL', {
    type: 'object',
    additionalProperties: { type: 'string' },
  }),
  '/api/v2/openapi.json': openPath('get_openapi', 'This document', { type: 'object', additionalProperties: true }),
};

function openPath(operationId: string, summary: string, schema: object) {
  const responses = { '200': { description: 'Done', content: { 'application/json': { schema } } } };
  return { get: { operationId, summary, tags: ['workspace'], security: [], responses } };
}

function pathsOf(tag: string, routes: Routes): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const [path, methods] of Object.entries(routes)) {
    const operations: Record<string, ZodOpenApiOperationObject> = {};
    for (const method of METHODS) {
      const declared = methods[method];
      if (declared) operations[method.toLowerCase()] = operationOf(tag, path, method, declared);
    }
    paths[path] = operations;
  }
  return paths;
}

function operationOf(tag: string, path: string, method: string, declared: Endpoint): ZodOpenApiOperationObject {
  const { summary, roles, params = {}, headers = {}, body, answers } = declared;
  const name = path.replace(/^.*\/|\.json$/g, '');
  return {
    operationId: `${method.toLowerCase()}_${name}`,
    summary,
    tags: [tag],
    ...(roles && { description: `For: ${roles.join(', ')}.` }),
    parameters: [
      ...parametersIn('query', params),
      ...parametersIn('header', method === 'GET' ? headers : { ...headers, ...IDEMPOTENCY_KEY }),
    ],
    ...(method === 'POST' && { requestBody: { content: { 'application/json': { schema: bodySchema(body) } } } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, schema]) => [status, answerOf(schema)])),
      ...refusalsOf(method, declared),
    },
  };
}

const IDEMPOTENCY_KEY = {
  'Idempotency-Key':
    'up to 255 characters; for 24 hours a repetition under the same key gets the first answer, and is not carried out',
};

const parametersIn = (place: 'query' | 'header', described: Readonly<Record<string, string>>) =>
  Object.entries(described).map(([name, description]) => ({
    in: place,
    name,
    description,
    schema: { type: 'string' as const },
  }));

/** What an endpoint takes. Described by what its schemas make of it, since they also take numbers as text and the like. */
function bodySchema(body: Shape | undefined): object {
  if (!body) return { type: 'object' };
  const {
    $schema: _,
    additionalProperties: __,
    ...schema
  } = z.toJSONSchema(z.object(body), { unrepresentable: 'any' });
  return schema;
}

const answerOf = (schema: z.core.$ZodType | null) => ({
  description: schema ? 'Done' : 'Done; nothing to say',
  ...(schema && { content: { 'application/json': { schema } } }),
});
