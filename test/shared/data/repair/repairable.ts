/** All that a repair can mend. */
import { type Break, breaksIn, by } from '../../../long/checker/break.ts';
import { ON_CONTACTS, ON_PLACES, ON_RECORDS } from '../../../long/checker/breaks.ts';
import type { Damaged, OfTable } from './damaged.ts';

/** Here nobody can tell what is right, or nothing is wrong but history, which is not rewritten. */
const UNDECIDED = [
  'An opt-out of an active contact',
  'An event of a version that is not there',
  'A contact that a job changed twice',
  // What was written into the ledger is never written again.
  'An entry of the erasure ledger with another token',
  'An entry of the erasure ledger that says it again',
];

const COUNTS = breaksIn('workspace', 'counts', [
  [
    'A base of counts that is too high',
    ({ pk, sk }) => pk.startsWith('N#') && sk === 'BASE',
    by(({ folders }) => ({ folders: { ...folders, active: 50 } })),
  ],
]);

export const BREAKS = [...ON_CONTACTS, ...ON_PLACES, ...ON_RECORDS, ...COUNTS].filter(
  ({ table, breaks }) => ['contacts', 'workspace'].includes(table) && !UNDECIDED.includes(breaks),
);

/** Breaks it at the first place where the checker notices. */
export async function breakOne(damaged: Damaged, { table, of, change }: Break): Promise<void> {
  const tables = await damaged.tables();
  for (const item of tables[table].filter((one) => of(one) && JSON.stringify(one).includes(damaged.workspace))) {
    await damaged.replace(table as OfTable, item, change(item, tables));
    if ((await damaged.wrong()).length > 0) return;
  }
  throw new Error('There is nothing to break');
}
