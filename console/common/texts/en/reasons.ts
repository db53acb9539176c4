import { many } from './plural.ts';

type Counted = (count: number, shown: string) => string;

/** Why a job left out, skipped or failed a contact, by the API's reason. */
export const reasons = {
  duplicate: 'twice in the selection',
  deleted: 'deleted meanwhile',
  not_archived: 'not archived',
  status_changed: 'their status has changed meanwhile',
  seen_since: 'were heard from meanwhile',
  not_due: 'not archived or quiet for long enough',
  not_active: 'not active',
  seen: 'were heard from',
  flow_missing: 'the flow is gone',
  group_missing: 'the group is gone',
  field_missing: 'the field is gone',
  opted_out: 'opted out',
  changed_since: 'were changed by somebody since',
  no_history: 'it is not known what they were before',
  held: 'kept from every policy',
  control_group: 'in the control group',
  not_selected: 'not among those whom the policy is for',
  other_policy: 'another policy comes first',
  policy_over: 'their policy was switched off or changed meanwhile',
  non_active: 'not active',
  started_previously: 'were in this flow before',
  not_seen_since: 'were not heard from for too long',
  seen_within: 'were heard from lately',
  in_group: 'in a group that is left out',
  worker: 'given up after several attempts',
  flow_failed: 'the flow failed',
  too_costly: 'the flow took too much work',
  too_large: 'the contact would become too large',
  error: 'a fault of the service',
  too_many_jobs: 'in too many jobs at once',
  unknown_kind: 'unknown kind of work',
  address_taken: 'the address has come to another contact',
  rows_gone: 'the file of the import is gone',
};

export const failures = {
  needs_preview: 'It had more contacts than may be changed without a preview, and has changed none.',
  select: 'Its contacts could not be selected.',
  totals: 'Its numbers do not add up. This is a fault of the service.',
  unknown_kind: 'The service does not know this kind of work.',
  expired: 'The preview was not run in time, and has changed nothing.',
  unreadable: 'A file of the import cannot be read.',
  file: 'The file could not be made. This is a fault of the service.',
  parts_gone: 'It was not ready within a day. Export again.',
  declined: 'A second person declined it, and nothing was done.',
  unapproved: 'Nobody approved it in time, and nothing was done.',
};

const ofThem =
  (one: string, several: string): Counted =>
  (count, shown) =>
    `${shown} of them ${many(count, one, several)}.`;

/** What to know before a job runs. */
export const warnings = {
  opted_out: ofThem('has opted out', 'have opted out'),
  brought_back: ofThem('had refused messages and becomes active', 'had refused messages and become active'),
  seen_this_week: ofThem('was heard from in the last 7 days', 'were heard from in the last 7 days'),
  dormant: ofThem('is dormant', 'are dormant'),
  non_active: ofThem('is not active', 'are not active'),
  no_change: ofThem('stays unchanged', 'stay unchanged'),
};
