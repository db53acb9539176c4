import * as z from 'zod/mini';
import { APPROVAL_KINDS } from '../../shared/domain/approvals.ts';
import { STATUSES } from '../../shared/domain/contacts/contact.ts';
import { EXPORT_FORMATS } from '../../shared/domain/exports/file.ts';
import { AWAITED, JOB_STATUSES, ORIGINS } from '../../shared/domain/jobs/job.ts';
import { STEPS } from '../../shared/domain/jobs/steering.ts';
import { OUTCOMES } from '../../shared/domain/jobs/verdict.ts';
import { BRAKE_REASONS } from '../../shared/domain/policies/brake-reasons.ts';
import { codedSchema } from '../../shared/lambda/http/codes.schema.ts';
import { importPeopleSchema } from '../../shared/lambda/http/import-people.schema.ts';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

const tally = z.record(z.string(), z.int());

const named = z.object({ uuid: z.string(), name: z.nullable(z.string()) });

/** A job: by whom, for whom, what it does, progress and consumption. A preview has its estimate and examples. */
export const jobSchema = z.object({
  uuid: z.uuid(),
  type: z.string(),
  status: z.enum(JOB_STATUSES),
  reason: z.nullable(z.string()),
  total: z.nullable(z.int()),
  changed: z.int(),
  unchanged: z.int(),
  skipped: tally,
  failed: tally,
  errors: tally,
  error_samples: z.optional(
    z.array(
      z.object({
        kind: z.string(),
        contact: z.string(),
        node: z.nullable(z.string()),
        action: z.nullable(z.string()),
        text: z.string(),
      }),
    ),
  ),
  people: z.optional(importPeopleSchema),
  /** Of an import: rows that say that somebody wants no messages. */
  opt_outs: z.optional(
    z.object({
      found: z.int(),
      /** Nobody was found for them. */
      not_found: z.int(),
      /** Or overtaken, since the person has opted in. At the end the rest was not carried out, for any reason. */
      carried_out: z.int(),
    }),
  ),
  excluded: tally,
  warnings: z.optional(z.array(z.object({ code: z.string(), count: z.int(), text: z.string() }))),
  estimate: z.optional(
    z.object({ write_units: z.number(), read_units: z.number(), usd: z.number(), seconds: z.int() }),
  ),
  sample: z.optional(z.array(named)),
  slices: z.object({ total: z.int(), done: z.int() }),
  progress: z.object({ done: z.int(), rate: z.nullable(z.number()), seconds_left: z.nullable(z.int()) }),
  max_rate: z.nullable(z.int()),
  not_before: z.nullable(z.string()),
  /** `projection`: for the stream, which is behind, or has not erased everything that it deleted. */
  waiting_for: z.nullable(z.enum(AWAITED)),
  /** What it has consumed itself so far; `usd` is everything that AWS bills for it, as in `estimate`. */
  capacity: z.object({ read_units: z.number(), write_units: z.number(), usd: z.number() }),
  seconds: z.nullable(z.number()),
  /** What the caller may do with it, by its kind and their role. Its status may still refuse a step. */
  steps: z.array(z.enum(STEPS)),
  /** Of a job that waits for a second person, or did. */
  approval: z.optional(
    z.object({
      kind: z.enum([...APPROVAL_KINDS, 'brake']),
      /** Why a brake stopped it, the likeliest first; absent for other kinds. */
      reasons: z.optional(z.array(z.enum(BRAKE_REASONS))),
      asked_by: named,
      asked_on: z.string(),
      until: z.string(),
      decision: z.nullable(z.enum(['approved', 'declined'])),
      decided_by: z.nullable(named),
      decided_on: z.nullable(z.string()),
      note: z.nullable(z.string()),
    }),
  ),
  /** Of a job that carries out a stage of a policy. */
  policy: z.optional(
    z.object({
      uuid: z.uuid(),
      name: z.string(),
      version: z.int(),
      stage: z.string(),
      /** With more contacts it waits for an administrator. */
      most: z.nullable(z.int()),
      /** Who made this version, and who switched it on: neither is the second person. */
      made_by: z.optional(named),
      begun_by: z.optional(named),
    }),
  ),
  token: z.optional(z.string()),
  expires_on: z.optional(z.string()),
  created_by: z.nullable(named),
  origin: z.enum(ORIGINS),
  target: z.object({
    status: z.optional(z.enum(STATUSES)),
    group: z.optional(named),
    from: z.optional(named),
    flow: z.optional(named),
    field: z.optional(z.string()),
    language: z.optional(z.nullable(z.string())),
    format: z.optional(z.enum(EXPORT_FORMATS)),
    columns: z.optional(z.array(z.string())),
    job: z.optional(z.string()),
    days: z.optional(z.int()),
    dismissed: z.optional(z.record(z.string(), z.string())),
    /** Of an undo: why it lifts opt-outs. */
    reason: z.optional(z.string()),
  }),
  selection: z.object({
    /** Of an import: its uuid in imports.json. */
    import: z.optional(z.string()),
    text: z.nullable(z.string()),
    folder: z.optional(z.nullable(z.string())),
    query: z.optional(z.string()),
    groups: z.optional(z.array(named)),
    contacts: z.optional(z.int()),
    active_only: z.optional(z.boolean()),
    job: z.optional(z.string()),
    outcome: z.optional(z.enum(OUTCOMES)),
    reason: z.optional(z.string()),
    modified: z.optional(z.object({ from: z.string(), to: z.string() })),
    exclude: z.optional(
      z.object({
        non_active: z.optional(z.boolean()),
        in_a_flow: z.optional(z.boolean()),
        started_previously: z.optional(z.boolean()),
        not_seen_since_days: z.optional(z.int()),
        seen_within_days: z.optional(z.int()),
        groups: z.optional(z.array(named)),
      }),
    ),
  }),
  /** The file of a completed export. By the job's uuid its address is good for an hour, except for viewers. */
  file: z.optional(
    z.nullable(
      z.object({
        name: z.string(),
        rows: z.int(),
        deleted: z.int(),
        bytes: z.int(),
        kept_until: z.string(),
        url: z.nullable(z.string()),
        problem: z.nullable(z.string()),
        codes: z.optional(z.object({ problem: codedSchema })),
      }),
    ),
  ),
  contacts: z.string(),
  created_on: z.string(),
  modified_on: z.string(),
  started_on: z.nullable(z.string()),
  ended_on: z.nullable(z.string()),
});

const jobContactSchema = z.object({
  contact: named,
  outcome: z.enum(['pending', ...OUTCOMES]),
  reason: z.nullable(z.string()),
  error: z.nullable(z.string()),
});

export const answers: AnswersOf<'jobs'> = {
  jobs: { GET: { 200: pageSchema(jobSchema) }, POST: { 200: jobSchema, 202: jobSchema } },
  job_contacts: { GET: { 200: pageSchema(jobContactSchema) } },
};
