import { nameLists } from './carrier.ts';
import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Contacts: lists, changes, deletion of one, history, and export of one. */
export const contacts: Feature = {
  name: 'contacts',
  entry: 'functions/contacts/contacts.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, service) {
    const { api, tables, hashKey } = service;
    api.serve(fn, 'contacts');
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
    tables.contacts.grantIndexes(fn);
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
    // A query may ask which contacts ran through a flow.
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'E#', 'F#', 'J#', 'N#', 'O#');
    nameLists(fn, service);
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'F#');
    hashKey.grantRead(fn);
  },
};
