import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { page } from '../../shared/lambda/page.ts';
import { uuidParam } from '../../shared/lambda/params.ts';

/** GET runs.json: always empty. Runs end at once and are not kept; ADR 010 says why, and where what they did is found. */
export const listRuns = endpoint({
  summary: 'List flow runs (none are kept)',
  scope: 'v2.runs',
  params: {
    flow: 'only runs of this flow',
    contact: 'only runs of this contact',
    uuid: 'only this run',
    before: 'modified at or before this time',
    after: 'modified at or after this time',
    cursor: 'which page, as next or previous of another page name it',
  },
  parse({ query }) {
    for (const name of ['flow', 'contact', 'uuid'] as const) uuidParam(query, name);
    return null;
  },
  handle: (_, context) => ok(page(context, [], null)),
});
