import type { Guide } from './guides.ts';

/** The help of each screen, by the first part of its address, with the guide that tells more. */
export const TOPICS = {
  home: 'clean-up',
  contacts: 'clean-up',
  contact: 'opt-outs',
  groups: 'clean-up',
  flows: 'move-in',
  dormancy: 'clean-up',
  policies: 'clean-up',
  imports: 'imports',
  jobs: 'jobs',
  suppressions: 'opt-outs',
  erasures: 'delete',
  'audit-log': 'sign-in',
  settings: 'channels',
} as const satisfies Readonly<Record<string, Guide>>;

export type Topic = keyof typeof TOPICS;

/** The topic of an address; Home's where a screen has none. */
export function topicOf(path: string): Topic {
  const [first = ''] = path.split('/').slice(1);
  return Object.hasOwn(TOPICS, first) ? (first as Topic) : 'home';
}
