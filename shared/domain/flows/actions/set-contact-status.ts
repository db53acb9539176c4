import * as z from 'zod/mini';
import { STATUSES, type Status } from '../../contacts/contact.ts';
import { says } from '../../schema.ts';
import { truncate } from '../../truncate.ts';
import { modify } from '../effects.ts';
import { defineAction } from './action.ts';

const schema = z.looseObject({
  status: z.custom<Status>((text) => STATUSES.some((status) => status === text), {
    error: says({ code: 'flow_field_not_one', field: 'status', kind: 'contact status' }),
  }),
});

/** `{"status":"archived"}`, no template. Who opted out becomes active only if the workspace lets flows do that. */
export const setContactStatus = defineAction(schema, ({ status }) => ({ assets, flow }) => [
  modify({
    type: 'status',
    status,
    ...(status === 'active' && assets.settings.flowsMayOptIn && { reason: `Flow: ${truncate(flow.name, 100)}` }),
  }),
]);
