import { many } from './plural.ts';

const days = (count: number): string => `${count} ${many(count, 'day', 'days')}`;

export const dormancy = {
  hint: (count: number) => `People who are not heard from for ${days(count)} are flagged dormant the next night.`,
  chart: 'Last seen, by month',
  earlier: 'Earlier',
  nobodyQuiet: 'Nobody has been quiet for so long.',
  days,
  threshold: (count: number) => `The line: ${days(count)} without a sign of life`,
  quiet: (people: number, shown: string, count: number) =>
    `${shown} ${many(people, 'person has', 'people have')} been quiet for more than ${days(count)}.`,
  archive: (count: number) => `Archive those quiet for more than ${days(count)}`,
  notSeen: 'Not seen for more than',
  sweeps: 'The nightly sweep',
  sweepNow: 'Sweep now',
  last: 'Last',
  next: 'Next',
  noSweep: 'None yet',
  swept: (when: string, count: number, shown: string) =>
    `${when}: ${shown} ${many(count, 'contact', 'contacts')} flagged or unflagged`,
};
