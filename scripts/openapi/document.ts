import * as z from 'zod/mini';
import {
  createDocument,
  type ZodOpenApiComponentsObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { ENDPOINTS, LINKS, pathOf } from '../../functions/endpoints.ts';
import { definitionSchema } from '../../shared/domain/flows/schema.ts';
import { POLICY_FIELDS } from '../../shared/domain/policies/fields.ts';
import SENTENCES from '../../shared/domain/refusals/sentences.json' with { type: 'json' };
import type { Setting } from '../../shared/domain/settings/setting.ts';
import { SETTINGS } from '../../shared/domain/settings/settings.ts';
import type { Answers } from '../../shared/lambda/http/answers.ts';
import {
  type Endpoint,
  METHODS,
  type Method,
  type Methods,
  type WriteEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { named } from '../../shared/lambda/http/presenter.ts';
import { coded } from '../../shared/lambda/http/refusals.ts';
import { bodySchema, type Components } from './bodies.ts';
import { CONTACT_DESCRIPTION } from './contact-description.ts';
import { exampleOf } from './examples.ts';
import { withNames } from './names.ts';
import { parametersOf } from './parameters.ts';
import { refusalResponses, refusalSchemas, refusalsOf, refusalsOfLinks } from './refusals.ts';
import { deliverySchemas, WEBHOOKS } from './webhooks.ts';

z.globalRegistry.add(coded.shape.code, { enum: Object.keys(SENTENCES) });

/** A flow, or an export file with flows. What nodes do is in TextIt's documentation. */
const flowsDocument = named(
  'FlowsDocument',
  z.union([
    named('FlowDefinition', definitionSchema),
    named('FlowsFile', z.looseObject({ version: z.literal('13'), flows: z.array(definitionSchema) })),
  ]),
);

/** By endpoint, what a POST takes that reads its whole body itself. */
const DOCUMENTS: Readonly<Record<string, z.core.$ZodType>> = { flows: flowsDocument, flow_checks: flowsDocument };

/** What each function of the list serves, from its own files. */
const SERVED: readonly (readonly [tag: string, Readonly<Record<string, Methods>>])[] = await Promise.all(
  Object.keys(ENDPOINTS).map(async (name) => {
    const folder = `../../functions/${name}`;
    const { endpoints } = await import(`${folder}/${name}.ts`);
    return [name === 'flow-starts' ? 'flows' : name, endpoints] as const;
  }),
);

/** The settings in the order of forms, and what asks for each. */
const SETTINGS_DESCRIPTION = Object.entries<Setting>(SETTINGS).map(([name, { part, control, options = [] }]) => ({
  name,
  part,
  control,
  options,
}));

/** The rules of a policy that are one value each, in the order of the form. */
const POLICY_DESCRIPTION = Object.entries(POLICY_FIELDS).map(([name, { part, control, empty, default: usual }]) => ({
  name,
  part,
  control,
  empty,
  default: usual,
}));

/** The forms of bodies, which operations refer to. */
const BODIES: Components = {};

/** The OpenAPI 3.1 document of the whole API, made from the endpoints' declarations, which also validate. */
export function openApiDocument() {
  const paths = Object.assign({}, ...SERVED.map(([tag, served]) => pathsOf(tag, served)), OPEN);
  const document = createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Dormouse',
      version: '2',
      description:
        "TextIt's API v2 for contacts, groups, fields, flows and starts, with additions in the same dialect.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    'x-contact': CONTACT_DESCRIPTION,
    'x-settings': SETTINGS_DESCRIPTION,
    'x-policy': POLICY_DESCRIPTION,
    servers: [{ url: '/' }],
    security: [{ token: [] }, { bearer: [] }],
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Token <40 characters>`' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: "A person's access token" },
      },
      schemas: { ...refusalSchemas(), ...deliverySchemas(), ...BODIES } as ZodOpenApiComponentsObject['schemas'] &
        object,
      responses: refusalResponses() as ZodOpenApiComponentsObject['responses'] & object,
    },
    paths,
    webhooks: WEBHOOKS,
  });
  return withNames(document);
}

/** What needs no token. */
const OPEN: ZodOpenApiPathsObject = {
  '/api/v2/.json': openPath('get_index', 'Every endpoint with its URL', {
    type: 'object',
    additionalProperties: { type: 'string' },
  }),
  '/api/v2/openapi.json': openPath('get_openapi', 'This document', { type: 'object', additionalProperties: true }),
  [pathOf(LINKS)]: { get: linksOperation() },
};

/** Whoever has a link of `jobs.json` or `import_reports.json` may fetch its file. */
function linksOperation(): ZodOpenApiOperationObject {
  const location = { description: 'Where the file is; good for half a minute', schema: { type: 'string' as const } };
  return {
    operationId: 'get_files',
    summary: 'Fetch the file of an export, or a report of an import, by its link',
    tags: ['jobs'],
    security: [],
    parameters: [{ in: 'query', name: 'link', description: 'the signature of the link', schema: { type: 'string' } }],
    responses: { '302': { description: 'The file', headers: { Location: location } }, ...refusalsOfLinks() },
  };
}

function openPath(operationId: string, summary: string, schema: object) {
  const responses = { '200': { description: 'Done', content: { 'application/json': { schema } } } };
  return { get: { operationId, summary, tags: ['workspace'], security: [], responses } };
}

const NO_BODY: Answers = { 204: null };

function pathsOf(tag: string, endpoints: Readonly<Record<string, Methods>>): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, methods] of Object.entries(endpoints)) {
    const operations: Record<string, ZodOpenApiOperationObject> = {};
    for (const method of METHODS) {
      const declared = methods[method];
      const answered = declared?.answers ?? (method === 'DELETE' ? NO_BODY : undefined);
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
  answers: Answers,
): ZodOpenApiOperationObject {
  const { summary, roles, dependencies } = declared;
  const played = exampleOf(name, method);
  return {
    operationId: `${method.toLowerCase()}_${name}`,
    summary,
    tags: [tag],
    ...(roles && { description: `For: ${roles.join(', ')}.` }),
    parameters: parametersOf(declared, played?.query),
    ...(dependencies && { 'x-dependencies': dependencies }),
    ...(method === 'POST' && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: bodySchema(name, declared, BODIES, DOCUMENTS[name]), example: played?.body },
        },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, schema]) => {
          const example = Number(status) === played?.status ? played.answer : undefined;
          return [status, answerOf(schema, example)];
        }),
      ),
      ...refusalsOf(method, declared),
    },
  };
}

const answerOf = (schema: z.core.$ZodType | null, example: unknown) => ({
  description: schema ? 'Done' : 'Done, without a body',
  ...(schema && { content: { 'application/json': { schema, example } } }),
});
