import type { Data } from '../../data/dynamo/index.ts';
import { pageCandidates, selectsAny } from '../../data/jobs/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { agedContacts } from '../../domain/policies/candidates.ts';
import { localDay } from '../../domain/policies/days.ts';
import { isUnwarned } from '../../domain/policies/due.ts';
import type { FirstNight, Policy } from '../../domain/policies/policy.ts';
import type { Settings } from '../../domain/workspace.ts';

/**
 * What the numbers of a shadow say of the night that would be the first, if the policy were switched on now: for each
 * stage in order. 0.5 read units for each partition of the index: whether anybody came to the day of the first stage
 * before today.
 */
export async function firstNightOf(
  data: Data,
  workspace: WorkspaceId,
  { rules }: Policy,
  { settings: { timezone }, now }: { readonly settings: Pick<Settings, 'timezone'>; readonly now: Instant },
): Promise<readonly FirstNight[]> {
  const later = rules.stages.slice(1).map((): FirstNight => 'later');
  if (isUnwarned(rules, 0)) return ['waits', ...later];
  const yesterday = { through: null, day: localDay(timezone, now) - 1, timezone };
  const selection = agedContacts(rules.clock, yesterday, rules.stages[0]?.days ?? 0);
  const isAnybody =
    'folder' in selection
      ? await selectsAny(data, { workspace, selection })
      : (await pageCandidates(data, workspace, { selection, now, most: 1 })).uuids.length > 0;
  return [isAnybody ? 'overdue' : 'same', ...later];
}
