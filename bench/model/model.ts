import type { Demand } from './jobs.ts';
import { type Limits, PARTITIONS } from './limits.ts';

interface Estimate {
  readonly contactsASecond: number;
  readonly bound: string;
}

/** Contacts a second of a job in one workspace, as the scarcest resource allows. */
export function estimate({ table, indexes, partitions, read }: Demand, limits: Limits): Estimate {
  const rates: readonly (readonly [bound: string, rate: number])[] = [
    ['the table', limits.write / table],
    ...Object.entries(indexes).map(([index, units]) => [`the index ${index}`, limits.write / units] as const),
    ...Object.entries(partitions).map(
      ([set, units]) => [`${PARTITIONS} partitions: ${set}`, (PARTITIONS * limits.partition) / units] as const,
    ),
    ['reads', limits.read / read],
    [`${limits.workers} workers`, limits.workers * limits.contactsAWorker],
  ];
  const [bound, contactsASecond] = rates.reduce((least, one) => (one[1] < least[1] ? one : least));
  return { bound, contactsASecond };
}

/** Seconds until so many contacts are done. */
export const secondsFor = (contacts: number, job: Demand, limits: Limits): number =>
  contacts / estimate(job, limits).contactsASecond;
