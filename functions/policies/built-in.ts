import { formatInstant } from '../../shared/domain/instant.ts';
import { shownFields } from '../../shared/domain/policies/fields.ts';
import { BUILT_IN, BUILT_IN_NAME, PURGE_STAGE, purgePolicy } from '../../shared/domain/policies/purge-policy.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { ShownPolicy } from './answers.schema.ts';

/** The workspace's own stages as a policy: the flag of `dormancy_days`, and `purge_archived_after_days`. */
export function builtInPolicy(settings: Settings): ShownPolicy {
  const { dormancyDays, purgeArchivedAfterDays: purge = null, createdOn } = settings;
  const stage = { after: null, flow: null, group: null };
  const flag = { ...stage, do: 'flag', key: 'dormancy_days', days: dormancyDays } as const;
  const purging = { ...stage, do: 'delete', key: PURGE_STAGE, days: purge } as const;
  return {
    ...{ uuid: BUILT_IN, name: BUILT_IN_NAME, builtin: true, position: 0, state: 'on', version: 1 },
    revision: 1,
    ...{ groups: null, query: null, exclude_groups: [], clock: 'last_seen', clock_field: null },
    stages: [
      { ...flag, words: `flag as dormant after ${dormancyDays} days without a sign of life` },
      ...(purge === null
        ? []
        : [{ ...purging, words: `delete for good who has been archived and quiet for ${purge} days` }]),
    ],
    ...shownFields(purgePolicy(settings).rules),
    ...(purge === null && { brake_share: null, brake_contacts: null }),
    control_group: null,
    ...{ begun_on: formatInstant(createdOn), created_on: formatInstant(createdOn), created_by: null },
  };
}
