import type { FeatureFunction } from '../constructs/feature-function.ts';
import { nameLists } from './carrier.ts';
import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Every column of a million contacts takes a gigabyte (ADR 007). */
export const MEMORY = 3_008;

/** Tells a function from which size on workspaces are searched by a snapshot. */
export function nameSize(fn: FeatureFunction, snapshotsFrom: number): void {
  if (snapshotsFrom > 0) fn.setVariable('SNAPSHOTS_FROM', String(snapshotsFrom));
}

/** Contacts: lists, changes, deletion of one, history, and export of one. */
export const contacts: Feature = {
  name: 'contacts',
  entry: 'functions/contacts/contacts.ts',
  ...ANSWERS_REQUESTS,
  memory: MEMORY,
  connect(fn, service) {
    const { api, files, queues, snapshotsFrom, tables, hashKey } = service;
    api.serve(fn, 'contacts');
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#', 'S#');
    tables.contacts.grantIndexes(fn);
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#', 'S#');
    // Actions on up to a hundred contacts.
    tables.contacts.grantUpdateMany(fn, 'C#');
    // Columns of snapshots, for searches.
    files.grantRead(fn, 'snapshots/');
    queues.snapshots.grantSend(fn);
    nameSize(fn, snapshotsFrom);
    // A query may ask which contacts ran through a flow.
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'E#', 'F#', 'J#', 'N#', 'O#');
    nameLists(fn, service);
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'F#');
    hashKey.grantRead(fn);
  },
};
