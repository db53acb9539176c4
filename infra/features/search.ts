import { ANSWERS_REQUESTS, type Feature } from './feature.ts';

/** Parses and explains contact queries. */
export const search: Feature = {
  name: 'search',
  entry: 'functions/search/http.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables }) {
    api.endpoint(fn, 'queries.json');
    tables.workspace.grantRead(fn);
  },
};
