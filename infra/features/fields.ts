import { ANSWERS_REQUESTS, type Feature, WORKSPACE_ITEMS } from './feature.ts';

/** The contact fields of a workspace; another type starts jobs for the smart groups that look at the field. */
export const fields: Feature = {
  name: 'fields',
  entry: 'functions/fields/fields.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, queues, tables }) {
    api.serve(fn, 'fields');
    tables.workspace.grantRead(fn);
    tables.workspace.grantWrite(fn, WORKSPACE_ITEMS);
    queues.select.grantSend(fn);
  },
};
