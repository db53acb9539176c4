import { ANSWERS_REQUESTS, type Feature, WORKSPACE_ITEMS } from './feature.ts';

/** Parses and explains contact queries. */
export const search: Feature = {
  name: 'search',
  entry: 'functions/search/search.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables }) {
    api.serve(fn, 'search');
    // A query can be tried on one contact.
    tables.contacts.grantRead(fn);
    tables.workspace.grantRead(fn);
    // Rate limits, and what was answered to requests with an Idempotency-Key.
    tables.workspace.grantWrite(fn, WORKSPACE_ITEMS);
  },
};
