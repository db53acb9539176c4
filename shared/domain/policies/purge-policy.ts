import { NOTICE_DAYS } from '../dormancy/purge.ts';
import type { PolicyId } from '../ids.ts';
import type { Assets, Settings } from '../workspace.ts';
import { DEFAULT_BRAKE } from './defaults.ts';
import type { Policy } from './policy.ts';

/** The policy that every workspace has: its settings. */
export const BUILT_IN = '00000000-0000-4000-8000-000000000001' as PolicyId;
export const BUILT_IN_NAME = 'Workspace settings';

/** The stage that deletes archived contacts, by the name of its setting. */
export const PURGE_STAGE = 'purge_archived_after_days';

/** The nightly deletion of archived contacts as a policy, by which its brake says why it has so many. */
export const purgePolicy = ({ purgeArchivedAfterDays: days, purgesFrom, createdOn }: Settings): Policy => ({
  uuid: BUILT_IN,
  name: BUILT_IN_NAME,
  position: 0,
  state: typeof days === 'number' ? 'on' : 'off',
  version: 1,
  revision: 1,
  begunOn: purgesFrom ?? createdOn,
  rules: {
    selection: {},
    clock: { of: 'status', status: 'archived' },
    stages: [{ do: 'delete', key: PURGE_STAGE, ...(typeof days === 'number' && { days }) }],
    hour: 0,
    weekdays: [],
    daysOff: [],
    maxRate: null,
    brake: DEFAULT_BRAKE,
    waitDays: NOTICE_DAYS + 1,
    control: { share: 0 },
  },
  createdOn,
  createdBy: { id: 'system', name: '' },
});

/** The policies of a workspace, with the one that its settings are. */
export const allPolicies = ({ settings, policies = [] }: Pick<Assets, 'settings' | 'policies'>): readonly Policy[] => [
  purgePolicy(settings),
  ...policies,
];
