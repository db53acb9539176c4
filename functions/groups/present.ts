import type * as z from 'zod/mini';
import type { GroupUses } from '../../shared/domain/groups/group-uses.ts';
import type { Group } from '../../shared/domain/workspace.ts';
import type { groupSchema } from './answers.schema.ts';

export const showGroup = (
  { uuid, name, query, status, system }: Group,
  counts: Readonly<Record<string, number>>,
): z.output<typeof groupSchema> => ({ uuid, name, query, status, system, count: counts[uuid] ?? 0 });

export const showGroupUses = ({ flows, policies }: GroupUses) => ({
  flows: [...flows],
  policies: [...policies],
});
