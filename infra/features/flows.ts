import { answers, type Feature } from './feature.ts';

/** Flow definitions. An import may bring smart groups, whose members a job finds. */
const http = answers('flows', { reads: ['J#'], writes: ['W#', 'J#'] }, (fn, { queues }) => {
  queues.select.grantSend(fn);
});

/** Starts of groups and contacts in flows. */
const starts = answers('flow-starts', { reads: ['J#'], writes: ['J#'] }, (fn, { tables, hashKey, queues }) => {
  tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
  tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
  // A start may name an address without a contact, which is then created.
  hashKey.grantRead(fn);
  queues.select.grantSend(fn);
});

export const flows: readonly Feature[] = [http, starts];
