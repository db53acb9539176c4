import * as z from 'zod/mini';
import type { FlowId } from '../../ids.ts';
import { uuidSchema } from '../schema.ts';
import { defineAction } from './action.ts';

const schema = z.looseObject({
  flow: z.looseObject({ uuid: uuidSchema, name: z.optional(z.string()) }),
  terminal: z._default(z.boolean(), false),
});

/**
 * `{"flow":{"uuid","name"},"terminal":false}`: when the node's actions are done the contact goes through that flow, and then on by the
 * node's router, which finds the other run in `@child`. After a `terminal` one this run ends as well.
 */
export const enterFlow = defineAction(schema, ({ flow, terminal }) => () => [
  { type: 'enter', flow: { uuid: flow.uuid.toLowerCase() as FlowId, name: flow.name ?? '' }, terminal },
]);
