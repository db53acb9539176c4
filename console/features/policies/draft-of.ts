import type { paths } from '../../common/api/schema.d.ts';
import { type Draft, WEEKDAYS } from './draft.ts';

type Policies = paths['/api/v2/policies.json']['get']['responses'][200]['content']['application/json'];
type Version = NonNullable<Policies['results'][number]['versions']>[number];
/** What a policy and each of its versions say. */
type Rules = Omit<Version, 'version' | 'on' | 'by'>;

/** The draft that says what a policy says, so that the form can change it. */
export const draftOf = (policy: Rules): Draft => ({
  clock: policy.clock,
  field: policy.clock_field,
  groups: policy.groups?.map(({ uuid }) => uuid) ?? null,
  query: policy.query ?? '',
  excluded: policy.exclude_groups.map(({ uuid }) => uuid),
  stages: policy.stages.map(({ do: type, key, days, after, flow, group }, at) => ({
    ...{ id: at + 1, do: type, key, days, after, flow, group },
  })),
  hour: policy.hour,
  weekdays: policy.weekdays.length === 0 ? WEEKDAYS : policy.weekdays,
  daysOff: policy.days_off,
  maxRate: policy.max_rate,
  brakeShare: policy.brake_share,
  brakeContacts: policy.brake_contacts,
  waitDays: policy.wait_days,
  controlShare: policy.control_share,
  controlGroup: policy.control_group?.uuid ?? null,
});
