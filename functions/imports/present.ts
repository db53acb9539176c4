import * as z from 'zod/mini';
import { readPull } from '../../shared/data/imports/index.ts';
import { readJob } from '../../shared/data/jobs/index.ts';
import { shared } from '../../shared/domain/cells/record.ts';
import { FORMATS, type Import, type Plan, problemKey } from '../../shared/domain/imports/plan.ts';
import type { Declared } from '../../shared/domain/imports/refusals.ts';
import { refusalsSchema } from '../../shared/domain/imports/refusals.ts';
import type { Pull } from '../../shared/domain/imports/textit/pull.ts';
import { JOB_STATUSES, type Job } from '../../shared/domain/jobs/job.ts';
import { asOf } from '../../shared/domain/jobs/lifecycle.ts';
import { maySteer } from '../../shared/domain/jobs/steering.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { optional, orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { coded, codeOf, sentenceOf } from '../../shared/lambda/http/refusals.ts';
import { readPart, readPlan } from '../../shared/services/packed-parts.ts';
import { planShown, problemFor, quotes, type ShowingPlan } from './present-plan.ts';

interface Showing extends Pick<RequestContext, 'caller' | 'now' | 'codes'>, ShowingPlan {
  readonly job: Job | null;
  readonly problem: Refusal | null;
  readonly pull: Pull | null;
  /** Undefined: not asked for. */
  readonly plan: Plan | null | undefined;
}

const declaredShown = presenter<Declared>()({
  uuid: [z.string(), ({ by }) => by],
  name: z.nullable(z.string()),
  mapping: orNull(z.string()),
  on: timestamp,
});

/** The progress of a pull, without its token. */
const pullShown = presenter<Pull, Pick<Showing, 'now'>>()({
  host: z.string(),
  since: z.nullable(z.string()),
  status: z.enum(['pulling', 'done', 'failed']),
  /** Contacts so far. */
  pulled: z.int(),
  /** Contacts whose addresses the source hides. */
  hidden_addresses: [z.int(), ({ hidden }) => hidden],
  problem: [z.nullable(z.string()), ({ problem }) => problem && sentenceOf(problem)],
  waits_until: [
    orNull(timestamp),
    ({ notBefore }, { now }) => (notBefore !== null && notBefore > now ? notBefore : null),
  ],
  started_on: timestamp,
});

const jobShown = presenter<Job, Pick<Showing, 'caller'>>()({
  uuid: z.uuid(),
  status: z.enum(JOB_STATUSES),
  total: z.nullable(z.int()),
  changed: [z.int(), ({ totals }) => totals.changed],
  token: [
    z.nullable(z.string()),
    (job, { caller }) => (job.status === 'ready' && maySteer(job, 'run', caller) ? job.token : null),
  ],
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
const importShown = presenter<Import, Showing>('Import')({
  uuid: z.uuid(),
  name: z.string(),
  files: z.array(z.object({ name: z.string(), group: z.optional(z.nullable(z.string())) })),
  format: z.nullable(z.enum(FORMATS)),
  mapping: z.record(z.string(), z.string()),
  /** Who wants no messages; null: nobody has said, and it cannot be run unless its files say so themselves. */
  refusals: [orNull(refusalsSchema), ({ declared }) => declared?.refusals],
  /** Who said so, and when; with the saved mapping that it is from. */
  refusals_by: [orNull(declaredShown), ({ declared }) => declared],
  encoding: z.nullable(z.string()),
  group: z.nullable(z.string()),
  country: z.nullable(z.string()),
  /** By column, what is read instead of a cell. */
  values: z.record(z.string(), z.record(z.string(), z.string())),
  /** Null for uploaded files. */
  pull: [orNull(pullShown), (_, { pull }) => pull],
  job: [orNull(jobShown), (_, { job }) => job],
  problem: [z.nullable(z.string()), (_, { problem }) => problem && sentenceOf(problem)],
  preview: [optional(orNull(planShown)), (_, { plan }) => plan],
  codes: [optional(codes), (_, showing) => (showing.codes ? codesOf(showing) : undefined)],
  created_on: timestamp,
});

export const importSchema = importShown.schema;

/** An import as imports.json shows it, with the preview's findings when `whole`. */
export async function showImport(imported: Import, context: RequestContext, { whole = false } = {}) {
  const { runtime, caller } = context;
  const { uuid, job: last } = imported;
  const stored = last === null ? null : await readJob(runtime.data, caller.workspace, last);
  const job = stored && asOf(stored, context.now);
  const by = job && { workspace: job.workspace, uuid, job: job.uuid };
  const plan = by && whole ? await readPlan(runtime.files, by) : null;
  return importShown.show(imported, {
    ...context,
    job,
    problem: by && job?.reason === 'unreadable' ? await problemOf(by, context) : null,
    pull: (imported.pull && (await readPull(runtime.data, caller.workspace, uuid))?.pull) ?? null,
    plan: whole ? plan : undefined,
    files: plan?.files ?? [],
    quoting: quotes(context),
  });
}

async function problemOf(by: Parameters<typeof problemKey>[0], { runtime }: RequestContext): Promise<Refusal> {
  const stored = await readPart<{ problem: Refusal }>(runtime.files, problemKey(by));
  return stored?.problem ?? { code: 'import_unreadable' };
}

/** The codes of all texts of an import, in its own shape. */
const codesOf = ({ problem, pull, plan, quoting }: Showing) => ({
  ...(problem !== null && { problem: codeOf(problem) }),
  ...(pull?.problem && { pull: { problem: codeOf(pull.problem) } }),
  ...(plan && {
    preview: {
      warnings: plan.warnings.map(codeOf),
      refused: plan.refused.map((one) => ({ text: codeOf(problemFor(one, quoting)) })),
      problems: plan.problems.map(({ reason }) => ({ text: codeOf(shared(reason)) })),
    },
  }),
});
