import * as z from 'zod/mini';
import { BRAKE_REASONS } from '../../shared/domain/policies/brake-reasons.ts';
import { POLICY_CLOCKS } from '../../shared/domain/policies/clock.ts';
import { type FieldName, POLICY_FIELDS } from '../../shared/domain/policies/fields.ts';
import { FIRST_NIGHTS, POLICY_STATES } from '../../shared/domain/policies/policy.ts';
import { STAGE_TYPES } from '../../shared/domain/policies/stage-rule.ts';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

const named = z.object({ uuid: z.uuid(), name: z.nullable(z.string()) });
const maker = z.object({ uuid: z.string(), name: z.nullable(z.string()) });
const day = z.string();

const stage = z.object({
  do: z.enum(STAGE_TYPES),
  key: z.string(),
  days: z.nullable(z.int()),
  after: z.nullable(z.int()),
  flow: z.nullable(z.uuid()),
  group: z.nullable(z.uuid()),
  /** What it does, in English. */
  words: z.string(),
});

const fields = Object.fromEntries(
  Object.entries(POLICY_FIELDS).map(([name, { answer }]) => [name, answer]),
) as unknown as { readonly [Name in FieldName]: (typeof POLICY_FIELDS)[Name]['answer'] };

export const rulesSchema = z.object({
  groups: z.nullable(z.array(named)),
  query: z.nullable(z.string()),
  exclude_groups: z.array(named),
  clock: z.enum(POLICY_CLOCKS),
  clock_field: z.nullable(z.string()),
  stages: z.array(stage),
  ...fields,
  control_group: z.nullable(named),
});

const nightSchema = z.object({
  day,
  version: z.int(),
  state: z.enum(POLICY_STATES),
  stages: z.array(
    z.object({
      stage: z.string(),
      job: z.nullable(z.uuid()),
      /** An earlier job of the stage was still open, so nothing was done. */
      waits: z.boolean(),
      /** In shadow: how many it would have taken. */
      contacts: z.nullable(z.int()),
      estimated: z.boolean(),
      /** In shadow: whether a first night would have as many, if it were switched on now; else why not. */
      first_night: z.nullable(z.enum(FIRST_NIGHTS)),
      sample: z.array(z.uuid()),
    }),
  ),
});

const versionSchema = z.extend(rulesSchema, { version: z.int(), on: z.string(), by: maker });

/** A job of a stage that has not ended; `reasons` say why a brake stopped it, the likeliest first. */
const waitingSchema = z.object({
  stage: z.string(),
  job: z.uuid(),
  status: z.string(),
  contacts: z.nullable(z.int()),
  most: z.nullable(z.int()),
  reasons: z.array(z.enum(BRAKE_REASONS)),
});

export const policySchema = z.extend(rulesSchema, {
  uuid: z.uuid(),
  name: z.string(),
  /** Its stages follow from the settings, where they are changed. */
  builtin: z.boolean(),
  position: z.int(),
  state: z.enum(POLICY_STATES),
  version: z.int(),
  /** Counts every change, also of its name, place and state. In a body, it keeps the changes of others. */
  revision: z.int(),
  begun_on: z.string(),
  created_on: z.string(),
  created_by: z.nullable(maker),
  /** Only with `uuid`: the last 60 nights, all versions, and what waits. */
  nights: z.optional(z.array(nightSchema)),
  versions: z.optional(z.array(versionSchema)),
  waiting: z.optional(z.array(waitingSchema)),
});

const previewSchema = z.object({
  /** Contacts with the clock's status that are old enough for the first stage, as far as the index says. */
  candidates: z.int(),
  /** Of these so many were read. The numbers below are of them. */
  looked_at: z.int(),
  stages: z.array(
    z.object({
      stage: z.string(),
      /** Would be taken in the next night. */
      at_once: z.int(),
      /** Would come to this stage later. */
      later: z.int(),
      sample: z.array(z.uuid()),
    }),
  ),
  /** Stand in the present version, and would be in no stage of this one. */
  leave: z.int(),
  not_for: z.object({ held: z.int(), control_group: z.int(), not_selected: z.int(), other_policy: z.int() }),
  /** The next night, as far as it was looked at. */
  cost: z.object({ read_units: z.number(), write_units: z.number(), usd: z.number() }),
});

const policyContactSchema = z.object({
  contact: z.uuid(),
  hold: z.nullable(z.object({ on: z.string(), by: z.string(), reason: z.nullable(z.string()) })),
  /** The stage that took the contact last, whether it still counts or not. */
  last: z.nullable(
    z.object({
      policy: z.uuid(),
      name: z.nullable(z.string()),
      version: z.int(),
      stage: z.string(),
      on: z.string(),
      stands: z.boolean(),
    }),
  ),
  sending_stopped: z.boolean(),
  /** The policy that is for the contact; null: none. */
  policy: z.nullable(z.object({ uuid: z.uuid(), name: z.string(), version: z.int() })),
  next: z.nullable(
    z.object({ stage: z.string(), words: z.string(), on: day, clock: z.string(), clock_on: z.string() }),
  ),
});

export const answers: AnswersOf<'policies'> = {
  policies: {
    GET: { 200: pageSchema(policySchema) },
    POST: { 200: policySchema, 201: policySchema },
    DELETE: { 204: null },
  },
  policy_previews: { POST: { 200: previewSchema } },
  policy_contacts: { GET: { 200: policyContactSchema }, POST: { 200: policyContactSchema } },
};

export type ShownRules = z.output<typeof rulesSchema>;
export type ShownPolicy = z.output<typeof policySchema>;
export type ShownPreview = z.output<typeof previewSchema>;
export type ShownPolicyContact = z.output<typeof policyContactSchema>;
