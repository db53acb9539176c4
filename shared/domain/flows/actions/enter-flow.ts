import * as z from 'zod/mini';
import type { FlowId } from '../../ids.ts';
import { uuidSchema } from '../schema.ts';
import { defineAction } from './action.ts';

const schema = z.looseObject({
  flow: z.looseObject({ uuid: uuidSchema, name: z.optional(z.string()) }),
  terminal: z._default(z.boolean(), false),
});

/**
 * `{"flow":{"uuid","name"},"terminal":false}`. The contact runs through that flow when the node's actions are done.
 * Then the node's router goes on, and finds the other run in `@child`. After a `terminal` one this run ends too.
 */
export const enterFlow = defineAction(schema, ({ flow, terminal }) => () => [
  { type: 'enter', flow: { uuid: flow.uuid.toLowerCase() as FlowId, name: flow.name ?? '' }, terminal },
]);
