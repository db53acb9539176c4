import { answers } from './feature.ts';

/** Lifecycle policies. Their nights are part of `lifecycle`. */
export const policies = answers('policies', { reads: ['J#', 'N#'], writes: ['W#'] }, (fn, { hashKey, tables }) => {
  tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
  tables.contacts.grantIndexes(fn);
  // A hold is a change of a contact.
  tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
  // A query may look for an address.
  hashKey.grantRead(fn);
});
