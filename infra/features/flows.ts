import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Flow definitions. An import may bring smart groups, whose members a job finds. */
const http: Feature = {
  name: 'flows',
  entry: 'functions/flows/flows.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables, queues }) {
    api.serve(fn, 'flows');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'J#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'W#', 'J#');
    queues.select.grantSend(fn);
  },
};

/** Starts of groups and contacts in flows. */
const starts: Feature = {
  name: 'flow-starts',
  entry: 'functions/flow-starts/flow-starts.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables, hashKey, queues }) {
    api.serve(fn, 'flow-starts');
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'J#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'J#');
    // A start may name an address without a contact, which is then created.
    hashKey.grantRead(fn);
    queues.select.grantSend(fn);
  },
};

export const flows: readonly Feature[] = [http, starts];
