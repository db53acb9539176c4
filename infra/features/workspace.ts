import { ANSWERS_REQUESTS, type Feature } from './feature.ts';

const ENDPOINTS = [
  'workspace.json',
  'org.json',
  'settings.json',
  'tokens.json',
  'counts.json',
  'openapi.json',
  '.json',
];

/**
 * The workspace itself: settings, tokens, counts; and the answer to every path that is no endpoint. Another time zone
 * starts jobs for smart groups with dates.
 */
export const workspace: Feature = {
  name: 'workspace',
  entry: 'functions/workspace/workspace.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, queues, tables }) {
    for (const endpoint of ENDPOINTS) api.endpoint(fn, endpoint);
    api.everythingElse(fn);
    tables.workspace.grantRead(fn);
    tables.workspace.grantWrite(fn);
    queues.select.grantSend(fn);
  },
};
