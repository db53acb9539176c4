import * as z from 'zod/mini';
import { PUBLIC_BODIES } from '../../../shared/domain/jobs/kinds/index.ts';
import { MOST_RATE } from '../../../shared/domain/jobs/pace.ts';
import { OUTCOMES } from '../../../shared/domain/jobs/verdict.ts';
import { references } from '../../../shared/domain/references.ts';
import { choice, flag, list, strict, text, whole } from '../../../shared/domain/schema.ts';
import { SEARCH_FOLDERS } from '../../../shared/domain/search/facts.ts';
import type { Fields, Request } from '../../../shared/lambda/endpoint.ts';
import { exclude } from '../start/exclude.ts';

/** Steps of a job, and actions that make a new job of it. */
export const ACTIONS = ['run', 'pause', 'resume', 'interrupt', 'undo', 'repeat'] as const;

const selection = strict(
  {
    folder: z.optional(choice(SEARCH_FOLDERS)),
    groups: z.optional(references()),
    contacts: z.optional(references()),
    urns: z.optional(list(text({ max: 255 }))),
    query: z.optional(text({ max: 100_000, blank: true, trim: false })),
    job: z.optional(text()),
    outcome: z.optional(choice(OUTCOMES)),
    reason: z.optional(text()),
  },
  'a selection',
  { code: 'select_something' },
);

/** The fields of every public kind, all optional. Only the kinds know their types. */
const ofKinds: Readonly<Record<never, never>> = Object.fromEntries(
  [...PUBLIC_BODIES.values()].flatMap(({ fields }) =>
    Object.entries(fields).map(([name, schema]) => [name, z.optional(schema)]),
  ),
);

/** The body of POST jobs.json: for a new job its type, that type's fields and a selection; for a step the rest. */
export const body = {
  type: z.optional(choice([...PUBLIC_BODIES.keys()])),
  ...ofKinds,
  selection: z.optional(selection),
  exclude: z.optional(exclude),
  preview: z.optional(flag()),
  action: z.optional(choice(ACTIONS)),
  token: z.optional(text()),
  count: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
  max_rate: z.optional(z.nullable(whole(1, MOST_RATE))),
  not_before: z.optional(z.nullable(text({ max: 100 }))),
};

export type JobRequest = Request<'uuid', typeof body>;
export type GivenSelection = NonNullable<Fields<typeof body>['selection']>;
