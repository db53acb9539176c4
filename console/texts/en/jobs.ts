import { many } from '../many.ts';

type Counted = (count: number, shown: string) => string;

/** By reason of the API; a reason that is not here is shown as it is. */
const reasons: Readonly<Record<string, string>> = {
  duplicate: 'twice in the selection',
  deleted: 'deleted meanwhile',
  not_archived: 'not archived',
  status_changed: 'their status has changed meanwhile',
  seen_since: 'were heard from meanwhile',
  not_active: 'not active',
  seen: 'were heard from',
  flow_missing: 'the flow is gone',
  opted_out: 'opted out',
  blocked: 'blocked',
  excluded: 'excluded',
  started_before: 'were in this flow before',
  worker: 'given up after several attempts',
  flow_failed: 'the flow failed',
  too_costly: 'the flow took too much work',
  too_large: 'the contact would become too large',
  error: 'a fault of the service',
  too_many_jobs: 'in too many jobs at once',
  unknown_kind: 'unknown kind of work',
};

/** By code of the API; a code that is not here is shown in the API's own words. */
const warnings: Readonly<Record<string, Counted | undefined>> = {
  opted_out: (_, shown) => `${shown} of them opted out`,
};

/** By the API's word for where a job was asked for. */
const origins: Readonly<Record<string, string>> = {
  api: 'The API',
  console: 'The console',
  sweep: 'The nightly sweep',
  service: 'The service',
};

/** By type of the API; a type that is not here is shown as it is. */
const types: Readonly<Record<string, (name: string) => string>> = {
  start: (name) => `Send through ${name}`,
  flow_start: (name) => `Send through ${name}`,
  delete: () => 'Delete for good',
  add_to_group: (name) => `Add to ${name}`,
  remove_from_group: (name) => `Remove from ${name}`,
  set_field: () => 'Set a field',
  flag_dormant: () => 'Look for who has gone quiet',
  clear_group: () => 'Empty a group',
  populate_group: (name) => `Find the members of ${name}`,
  turn_groups: () => 'Move on groups with dates',
  repair_groups: () => 'Evaluate groups again',
  undo: () => 'Undo',
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
  steps: { pause: 'Pause', resume: 'Resume', interrupt: 'Interrupt', undo: 'Undo' },
  statuses: {
    pending: 'Counting',
    ready: 'Preview',
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
  warnings,
};
