import * as z from 'zod/mini';
import { definitionSchema } from '../../shared/domain/flows/schema.ts';
import { codedSchema } from '../../shared/lambda/http/codes.schema.ts';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

/** The frame of a flow. What nodes do is in TextIt's documentation, and what runs here on the compatibility page. */
const flowDefinition = definitionSchema;

/** A flow, or an export file with flows. */
const flowsDocument = z.union([
  flowDefinition,
  z.looseObject({ version: z.literal('13'), flows: z.array(flowDefinition) }),
]);

/** What POSTs take whose endpoints read the whole document. */
export const documents = { flows: flowsDocument, flow_checks: flowsDocument };

/** What cannot run here, and where. */
const problemSchema = z.object({
  node: z.nullable(z.string()),
  action: z.nullable(z.string()),
  type: z.nullable(z.string()),
  why: z.string(),
});

/** A flow as TextIt's API shows it (6.8). */
export const flowSchema = z.object({
  uuid: z.uuid(),
  name: z.string(),
  type: z.string(),
  archived: z.boolean(),
  labels: z.array(z.object({ uuid: z.string(), name: z.string() })),
  expires: z.int(),
  runs: z.object({
    active: z.int(),
    waiting: z.int(),
    completed: z.int(),
    interrupted: z.int(),
    expired: z.int(),
    failed: z.int(),
  }),
  results: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      categories: z.array(z.string()),
      node_uuids: z.array(z.string()),
    }),
  ),
  parent_refs: z.array(z.string()),
  /** Addition to TextIt: what cannot run here; such a flow cannot be started. */
  problems: z.array(problemSchema),
  codes: z.optional(z.object({ problems: z.array(z.object({ why: codedSchema })) })),
  created_on: z.string(),
  modified_on: z.string(),
});

const importSchema = z.object({
  results: z.array(flowSchema),
  /** Addition: parts of the file that do not exist here. */
  left_out: z.optional(z.object({ campaigns: z.int(), triggers: z.int() })),
});

const checkSchema = z.object({
  flows: z.array(
    z.object({
      uuid: z.uuid(),
      name: z.string(),
      type: z.string(),
      problems: z.array(problemSchema),
      replaces: z.boolean(),
    }),
  ),
  groups: z.array(z.object({ name: z.string(), query: z.nullable(z.string()) })),
  fields: z.array(z.object({ key: z.string(), name: z.string(), type: z.string() })),
  left_out: z.optional(z.object({ campaigns: z.int(), triggers: z.int() })),
});

export const exportSchema = z.object({
  version: z.string(),
  site: z.string(),
  flows: z.array(z.looseObject({ uuid: z.string() })),
  campaigns: z.array(z.unknown()),
  triggers: z.array(z.unknown()),
  fields: z.array(z.object({ key: z.string(), name: z.string(), type: z.string() })),
  groups: z.array(z.object({ uuid: z.string(), name: z.string(), query: z.nullable(z.string()) })),
});

export const globalSchema = z.object({
  key: z.string(),
  name: z.string(),
  value: z.string(),
  modified_on: z.string(),
});

export const answers: AnswersOf<'flows'> = {
  flows: {
    GET: { 200: pageSchema(flowSchema) },
    POST: { 201: z.union([flowSchema, importSchema]) },
    DELETE: { 204: null },
  },
  flow_checks: { POST: { 200: checkSchema } },
  globals: { GET: { 200: pageSchema(globalSchema) }, POST: { 200: globalSchema, 201: globalSchema } },
  definitions: { GET: { 200: exportSchema } },
};
