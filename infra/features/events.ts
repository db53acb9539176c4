import { answers } from './feature.ts';

/** Incoming messages, opt-outs, and new conversations. */
export const events = answers('events', {}, (fn, { tables, hashKey }) => {
  tables.contacts.grantRead(fn, 'C#', 'I#', 'G#', 'X#');
  tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#', 'X#');
  hashKey.grantRead(fn);
});
