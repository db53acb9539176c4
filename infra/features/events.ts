import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Incoming messages, opt-outs, and new conversations. */
export const events: Feature = {
  name: 'events',
  entry: 'functions/events/events.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables, hashKey }) {
    api.serve(fn, 'events');
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#', 'X#');
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#', 'X#');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads);
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes);
    hashKey.grantRead(fn);
  },
};
