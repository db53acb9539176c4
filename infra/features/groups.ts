import { ANSWERS_REQUESTS, type Feature } from './feature.ts';

/** Groups; deleting one starts a job that takes its members out. */
export const groups: Feature = {
  name: 'groups',
  entry: 'functions/groups/http.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables, queues }) {
    api.endpoint(fn, 'groups.json');
    tables.workspace.grantRead(fn);
    tables.workspace.grantWrite(fn);
    queues.select.grantSend(fn);
  },
};
