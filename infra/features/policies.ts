import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Lifecycle policies. Their nights are part of `lifecycle`. */
export const policies: Feature = {
  name: 'policies',
  entry: 'functions/policies/policies.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, hashKey, tables }) {
    api.serve(fn, 'policies');
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
    tables.contacts.grantIndexes(fn);
    // A hold is a change of a contact.
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'J#', 'N#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'W#');
    // A query may look for an address.
    hashKey.grantRead(fn);
  },
};
