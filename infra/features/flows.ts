import { ANSWERS_REQUESTS, type Feature } from './feature.ts';

/** Flows, and starting groups and contacts in them. */
export const flows: Feature = {
  name: 'flows',
  entry: 'functions/flows/http.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables, hashKey, queues }) {
    for (const endpoint of ['flows.json', 'flow_starts.json', 'definitions.json', 'runs.json'])
      api.endpoint(fn, endpoint);
    tables.contacts.grantRead(fn);
    // A start may name an address that nobody has yet: it becomes a contact.
    tables.contacts.grantWrite(fn);
    tables.workspace.grantRead(fn);
    tables.workspace.grantWrite(fn);
    hashKey.grantRead(fn);
    queues.select.grantSend(fn);
  },
};
