import type { PolicyId } from '../ids.ts';
import type { Assets, Settings } from '../workspace.ts';
import type { Policy } from './policy.ts';
import { NOTICE_DAYS } from './purge.ts';
import type { StageRule } from './stage-rule.ts';
import { DEFAULT_BRAKE } from './stage-rule.ts';

export const BUILT_IN = '00000000-0000-4000-8000-000000000001' as PolicyId;

/** The stage that deletes archived contacts, by the name of its setting. */
export const PURGE_STAGE = 'purge_archived_after_days';

/** The policy that every workspace has: its settings. Its nights are `sweep.ts` and `purge.ts` of the service. */
export function builtInPolicy({ dormancyDays, createdOn, ...settings }: Settings): Policy {
  const { purgeArchivedAfterDays: purge = null, purgesFrom, purgesBy } = settings;
  const stages: readonly StageRule[] = [
    { do: 'flag', key: 'dormancy_days', days: dormancyDays },
    ...(purge === null ? [] : [{ do: 'delete', key: PURGE_STAGE, days: purge } as const]),
  ];
  return {
    uuid: BUILT_IN,
    name: 'Workspace settings',
    position: 0,
    state: 'on',
    version: 1,
    revision: 1,
    begunOn: purgesFrom ?? createdOn,
    ...(purgesBy && { begunBy: purgesBy }),
    rules: {
      selection: {},
      clock: { of: 'status', status: 'archived' },
      stages,
      hour: 0,
      weekdays: [],
      daysOff: [],
      maxRate: null,
      // The flag has none: any sign of life takes it off.
      brake: purge === null ? { share: null, contacts: null } : DEFAULT_BRAKE,
      waitDays: NOTICE_DAYS + 1,
      control: { share: 0 },
    },
    createdOn,
    createdBy: { id: 'system', name: '' },
  };
}

/** The policies of a workspace, with the one that its settings are. */
export const allPolicies = ({ settings, policies = [] }: Pick<Assets, 'settings' | 'policies'>): readonly Policy[] => [
  builtInPolicy(settings),
  ...policies,
];
