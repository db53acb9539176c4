import { formatInstant } from '../../shared/domain/instant.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { ShownPolicy } from './answers.schema.ts';

const UUID = '00000000-0000-4000-8000-000000000001';

/** The workspace's own stages as a policy: the flag of `dormancy_days`, and `purge_archived_after_days`. */
export function builtInPolicy(settings: Settings): ShownPolicy {
  const { dormancyDays, purgeArchivedAfterDays: purge = null, createdOn } = settings;
  const stage = { after: null, flow: null, group: null };
  const flag = { ...stage, do: 'flag', key: 'dormancy_days', days: dormancyDays } as const;
  const purging = { ...stage, do: 'delete', key: 'purge_archived_after_days', days: purge } as const;
  return {
    ...{ uuid: UUID, name: 'Workspace settings', builtin: true, position: 0, state: 'on', version: 1 },
    revision: 1,
    ...{ groups: null, query: null, exclude_groups: [], clock: 'last_seen', clock_field: null },
    stages: [
      { ...flag, words: `flag as dormant after ${dormancyDays} days without a sign of life` },
      ...(purge === null
        ? []
        : [{ ...purging, words: `delete for good who has been archived and quiet for ${purge} days` }]),
    ],
    ...{ hour: 0, weekdays: [], days_off: [], max_rate: null, brake_share: null, brake_contacts: null, wait_days: 8 },
    ...{ control_share: 0, control_group: null },
    ...{ begun_on: formatInstant(createdOn), created_on: formatInstant(createdOn), created_by: null },
  };
}
