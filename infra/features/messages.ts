import { ANSWERS_REQUESTS, type Feature, WORKSPACE_ITEMS } from './feature.ts';

/** Reads the messages that came in. */
export const messages: Feature = {
  name: 'messages',
  entry: 'functions/messages/messages.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables }) {
    api.serve(fn, 'messages');
    tables.contacts.grantRead(fn);
    tables.workspace.grantRead(fn);
    // Rate limits, and what was answered to requests with an Idempotency-Key.
    tables.workspace.grantWrite(fn, WORKSPACE_ITEMS);
  },
};
