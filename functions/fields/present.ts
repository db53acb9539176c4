import * as z from 'zod/mini';
import { FIELD_TYPES, type Field } from '../../shared/domain/workspace.ts';
import type { Uses } from './uses.ts';

/** A field as TextIt's API shows it (6.7), deprecated names included. */
export const fieldSchema = z.lazy(() =>
  z.object({
    key: z.string(),
    name: z.string(),
    type: z.enum(FIELD_TYPES),
    featured: z.boolean(),
    priority: z.int(),
    usages: z.object({ flows: z.int(), groups: z.int(), campaign_events: z.int() }),
    agent_access: z.enum(['none', 'view', 'edit']),
    label: z.string(),
    value_type: z.string(),
  }),
);

/** There are no campaigns here, so that nothing of theirs rests on a field. */
export const showField = (
  { key, name, type, featured, priority, agentAccess }: Field,
  { flows, groups }: Uses,
): z.output<typeof fieldSchema> => ({
  key,
  name,
  type,
  featured,
  priority,
  usages: { flows, groups, campaign_events: 0 },
  agent_access: agentAccess,
  label: name,
  value_type: type === 'number' ? 'numeric' : type,
});
