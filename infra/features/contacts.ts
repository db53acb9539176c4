import type { FeatureFunction } from '../constructs/feature-function.ts';
import { nameLists } from './carrier.ts';
import { answers } from './feature.ts';

/** Every column of a million contacts takes a gigabyte (ADR 007). */
export const MEMORY = 3_008;

/** Tells a function from which size on workspaces are searched by a snapshot. */
export function nameSize(fn: FeatureFunction, snapshotsFrom: number): void {
  if (snapshotsFrom > 0) fn.setVariable('SNAPSHOTS_FROM', String(snapshotsFrom));
}

/** Contacts: lists, changes, deletion of one, history, and export of one. A query may ask which ran through a flow. */
export const contacts = answers(
  'contacts',
  { reads: ['E#', 'F#', 'J#', 'N#', 'O#'], writes: ['F#'], memory: MEMORY },
  (fn, service) => {
    const { files, queues, snapshotsFrom, tables, hashKey } = service;
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#', 'S#');
    tables.contacts.grantIndexes(fn);
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#', 'S#');
    // Actions on up to a hundred contacts.
    tables.contacts.grantUpdateMany(fn, 'C#');
    // Columns of snapshots, for searches.
    files.grantRead(fn, 'snapshots/');
    queues.snapshots.grantSend(fn);
    nameSize(fn, snapshotsFrom);
    nameLists(fn, service);
    hashKey.grantRead(fn);
  },
);
