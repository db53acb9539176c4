import { ANSWERS_REQUESTS, type Feature, WORKSPACE_ITEMS } from './feature.ts';

/** Contacts themselves: lists, changes, deletion of one, and their history. */
export const contacts: Feature = {
  name: 'contacts',
  entry: 'functions/contacts/contacts.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables, hashKey }) {
    api.serve(fn, 'contacts');
    tables.contacts.grantRead(fn);
    tables.contacts.grantWrite(fn);
    tables.workspace.grantRead(fn);
    // Rate limits, and what was answered to requests with an Idempotency-Key.
    tables.workspace.grantWrite(fn, WORKSPACE_ITEMS);
    hashKey.grantRead(fn);
  },
};
