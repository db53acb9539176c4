import { ANSWERS_REQUESTS, type Feature, WORKSPACE_ITEMS } from './feature.ts';

/** What happens outside: messages that come in, opt-outs, new conversations. */
export const events: Feature = {
  name: 'events',
  entry: 'functions/events/events.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables, hashKey }) {
    api.serve(fn, 'events');
    tables.contacts.grantRead(fn);
    tables.contacts.grantWrite(fn);
    tables.workspace.grantRead(fn);
    // Rate limits, and what was answered to requests with an Idempotency-Key.
    tables.workspace.grantWrite(fn, WORKSPACE_ITEMS);
    hashKey.grantRead(fn);
  },
};
