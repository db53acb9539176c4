import { ANSWERS_REQUESTS, type Feature, WORKSPACE_ITEMS } from './feature.ts';

/** Flow definitions; an import may bring smart groups, whose members a job finds. */
const http: Feature = {
  name: 'flows',
  entry: 'functions/flows/flows.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables, queues }) {
    api.serve(fn, 'flows');
    tables.workspace.grantRead(fn);
    tables.workspace.grantWrite(fn, WORKSPACE_ITEMS);
    queues.select.grantSend(fn);
  },
};

/** Starting groups and contacts in flows. */
const starts: Feature = {
  name: 'flow-starts',
  entry: 'functions/flow-starts/flow-starts.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables, hashKey, queues }) {
    api.serve(fn, 'flow-starts');
    tables.contacts.grantRead(fn);
    // A start may name an address that no contact has yet: it becomes a contact.
    tables.contacts.grantWrite(fn);
    tables.workspace.grantRead(fn);
    tables.workspace.grantWrite(fn, WORKSPACE_ITEMS);
    hashKey.grantRead(fn);
    queues.select.grantSend(fn);
  },
};

export const flows: readonly Feature[] = [http, starts];
