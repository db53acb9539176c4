/** Measures two things in turn, so that other work on the machine affects both. */

import { perContact, readUsed, type Used } from './processor.ts';
import type { Running } from './running.ts';
import { table } from './table.ts';

export interface UsedByBoth {
  readonly bare: Used;
  readonly job: Used;
}

/** The result, with processor time and seconds until everything has followed. */
export async function timed(
  { service }: Running,
  contacts: number,
  act: () => Promise<number>,
): Promise<{ value: number; seconds: number; used: Used }> {
  const before = await readUsed(service.pid);
  const begun = performance.now();
  const value = await act();
  await service.idle(600);
  const seconds = (performance.now() - begun) / 1000;
  return { value, seconds, used: perContact(before, await readUsed(service.pid), contacts) };
}

/** The middle one of some numbers, or the mean of the two there. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2;
}

/** Users of more than a hundredth of a millisecond. */
export function usedTable(rounds: readonly { readonly used: UsedByBoth }[]): string {
  const of = (who: 'bare' | 'job', name: string): number => median(rounds.map(({ used }) => used[who].get(name) ?? 0));
  const names = new Set(rounds.flatMap(({ used }) => [...used.job.keys(), ...used.bare.keys()]));
  const lines = [...names].map((name) => ({ name, bare: of('bare', name), job: of('job', name) }));
  const shown = lines.filter(({ bare, job }) => bare + job >= 0.01).sort((a, b) => b.job - a.job);
  const sum = (who: 'bare' | 'job'): number => lines.reduce((ms, line) => ms + line[who], 0);
  return table([
    ['milliseconds of processor time a contact', 'bare client', 'job'],
    ...shown.map(({ name, bare, job }) => [name, bare.toFixed(2), job.toFixed(2)]),
    ['**together**', sum('bare').toFixed(2), sum('job').toFixed(2)],
    ['bare client / job', '', (sum('bare') / sum('job')).toFixed(2)],
  ]);
}
