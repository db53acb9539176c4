import { ANSWERS_REQUESTS, type Feature } from './feature.ts';

/** The contact fields of a workspace. */
export const fields: Feature = {
  name: 'fields',
  entry: 'functions/fields/http.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables }) {
    api.endpoint(fn, 'fields.json');
    tables.workspace.grantRead(fn);
    tables.workspace.grantWrite(fn);
  },
};
