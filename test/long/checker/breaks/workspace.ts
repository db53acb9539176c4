import { type Break, beside, by, isJob, other } from './break.ts';

/** In jobs, counts and definitions. */
export const ON_WORKSPACE: readonly Break[] = [
  other(
    'jobs',
    'A job that counts one more',
    isJob,
    by(({ changed }) => ({ changed: changed + 1, total: 0 })),
  ),
  other(
    'jobs',
    'A job that counts another contact as changed',
    (item) => isJob(item) && item['changed'] > 0,
    by(({ changed, unchanged }) => ({ changed: changed - 1, unchanged: unchanged + 1 })),
  ),
  other(
    'stuck jobs',
    'A job that does not end',
    isJob,
    by(() => ({ status: 'started' })),
  ),
  other(
    'jobs',
    'A job that has ended on the list of open ones',
    isJob,
    beside(({ pk, uuid }) => ({ pk: 'J#open', sk: `${pk.split('#')[1]}#${uuid}` })),
  ),
  other(
    'jobs',
    'A job that has ended among the previews that wait',
    isJob,
    beside(({ pk, uuid }) => ({ pk: 'J#previews', sk: `0#${pk.split('#')[1]}#${uuid}` })),
  ),
  other(
    'jobs',
    'A slice that is open',
    ({ sk }) => sk.startsWith('SLICE#'),
    by(() => ({ state: 'open' })),
  ),
  other(
    'jobs',
    'A slice of another number',
    ({ sk }) => sk.startsWith('SLICE#'),
    by(({ count }) => ({ count: count + 1 })),
  ),
  other(
    'counts',
    'A count that is too high',
    ({ pk, sk }) => pk.startsWith('N#') && sk.startsWith('ROW#'),
    by(({ folders }) => ({ folders: { ...folders, active: 50 } })),
  ),
  other(
    'definitions',
    'A number of groups that is wrong',
    ({ sk }) => sk === 'SETTINGS',
    by(({ groupCount }) => ({ groupCount: groupCount + 1 })),
  ),
  other(
    'definitions',
    'A name that is taken by none',
    ({ sk }) => sk.startsWith('NAME#'),
    beside(({ sk }) => ({ sk: `${sk}x` })),
  ),
  other(
    'smart groups',
    'A smart group whose members are still looked for',
    ({ sk, query }) => sk.startsWith('GROUP#') && query,
    by(() => ({ status: 'evaluating' })),
  ),
  other(
    'smart groups',
    'A smart group with another query',
    ({ sk, query }) => sk.startsWith('GROUP#') && query,
    by(() => ({ query: 'age > 5' })),
  ),
  other(
    'dormancy',
    'A number of days by which contacts are dormant',
    ({ sk }) => sk === 'SETTINGS',
    by(() => ({ dormancyDays: -1 })),
  ),
];
