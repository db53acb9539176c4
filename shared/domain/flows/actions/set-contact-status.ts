import * as z from 'zod/mini';
import { STATUSES } from '../../contacts/contact.ts';
import { modify } from '../effects.ts';
import { defineAction } from './action.ts';

const schema = z.looseObject({
  status: z.enum(STATUSES, { error: "field 'status' is not a valid contact status" }),
});

/** `{"status":"archived"}`: a literal, never a template. */
export const setContactStatus = defineAction(schema, ({ status }) => () => [modify({ type: 'status', status })]);
