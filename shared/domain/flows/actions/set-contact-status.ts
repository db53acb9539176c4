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
export const setContactStatus = defineAction(schema, ({ status }) => {
  const simply = [modify({ type: 'status', status })];
  if (status !== 'active') return () => simply;
  return ({ assets, flow }) =>
    assets.settings.flowsMayOptIn
      ? [modify({ type: 'status', status, reason: `Flow: ${truncate(flow.name, 100)}` })]
      : simply;
});
