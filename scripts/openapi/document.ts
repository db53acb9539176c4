import * as z from 'zod/mini';
import {
  createDocument,
  type ZodOpenApiComponentsObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { ENDPOINTS, pathOf } from '../../functions/endpoints.ts';
import { CONTACT_DESCRIPTION } from '../../shared/domain/contacts/description.ts';
import { codedSchema } from '../../shared/lambda/codes.schema.ts';
import {
  type Endpoint,
  isRepeatable,
  METHODS,
  type Method,
  type Methods,
  type WriteEndpoint,
} from '../../shared/lambda/endpoint.ts';
import { refusalResponses, refusalSchemas, refusalsOf } from './refusals.ts';

interface Served {
  readonly endpoints: Readonly<Record<string, Methods>>;
  readonly answers: Answers;
}

/** By endpoint, method and status, the schema of the answer; null: no body. */
type Answers = Readonly<Record<string, Partial<Record<Method, Readonly<Record<number, z.core.$ZodType | null>>>>>>;

/** Components: what an `answers.schema.ts` exports, `contactSchema` as `Contact`. Throws for two of a name. */
function nameSchema(name: string, schema: z.core.$ZodType): void {
  const id = name.replace(/^./, (first) => first.toUpperCase()).replace(/Schema$/, '');
  z.globalRegistry.add(schema, { id });
}

nameSchema('codedSchema', codedSchema);

/** What each function of the list serves, from its own files. */
const SERVED: readonly (readonly [tag: string, Served])[] = await Promise.all(
  Object.keys(ENDPOINTS).map(async (name) => {
    const folder = `../../functions/${name}`;
    const [{ endpoints }, { answers, ...schemas }] = await Promise.all([
      import(`${folder}/${name}.ts`),
      import(`${folder}/answers.schema.ts`),
    ]);
    for (const [schema, made] of Object.entries(schemas)) nameSchema(schema, made as z.core.$ZodType);
    return [name === 'flow-starts' ? 'flows' : name, { endpoints, answers }] as const;
  }),
);

/** The OpenAPI 3.1 document of the whole API, made from the endpoints' declarations, which also validate. */
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
    'x-contact': CONTACT_DESCRIPTION,
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Token <40 characters>`' },
      },
      schemas: refusalSchemas() as ZodOpenApiComponentsObject['schemas'] & object,
      responses: refusalResponses() as ZodOpenApiComponentsObject['responses'] & object,
    },
    paths: Object.assign({}, ...SERVED.map(([tag, served]) => pathsOf(tag, served)), OPEN),
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

function pathsOf(tag: string, { endpoints, answers }: Served): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, methods] of Object.entries(endpoints)) {
    const operations: Record<string, ZodOpenApiOperationObject> = {};
    for (const method of METHODS) {
      const [declared, answered] = [methods[method], answers[name]?.[method]];
      if (declared && answered) operations[method.toLowerCase()] = operationOf(tag, name, method, declared, answered);
    }
    paths[pathOf(name)] = operations;
  }
  return paths;
}

function operationOf(
  tag: string,
  name: string,
  method: Method,
  declared: Endpoint | WriteEndpoint,
  answers: Readonly<Record<number, z.core.$ZodType | null>>,
): ZodOpenApiOperationObject {
  const { summary, roles, params = {}, headers = {} } = declared;
  return {
    operationId: `${method.toLowerCase()}_${name}`,
    summary,
    tags: [tag],
    ...(roles && { description: `For: ${roles.join(', ')}.` }),
    parameters: [
      ...parametersIn('query', params),
      ...parametersIn('header', { ...headers, ...(isRepeatable(declared) && IDEMPOTENCY_KEY), ...PREFER }),
    ],
    ...(method === 'POST' && { requestBody: { content: { 'application/json': { schema: bodySchema(declared) } } } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, schema]) => [status, answerOf(schema)])),
      ...refusalsOf(method, declared),
    },
  };
}

const IDEMPOTENCY_KEY = {
  'Idempotency-Key':
    'up to 255 characters; for 24 hours a repetition under the same key is not carried out: it gets the first status with the object as it is now',
};

const PREFER = { Prefer: '`codes` adds codes to sentences; `handling=strict` refuses what would be ignored' };

const parametersIn = (place: 'query' | 'header', described: Readonly<Record<string, string>>) =>
  Object.entries(described).map(([name, description]) => ({
    in: place,
    name,
    description,
    schema: { type: 'string' as const },
  }));

/** What an endpoint takes, by what its schemas make of it, since they also take numbers as text and the like. */
function bodySchema({ body, strict }: Endpoint): object {
  if (!body) return { type: 'object' };
  const {
    $schema: _,
    additionalProperties: __,
    ...schema
  } = z.toJSONSchema(z.object(body), { unrepresentable: 'any' });
  return strict ? { ...schema, additionalProperties: false } : schema;
}

const answerOf = (schema: z.core.$ZodType | null) => ({
  description: schema ? 'Done' : 'Done, without a body',
  ...(schema && { content: { 'application/json': { schema } } }),
});
