import * as z from 'zod/mini';
import { boundedArray } from '../schema.ts';
import { FLOW_TYPES } from './flow.ts';

/** TextIt's limits (8.1) bound what one flow may cost to load and keep; no editor makes a larger one. */
export const LIMITS = { nodes: 1_000, actions: 100, exits: 100, categories: 100, cases: 100, arguments: 10 } as const;

export const uuidSchema = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i));

/** A uuid that may be missing: TextIt reads null and an empty text as none. */
export const uuidOrNoneSchema = z.nullish(z.union([uuidSchema, z.literal('')]));

const action = z.looseObject({ uuid: uuidSchema, type: z.string() });

const exit = z.looseObject({ uuid: uuidSchema, destination_uuid: uuidOrNoneSchema });

const node = z.looseObject({
  uuid: uuidSchema,
  actions: z._default(boundedArray(action, LIMITS.actions), []),
  router: z.nullish(z.looseObject({ type: z.string() })),
  exits: boundedArray(exit, LIMITS.exits).check(z.minLength(1)),
});

/** The frame of a definition (8.1); other modules read actions and routers. */
export const definitionSchema = z.looseObject({
  uuid: uuidSchema,
  name: z.string().check(z.minLength(1), z.maxLength(64)),
  /** A definition is migrated before it is read by this schema. */
  spec_version: z.string().check(z.regex(/^\d+\.\d+\.\d+$/)),
  language: z.string(),
  type: z.enum(FLOW_TYPES),
  revision: z._default(z.int(), 0),
  localization: z.nullish(z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())))),
  nodes: z._default(boundedArray(node, LIMITS.nodes), []),
});

export type FlowDefinition = z.output<typeof definitionSchema>;
export type NodeDefinition = FlowDefinition['nodes'][number];
export type ActionDefinition = NodeDefinition['actions'][number];
