import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Contact fields. Another type starts jobs for the smart groups that use the field. */
export const fields: Feature = {
  name: 'fields',
  entry: 'functions/fields/fields.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, queues, tables }) {
    api.serve(fn, 'fields');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'J#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'W#', 'J#');
    queues.select.grantSend(fn);
  },
};
