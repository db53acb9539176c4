import { many } from '../many.ts';

type Counted = (count: number, shown: string) => string;

/** Why a job left out, skipped or failed a contact, by the API's word for it. A reason that the service has and this has not does not pass the tests. */
const reasons = {
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

/** Why a whole job failed. */
const failures = {
  needs_preview: 'It had more contacts than may be changed without a preview, and has changed none.',
  select: 'Its contacts could not be selected.',
  totals: 'Its numbers do not add up. This is a fault of the service.',
  unknown_kind: 'The service does not know this kind of work.',
  expired: 'The preview was not run in time, and has changed nothing.',
  unreadable: 'A file of the import cannot be read.',
  file: 'The file could not be made. This is a fault of the service.',
  parts_gone: 'It was not ready within a day. Export again.',
};

const ofThem =
  (one: string, several: string): Counted =>
  (count, shown) =>
    `${shown} of them ${many(count, one, several)}.`;

/** What is to be known before a job is run. */
const warnings = {
  opted_out: ofThem('has opted out', 'have opted out'),
  brought_back: ofThem('had refused messages and becomes active', 'had refused messages and become active'),
  seen_this_week: ofThem('was heard from in the last 7 days', 'were heard from in the last 7 days'),
  dormant: ofThem('is dormant', 'are dormant'),
  non_active: ofThem('is not active', 'are not active'),
  no_change: ofThem('is so already: nothing changes', 'are so already: nothing changes'),
};

/** By the API's word for where a job was asked for. */
const origins = {
  api: 'The API',
  console: 'The console',
  sweep: 'The nightly sweep',
  service: 'The service',
};

/** What a job does, by its type of the API, with the name of its flow, group or field. */
const types = {
  flow_start: (name: string) => `Send through ${name}`,
  delete: (_: string) => 'Delete for good',
  add_to_group: (name: string) => `Add to ${name}`,
  remove_from_group: (name: string) => `Remove from ${name}`,
  set_field: (name: string) => `Set ${name}`,
  flag_dormant: (_: string) => 'Look for who has gone quiet',
  clear_group: (_: string) => 'Empty a group',
  populate_group: (name: string) => `Find the members of ${name}`,
  purge_archived: (_: string) => 'Delete who has been archived for long',
  refresh_groups: (_: string) => 'Move on groups with dates',
  repair: (_: string) => 'Evaluate groups again',
  import: (_: string) => 'Import contacts',
  export: (_: string) => 'Export contacts',
  undo: (_: string) => 'Undo',
};

export const jobs = {
  title: 'Jobs',
  progress: 'Progress',
  running: (shown: string) => `${shown} jobs running`,
  runningOne: (percent: string) => `1 job running, ${percent} %`,
  open: 'Show the job',
  leftOut: (count: number, shown: string, reason: string) => `${shown} ${many(count, 'is', 'are')} left out: ${reason}`,
  hint: 'All work over many contacts, with what became of each of them.',
  what: 'What',
  status: 'Status',
  people: 'Contacts',
  who: 'Asked by',
  when: 'Asked on',
  ended: 'Ended on',
  took: 'Took',
  from: 'From',
  service: 'The service',
  none: 'Nothing has been done to many contacts yet.',
  counting: 'Counting',
  doneOf: (done: string, total: string) => `${done} of ${total}`,
  rate: (shown: string) => `${shown} a second`,
  left: (time: string) => `${time} left`,
  details: 'Details',
  units: 'Write / read units used',
  foreseen: 'Foreseen cost and time',
  foreseenUnits: 'Foreseen write / read units',
  outcomes: 'What became of them',
  changed: 'Changed',
  unchanged: 'Were so already',
  skippedFor: (reason: string) => `Skipped: ${reason}`,
  failedFor: (reason: string) => `Failed: ${reason}`,
  excludedFor: (reason: string) => `Left out: ${reason}`,
  whom: 'Whom',
  outcome: 'Outcome',
  outcomeNames: {
    pending: 'Not yet',
    changed: 'Changed',
    unchanged: 'Was so already',
    skipped: 'Skipped',
    failed: 'Failed',
  },
  why: 'Why',
  nobodyYet: 'Nobody yet.',
  cancelJob: 'Cancel',
  steps: { run: 'Run', pause: 'Pause', resume: 'Resume', interrupt: 'Interrupt', undo: 'Undo' },
  statuses: {
    pending: 'Counting',
    ready: 'Preview',
    waiting: 'Scheduled',
    queued: 'Starting',
    started: 'Running',
    paused: 'Paused',
    completed: 'Completed',
    failed: 'Failed',
    interrupted: 'Interrupted',
  },
  origins,
  setStatus: {
    active: 'Restore',
    archived: 'Archive',
    blocked: 'Block',
    stopped: 'Stop',
  },
  types,
  reasons,
  failures,
  warnings,
};
