import * as z from 'zod/mini';
import { type Refused, ROW_REASONS, shared, unquoted } from '../../shared/domain/cells/record.ts';
import { unitsPrice } from '../../shared/domain/costs/work.ts';
import { type Fate, FORMATS, type Plan, peopleByFate } from '../../shared/domain/imports/plan.ts';
import type { RowProblem } from '../../shared/domain/imports/problems.ts';
import type { Candidate } from '../../shared/domain/imports/refusals.ts';
import { howSchema } from '../../shared/domain/imports/refusals.ts';
import { FIELD_TYPES } from '../../shared/domain/workspace.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { importPeopleSchema } from '../../shared/lambda/http/import-people.ts';
import { arrayOf, orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { sentenceOf } from '../../shared/lambda/http/refusals.ts';

/** What a preview is shown with. */
export interface ShowingPlan extends Pick<Plan, 'files'> {
  /** Whether cells are shown. */
  readonly quoting: boolean;
}

/**
 * Whether the caller may see cells: files have addresses, which an anonymous workspace hides from editors and viewers.
 */
export const quotes = ({ caller, assets }: RequestContext): boolean =>
  !assets.settings.anon || caller.role === 'administrator';

export const problemFor = (refused: Refused, quoting: boolean) => (quoting ? refused.problem : unquoted(refused));

export const refusedShown = presenter<Refused, ShowingPlan>()({
  file: [z.string(), ({ file }, { files }) => files[file]?.name ?? ''],
  line: z.int(),
  reason: z.enum(ROW_REASONS),
  text: [
    z.string(),
    (refused, { quoting }) => {
      const said = sentenceOf(problemFor(refused, quoting));
      return refused.column !== undefined && quoting ? `${refused.column}: ${said}` : said;
    },
  ],
  column: orNull(z.string()),
  /** It says that somebody wants no messages, and nobody was found who gets none by it. */
  opts_out: [z.boolean(), ({ lostOptOut = false }) => lostOptOut],
});

/** All refused rows with one reason, column and kind of mend. */
const problemShown = presenter<RowProblem, ShowingPlan>()({
  code: [z.enum(ROW_REASONS), ({ reason }) => reason],
  text: [z.string(), ({ reason }) => sentenceOf(shared(reason))],
  column: z.nullable(z.string()),
  rows: z.int(),
  /** Its cells may say that somebody has opted out: `run` is refused until another preview says what they mean. */
  blocks: [z.boolean(), ({ blocks = false }) => blocks],
  /** The most frequent cells, as they stand. */
  values: [
    z.array(z.object({ value: z.string(), rows: z.int() })),
    ({ values }, { quoting }) => (quoting ? values : []),
  ],
  /** To send with another preview, as `country` or as the `values` of the column; null: nothing is proposed. */
  mend: [
    z.nullable(
      z.union([
        z.object({ country: z.string() }),
        z.object({ column: z.string(), values: z.record(z.string(), z.string()) }),
      ]),
    ),
    ({ mend }, { quoting }) => (quoting || (mend !== null && 'country' in mend) ? mend : null),
  ],
});

/** A column, or a file by its name, that may say who wants no messages; the most probable come first. */
const candidateShown = presenter<Candidate, ShowingPlan>()({
  about: z.enum(['column', 'file']),
  name: z.string(),
  /** How this preview reads it; null: it says nothing. */
  how: z.nullable(howSchema),
  proposal: z.nullable(howSchema),
  /** `before`: the last import with the same columns was read so. */
  because: z.nullable(z.enum(['name', 'values', 'shape', 'before'])),
  /** A preview reads it so until somebody says in `refusals` who wants no messages. */
  preselected: z.boolean(),
  /** The commonest cells; `out`: whether they want no messages by `how`, else by `proposal`; null: nobody can say. */
  values: [
    z.array(z.object({ value: z.string(), rows: z.int(), out: z.nullable(z.boolean()) })),
    ({ values }, { quoting }) => (quoting ? values.map(({ out = null, ...value }) => ({ ...value, out })) : []),
  ],
  /** How many different ones there are besides; null: too many. */
  others: z.nullable(z.int()),
  /** Rows without such a cell. */
  blank: z.int(),
});

const fileShown = presenter<Plan['files'][number], ShowingPlan>()({
  name: z.string(),
  format: z.enum(FORMATS),
  rows: z.int(),
  /** Everybody in it has opted out. */
  opted_out: [z.boolean(), ({ optedOut = false }) => optedOut],
  /** How a text in neither UTF-8 nor UTF-16 reads: as it was read, and then by other encodings to send instead. */
  readings: [
    z.array(z.object({ encoding: z.string(), examples: z.array(z.string()) })),
    ({ readings = [] }, { quoting }) => readings.map((one) => (quoting ? one : { ...one, examples: [] })),
  ],
});

const columnShown = presenter<Plan['columns'][number], ShowingPlan>()({
  column: z.string(),
  target: z.string(),
  examples: [z.array(z.string()), ({ examples }, { quoting }) => (quoting ? examples : [])],
  /** What each example gives its contact, empty where the cell says it as well; null: its row is refused. */
  becomes: [z.array(z.nullable(z.string())), ({ becomes }, { quoting }) => (quoting ? becomes : [])],
});

/** What contacts consume that have one thing in common: new, changed or unchanged. */
const costShown = presenter<readonly [plan: Plan, fate: Fate]>()({
  contacts: [z.int(), ([plan, fate]) => plan[fate]],
  write_units: [z.number(), ([{ foreseen }, fate]) => foreseen[fate].writes],
  usd: [
    z.number(),
    ([{ foreseen }, fate]) => {
      const { reads, writes, follows } = foreseen[fate];
      return Number(unitsPrice({ readUnits: reads, writeUnits: writes + follows }).toPrecision(3));
    },
  ],
});

export const planShown = presenter<Plan, ShowingPlan>()({
  files: arrayOf(fileShown),
  columns: arrayOf(columnShown),
  /** The last import with the same columns, by which each is read that nobody has mapped; null: there is none. */
  columns_from: orNull(
    presenter<NonNullable<Plan['columnsFrom']>>()({ import: z.uuid(), name: z.string(), on: timestamp }),
  ),
  candidates: arrayOf(candidateShown),
  /** What `refusals` must say anew before it can be run: columns and names; empty: nothing was said; null: it can. */
  asks: [orNull(z.array(z.string())), ({ asking }) => asking?.names],
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  costs: [
    presenter<Plan>()({
      created: [costShown, (plan) => [plan, 'created'] as const],
      updated: [costShown, (plan) => [plan, 'updated'] as const],
      unchanged: [costShown, (plan) => [plan, 'unchanged'] as const],
    }),
    (plan) => plan,
  ],
  invalid: z.int(),
  duplicates: z.int(),
  people: [importPeopleSchema, (plan) => peopleByFate(plan, { ...plan.optOuts })],
  opt_outs: presenter<Plan['optOuts']>()({
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
  warnings: [z.array(z.string()), ({ warnings }) => warnings.map(sentenceOf)],
  refused: arrayOf(refusedShown),
  /** All refused rows by what is wrong with them: first what blocks the import, then most rows. */
  problems: arrayOf(problemShown),
});
