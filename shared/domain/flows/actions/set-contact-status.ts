import * as z from 'zod/mini';
import { STATUSES, type Status } from '../../contacts/contact.ts';
import { modify } from '../effects.ts';
import { defineAction } from './action.ts';

const schema = z.looseObject({
  status: z.custom<Status>((text) => STATUSES.some((status) => status === text), {
    error: "field 'status' is not a valid contact status",
  }),
});

/** `{"status":"archived"}`: a literal, never a template. */
export const setContactStatus = defineAction(schema, ({ status }) => () => [modify({ type: 'status', status })]);
