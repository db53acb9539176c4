import * as z from 'zod/mini';
import { unreadyGroupProblem } from '../../../shared/domain/groups/unready-groups.ts';
import { findGroups, references } from '../../../shared/domain/references.ts';
import { isRefusal, type Refusal } from '../../../shared/domain/refusals/refusal.ts';
import { flag, strict, whole } from '../../../shared/domain/schema.ts';
import type { Leaving } from '../../../shared/domain/selection/exclusions.ts';
import type { Assets } from '../../../shared/domain/workspace.ts';

const days = () => z.optional(whole(1, 3_650));

export const exclude = strict(
  {
    non_active: z.optional(flag()),
    in_a_flow: z.optional(flag()),
    started_previously: z.optional(flag()),
    not_seen_since_days: days(),
    seen_within_days: days(),
    groups: z.optional(references('group')),
  },
  'an exclude',
  { code: 'not_object' },
);

/** With its groups found, or what is wrong with one of them. */
export function parseExclude(given: z.output<typeof exclude>, assets: Assets): Leaving | Refusal {
  const found = findGroups(given.groups ?? [], assets);
  if (isRefusal(found)) return found;
  const refusal = unreadyGroupProblem(found);
  if (refusal !== null) return refusal;
  return {
    ...(given.non_active && { nonActive: true }),
    ...(given.in_a_flow && { inAFlow: true }),
    ...(given.started_previously && { startedPreviously: true }),
    ...(given.not_seen_since_days !== undefined && { notSeenSinceDays: given.not_seen_since_days }),
    ...(given.seen_within_days !== undefined && { seenWithinDays: given.seen_within_days }),
    ...(found.length > 0 && { groups: found.map(({ uuid }) => uuid) }),
  };
}
