import type * as z from 'zod/mini';
import type { FieldUses } from '../../shared/domain/field-uses.ts';
import type { Field } from '../../shared/domain/workspace.ts';
import type { fieldSchema } from './answers.schema.ts';
import type { UseCounts } from './field-uses.ts';

/** There are no campaigns here, so none uses a field. */
export const showField = (
  { key, name, type, featured, priority, agentAccess, archived }: Field,
  { flows, groups }: UseCounts,
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
  ...(archived === true && { archived }),
});

export const showFieldUses = ({ groups, flows, policies, searches, mappings }: FieldUses) => ({
  groups: [...groups],
  flows: [...flows],
  policies: [...policies],
  searches: [...searches],
  mappings: [...mappings],
});
