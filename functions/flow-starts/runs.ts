import * as z from 'zod/mini';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { page, pageOf } from '../../shared/lambda/page.ts';
import { uuidParam } from '../../shared/lambda/params.ts';

const reference = z.object({ uuid: z.string(), name: z.nullable(z.string()) });

/** A run as TextIt shows it, so that clients find the shape they know. */
const runSchema = z.lazy(() =>
  z.object({
    uuid: z.uuid(),
    flow: reference,
    contact: reference,
    responded: z.boolean(),
    path: z.array(z.object({ node: z.string(), time: z.string() })),
    values: z.record(z.string(), z.unknown()),
    created_on: z.string(),
    modified_on: z.string(),
    exited_on: z.nullable(z.string()),
    exit_type: z.nullable(z.string()),
  }),
);

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
  answers: { 200: pageOf(runSchema) },
  handle(request) {
    for (const name of ['flow', 'contact', 'uuid'] as const) uuidParam(request.query, name);
    return Promise.resolve(ok(page(request, [], null)));
  },
});
