import * as z from 'zod/mini';
import { SEARCH_FOLDERS } from '../../../shared/domain/contacts/contact.ts';
import { addDays, formatInstant, type Instant, parseInstant } from '../../../shared/domain/instant.ts';
import { PUBLIC_BODIES } from '../../../shared/domain/jobs/kinds/index.ts';
import { MOST_DAYS_AHEAD } from '../../../shared/domain/jobs/scheduled-start.ts';
import { MOST_RATE } from '../../../shared/domain/limits/lanes.ts';
import { references } from '../../../shared/domain/references.ts';
import type { Refusal } from '../../../shared/domain/refusals/refusal.ts';
import { choice, flag, list, strict, text, whole } from '../../../shared/domain/schema.ts';
import { OUTCOMES } from '../../../shared/domain/selection/verdict.ts';
import { QUERY, TIME, URN, UUID } from '../../../shared/domain/text-forms.ts';
import type { Fields, Request } from '../../../shared/lambda/http/endpoint.ts';
import { exclude } from '../start/exclude.ts';
import { ACTIONS } from './forms.ts';

/** Without an offset, nobody could tell whether a time is in UTC or in the workspace's zone. */
const HAS_ZONE = /(Z|[+-]\d{2}(:?\d{2})?)$/i;

/** When a job is to begin: null for at once, undefined when not given or wrong. */
export function parseNotBefore({ given, errors, now }: JobRequest): Instant | null | undefined {
  const { not_before: text } = given;
  if (text === undefined || text === null) return text;
  const at = HAS_ZONE.test(text) ? parseInstant(text) : null;
  const problem = at === null ? ({ code: 'no_time' } as const) : problemOf(at, now);
  if (problem === null) return at;
  errors.add('not_before', problem);
  return undefined;
}

function problemOf(at: Instant, now: Instant): Refusal | null {
  if (at <= now) return { code: 'time_passed', now: formatInstant(now) };
  return at > addDays(now, MOST_DAYS_AHEAD) ? { code: 'begins_too_late', days: MOST_DAYS_AHEAD } : null;
}

/** Characters of what a second person says. */
const LONGEST_NOTE = 500;

const NAMED = ['groups', 'contacts', 'urns'];

const selection = strict(
  {
    folder: z.optional(choice(SEARCH_FOLDERS)),
    groups: z.optional(references('group')),
    contacts: z.optional(references('contact')),
    urns: z.optional(list(text({ max: 255, form: URN }))),
    query: z.optional(text({ max: 100_000, blank: true, trim: false, form: QUERY })),
    job: z.optional(text({ form: UUID })),
    outcome: z.optional(choice(OUTCOMES)),
    reason: z.optional(text()),
  },
  'a selection',
  { code: 'select_something' },
).check(
  z.meta({
    component: 'Selection',
    forms: [
      { name: 'folder', fields: ['folder'], required: ['folder'] },
      { name: 'query', fields: ['query', 'folder'], required: ['query'] },
      ...NAMED.map((name) => ({ name, fields: NAMED, required: [name], filled: [name] })),
      { name: 'job', fields: ['job', 'outcome', 'reason'], required: ['job', 'outcome'] },
    ],
  }),
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
  note: z.optional(text({ max: LONGEST_NOTE })),
  max_rate: z.optional(z.nullable(whole(1, MOST_RATE))),
  not_before: z.optional(z.nullable(text({ max: 100, form: TIME }))),
};

export type JobRequest = Request<'uuid', typeof body>;
export type GivenSelection = NonNullable<Fields<typeof body>['selection']>;
