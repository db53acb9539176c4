import * as z from 'zod/mini';
import { howSchema, refusalsSchema } from '../../shared/domain/imports/declared-refusals.ts';
import { FORMATS } from '../../shared/domain/imports/plan.ts';
import { ROW_REASONS } from '../../shared/domain/imports/record.ts';
import { REPORT_ROWS } from '../../shared/domain/imports/report.ts';
import { JOB_STATUSES } from '../../shared/domain/jobs/job.ts';
import { FIELD_TYPES } from '../../shared/domain/workspace.ts';
import { pageSchema } from '../../shared/lambda/http/answers.ts';
import { importPeopleSchema } from '../../shared/lambda/http/import-people.ts';
import { coded } from '../../shared/lambda/http/refusals.ts';
import type { AnswersOf } from '../endpoints.ts';

const mapping = z.record(z.string(), z.string());

const refused = z.object({
  file: z.string(),
  line: z.int(),
  reason: z.enum(ROW_REASONS),
  text: z.string(),
  column: z.nullable(z.string()),
  /** It says that somebody wants no messages, and nobody was found who gets none by it. */
  opts_out: z.boolean(),
});

/** All refused rows with one reason, column and kind of mend. */
const problem = z.object({
  code: z.enum(ROW_REASONS),
  text: z.string(),
  column: z.nullable(z.string()),
  rows: z.int(),
  /** Its cells may say that somebody has opted out: `run` is refused until another preview says what they mean. */
  blocks: z.boolean(),
  /** The most frequent cells, as they stand. */
  values: z.array(z.object({ value: z.string(), rows: z.int() })),
  /** To send with another preview, as `country` or as the `values` of the column; null: nothing is proposed. */
  mend: z.nullable(
    z.union([
      z.object({ country: z.string() }),
      z.object({ column: z.string(), values: z.record(z.string(), z.string()) }),
    ]),
  ),
});

const how = z.nullable(howSchema);

/** A column, or a file by its name, that may say who wants no messages; the most probable come first. */
const candidate = z.object({
  about: z.enum(['column', 'file']),
  name: z.string(),
  /** How this preview reads it; null: it says nothing. */
  how,
  proposal: how,
  /** `before`: the last import with the same columns was read so. */
  because: z.nullable(z.enum(['name', 'values', 'shape', 'before'])),
  /** A preview reads it so until somebody says in `refusals` who wants no messages. */
  preselected: z.boolean(),
  /** The commonest cells; `out`: whether they want no messages by `how`, else by `proposal`; null: nobody can say. */
  values: z.array(z.object({ value: z.string(), rows: z.int(), out: z.nullable(z.boolean()) })),
  /** How many different ones there are besides; null: too many. */
  others: z.nullable(z.int()),
  /** Rows without such a cell. */
  blank: z.int(),
});

/** What contacts consume that have one thing in common: new, changed or unchanged. */
const cost = z.object({ contacts: z.int(), write_units: z.number(), usd: z.number() });

const preview = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      format: z.enum(FORMATS),
      rows: z.int(),
      /** Everybody in it has opted out. */
      opted_out: z.boolean(),
      /** How a text in neither UTF-8 nor UTF-16 reads: as it was read, and then by other encodings to send instead. */
      readings: z.array(z.object({ encoding: z.string(), examples: z.array(z.string()) })),
    }),
  ),
  columns: z.array(
    z.object({
      column: z.string(),
      target: z.string(),
      examples: z.array(z.string()),
      /** What each example gives its contact, empty where the cell says it as well; null: its row is refused. */
      becomes: z.array(z.nullable(z.string())),
    }),
  ),
  /** The last import with the same columns, by which each is read that nobody has mapped; null: there is none. */
  columns_from: z.nullable(z.object({ import: z.uuid(), name: z.string(), on: z.string() })),
  candidates: z.array(candidate),
  /** What `refusals` must say anew before it can be run: columns and names; empty: nothing was said; null: it can. */
  asks: z.nullable(z.array(z.string())),
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  costs: z.object({ created: cost, updated: cost, unchanged: cost }),
  invalid: z.int(),
  duplicates: z.int(),
  people: importPeopleSchema,
  opt_outs: z.object({
    given: z.int(),
    kept: z.int(),
    /** Who has opted in since: the later word counts. */
    overtaken: z.int(),
    /** Rows that say that somebody wants no messages, and of whom nobody was found. */
    not_found: z.int(),
  }),
  new_fields: z.array(z.object({ name: z.string(), type: z.enum(FIELD_TYPES) })),
  new_groups: z.array(z.string()),
  new_smart_groups: z.array(z.object({ name: z.string(), query: z.string() })),
  warnings: z.array(z.string()),
  refused: z.array(refused),
  /** All refused rows by what is wrong with them: first what blocks the import, then most rows. */
  problems: z.array(problem),
});

/** The rows of an import as a file; `url` is good for an hour. */
export const reportSchema = z.object({
  import: z.uuid(),
  /** All with what became of each, or the refused ones as they are in their files. */
  rows: z.enum(REPORT_ROWS),
  status: z.enum(['making', 'made', 'failed']),
  asked_on: z.string(),
  file: z.nullable(
    z.object({
      name: z.string(),
      rows: z.int(),
      bytes: z.int(),
      kept_until: z.string(),
      url: z.nullable(z.string()),
    }),
  ),
  problem: z.nullable(z.string()),
});

/** With `Prefer: codes`, for what is said in words. */
const codes = z.object({
  problem: z.optional(coded),
  pull: z.optional(z.object({ problem: coded })),
  preview: z.optional(
    z.object({
      warnings: z.array(coded),
      refused: z.array(z.object({ text: coded })),
      problems: z.array(z.object({ text: coded })),
    }),
  ),
});

/** An import: how its files are read, the job that previews and runs it, and the preview's findings. */
export const importSchema = z.object({
  uuid: z.uuid(),
  name: z.string(),
  files: z.array(z.object({ name: z.string(), group: z.optional(z.nullable(z.string())) })),
  format: z.nullable(z.enum(FORMATS)),
  mapping,
  /** Who wants no messages; null: nobody has said, and it cannot be run unless its files say so themselves. */
  refusals: z.nullable(refusalsSchema),
  /** Who said so, and when; with the saved mapping that it is from. */
  refusals_by: z.nullable(
    z.object({ uuid: z.string(), name: z.nullable(z.string()), mapping: z.nullable(z.string()), on: z.string() }),
  ),
  encoding: z.nullable(z.string()),
  group: z.nullable(z.string()),
  country: z.nullable(z.string()),
  /** By column, what is read instead of a cell. */
  values: z.record(z.string(), z.record(z.string(), z.string())),
  /** Null for uploaded files. */
  pull: z.nullable(
    z.object({
      host: z.string(),
      since: z.nullable(z.string()),
      status: z.enum(['pulling', 'done', 'failed']),
      /** Contacts so far. */
      pulled: z.int(),
      /** Contacts whose addresses the source hides. */
      hidden_addresses: z.int(),
      problem: z.nullable(z.string()),
      waits_until: z.nullable(z.string()),
      started_on: z.string(),
    }),
  ),
  job: z.nullable(
    z.object({
      uuid: z.uuid(),
      status: z.enum(JOB_STATUSES),
      total: z.nullable(z.int()),
      changed: z.int(),
      token: z.nullable(z.string()),
    }),
  ),
  problem: z.nullable(z.string()),
  preview: z.optional(z.nullable(preview)),
  codes: z.optional(codes),
  created_on: z.string(),
});

/** An upload form: the fields, then the file as `file`, as multipart/form-data. */
const upload = z.object({ name: z.string(), url: z.string(), fields: z.record(z.string(), z.string()) });

const begun = z.extend(importSchema, { uploads: z.array(upload) });

export const answers: AnswersOf<'imports'> = {
  imports: { GET: { 200: pageSchema(importSchema) }, POST: { 201: begun, 202: importSchema } },
  import_reports: { GET: { 200: pageSchema(reportSchema) }, POST: { 202: reportSchema } },
  import_refusals: { GET: { 200: pageSchema(refused) } },
  import_mappings: {
    GET: { 200: pageSchema(z.object({ name: z.string(), mapping, refusals: z.nullable(refusalsSchema) })) },
  },
};
