import type * as z from 'zod/mini';
import { readPull } from '../../shared/data/imports/index.ts';
import { readJob } from '../../shared/data/jobs/index.ts';
import { unitsPrice } from '../../shared/domain/costs/work.ts';
import { showRefusals } from '../../shared/domain/imports/declared-refusals.ts';
import { type Fate, type Import, type Plan, peopleByFate, problemKey } from '../../shared/domain/imports/plan.ts';
import type { RowProblem } from '../../shared/domain/imports/problems.ts';
import { type Refused, shared, unquoted } from '../../shared/domain/imports/record.ts';
import type { RefusalHow } from '../../shared/domain/imports/refusals.ts';
import type { Pull } from '../../shared/domain/imports/textit/pull.ts';
import { formatInstant, type Instant } from '../../shared/domain/instant.ts';
import type { Job } from '../../shared/domain/jobs/job.ts';
import { asOf } from '../../shared/domain/jobs/lifecycle.ts';
import { maySteer } from '../../shared/domain/jobs/steering.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { codeOf, sentenceOf } from '../../shared/lambda/http/refusals.ts';
import { readPart, readPlan } from '../../shared/services/packed-parts.ts';
import type { importSchema } from './answers.schema.ts';

type Shown = z.output<typeof importSchema>;
type ShownProblem = NonNullable<Shown['preview']>['problems'][number];

/** An import as imports.json shows it, with the preview's findings when `whole`. */
export async function showImport(imported: Import, context: RequestContext, { whole = false } = {}): Promise<Shown> {
  const { runtime, caller, now } = context;
  const { uuid, job: last } = imported;
  const stored = last === null ? null : await readJob(runtime.data, caller.workspace, last);
  const job = stored && asOf(stored, now);
  const problem = job?.reason === 'unreadable' ? await problemOf(imported, job, context) : null;
  const plan =
    whole && job !== null ? await readPlan(runtime.files, { workspace: job.workspace, uuid, job: job.uuid }) : null;
  const pull = imported.pull && ((await readPull(runtime.data, caller.workspace, uuid))?.pull ?? null);
  return {
    uuid,
    name: imported.name,
    files: imported.files.map(({ name, group }) => ({
      name,
      ...(group !== undefined && { group }),
    })),
    format: imported.format,
    mapping: { ...imported.mapping },
    ...showDeclared(imported),
    encoding: imported.encoding,
    group: imported.group,
    country: imported.country,
    values: { ...imported.values },
    pull: pull ? showPull(pull, now) : null,
    job: job && {
      uuid: job.uuid,
      status: job.status,
      total: job.total,
      changed: job.totals.changed,
      token: job.status === 'ready' && maySteer(job, 'run', caller) ? job.token : null,
    },
    problem: problem && sentenceOf(problem),
    ...(whole && { preview: plan && showPlan(plan, context) }),
    ...(context.codes && { codes: codesOfImport({ problem, pull, plan }, context) }),
    created_on: formatInstant(imported.createdOn),
  };
}

const showDeclared = ({ declared }: Import): Pick<Shown, 'refusals' | 'refusals_by'> => ({
  refusals: declared && showRefusals(declared.refusals),
  refusals_by: declared && {
    uuid: declared.by,
    name: declared.name,
    mapping: declared.mapping ?? null,
    on: formatInstant(declared.on),
  },
});

/** The codes of all texts of an import, in its own shape. */
const codesOfImport = ({ problem, pull, plan }: Said, context: RequestContext): Shown['codes'] => ({
  ...(problem !== null && { problem: codeOf(problem) }),
  ...(pull?.problem && { pull: { problem: codeOf(pull.problem) } }),
  ...(plan && {
    preview: {
      warnings: plan.warnings.map(codeOf),
      refused: plan.refused.map((one) => ({ text: codeOf(problemFor(one, context)) })),
      problems: plan.problems.map(({ reason }) => ({ text: codeOf(shared(reason)) })),
    },
  }),
});

interface Said {
  readonly problem: Refusal | null;
  readonly pull: Pull | null | undefined;
  readonly plan: Plan | null;
}

/** The progress of a pull, without its token. */
const showPull = (
  { host, since, status, startedOn, pulled, hidden, problem, notBefore }: Pull,
  now: Instant,
): Shown['pull'] => ({
  host,
  since,
  status,
  pulled,
  hidden_addresses: hidden,
  problem: problem && sentenceOf(problem),
  waits_until: notBefore !== null && notBefore > now ? formatInstant(notBefore) : null,
  started_on: formatInstant(startedOn),
});

async function problemOf(
  { uuid }: Import,
  { workspace, uuid: job }: Job,
  { runtime }: RequestContext,
): Promise<Refusal> {
  const stored = await readPart<{ problem: Refusal }>(runtime.files, problemKey({ workspace, uuid, job }));
  return stored?.problem ?? { code: 'import_unreadable' };
}

const showPlan = (plan: Plan, context: RequestContext): Shown['preview'] => ({
  files: plan.files.map(({ optedOut = false, readings = [], ...file }) => ({
    ...file,
    opted_out: optedOut,
    readings: readings.map(({ encoding, examples }) => ({ encoding, examples: quotes(context) ? [...examples] : [] })),
  })),
  ...showColumns(plan, quotes(context)),
  rows: plan.rows,
  created: plan.created,
  updated: plan.updated,
  unchanged: plan.unchanged,
  costs: showCosts(plan),
  invalid: plan.invalid,
  duplicates: plan.duplicates,
  people: peopleByFate(plan, { ...plan.optOuts }),
  opt_outs: {
    given: plan.optOuts.given,
    kept: plan.optOuts.kept,
    overtaken: plan.optOuts.overtaken,
    not_found: plan.optOuts.notFound,
  },
  new_fields: plan.newFields.map((field) => ({ ...field })),
  new_groups: [...plan.newGroups],
  new_smart_groups: plan.newSmartGroups.map((group) => ({ ...group })),
  warnings: plan.warnings.map(sentenceOf),
  refused: plan.refused.map((one) => showRefused(one, plan, context)),
  problems: plan.problems.map((one) => showProblem(one, quotes(context))),
});

function showProblem({ reason, column, rows, blocks, values, mend }: RowProblem, quoting: boolean): ShownProblem {
  const shown = { code: reason, text: sentenceOf(shared(reason)), column, rows, blocks: blocks === true };
  if (quoting) return { ...shown, values: values.map((one) => ({ ...one })), mend: mend && { ...mend } };
  return { ...shown, values: [], mend: mend !== null && 'country' in mend ? mend : null };
}

/** What the contacts of each fate consume together. */
function showCosts({ foreseen, ...counts }: Plan): NonNullable<Shown['preview']>['costs'] {
  const cost = (fate: Fate) => {
    const { reads, writes, follows } = foreseen[fate];
    const usd = Number(unitsPrice({ readUnits: reads, writeUnits: writes + follows }).toPrecision(3));
    return { contacts: counts[fate], write_units: writes, usd };
  };
  return { created: cost('created'), updated: cost('updated'), unchanged: cost('unchanged') };
}

/** Without cells for who may not see them; a plan of an earlier release has no candidates. */
const showColumns = ({ columns, columnsFrom, candidates = [], asking = null }: Plan, quoting: boolean) => ({
  columns_from: columnsFrom ? { ...columnsFrom, on: formatInstant(columnsFrom.on) } : null,
  asks: asking && [...asking.names],
  columns: columns.map(({ column, target, examples, becomes }) => ({
    column,
    target,
    examples: quoting ? [...examples] : [],
    becomes: quoting ? [...becomes] : [],
  })),
  candidates: candidates.map(({ how, proposal, values, ...one }) => ({
    ...one,
    how: shownHow(how),
    proposal: shownHow(proposal),
    values: quoting ? values.map(({ out = null, ...value }) => ({ ...value, out })) : [],
  })),
});

const shownHow = (how: RefusalHow | null) => (how === null || typeof how === 'string' ? how : [...how]);

/**
 * Whether the caller may see cells: files have addresses, which an anonymous workspace hides from editors and viewers.
 */
export const quotes = ({ caller, assets }: RequestContext): boolean =>
  !assets.settings.anon || caller.role === 'administrator';

const problemFor = (refused: Refused, context: RequestContext): Refusal =>
  quotes(context) ? refused.problem : unquoted(refused);

export function showRefused(refused: Refused, { files }: Pick<Plan, 'files'>, context: RequestContext) {
  const { file, line, reason, column = null, lostOptOut = false } = refused;
  const said = sentenceOf(problemFor(refused, context));
  return {
    file: files[file]?.name ?? '',
    line,
    reason,
    text: column !== null && quotes(context) ? `${column}: ${said}` : said,
    column,
    opts_out: lostOptOut,
  };
}
