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

export const jobs = {
  title: 'Jobs',
  progress: 'Progress',
  running: (shown: string) => `${shown} jobs running`,
  runningOne: (percent: string) => `1 job running, ${percent} %`,
  open: 'Show the job',
  leftOut: (count: number, shown: string, reason: string) => `${shown} ${many(count, 'is', 'are')} left out: ${reason}`,
  reasons,
  warnings,
};
