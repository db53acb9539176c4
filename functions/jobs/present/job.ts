import * as z from 'zod/mini';
import type { ErrorSample } from '../../../shared/data/jobs/index.ts';
import { APPROVAL_KINDS } from '../../../shared/domain/approvals.ts';
import { shownErrors, TELLS_OWNER } from '../../../shared/domain/contacts/anon.ts';
import { priceOf } from '../../../shared/domain/costs/estimate.ts';
import { peopleByFate } from '../../../shared/domain/imports/plan.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { BroughtIn } from '../../../shared/domain/jobs/brought-in.ts';
import { estimateAtRate } from '../../../shared/domain/jobs/estimate-at-rate.ts';
import type { Approval, Job, JobPolicy } from '../../../shared/domain/jobs/job.ts';
import { AWAITED, JOB_STATUSES, ORIGINS } from '../../../shared/domain/jobs/job.ts';
import { isImport, kindOf, typeOf, workCostsOf } from '../../../shared/domain/jobs/kinds/index.ts';
import { asOf, isRunning, previewedUntil } from '../../../shared/domain/jobs/lifecycle.ts';
import { type Progress, progressOf } from '../../../shared/domain/jobs/progress.ts';
import { maySteer, STEPS, stepsFor } from '../../../shared/domain/jobs/steering.ts';
import { type JobNames, summaryOf } from '../../../shared/domain/jobs/summary/summary.ts';
import { shownNumbers, sumOf } from '../../../shared/domain/jobs/totals.ts';
import { warningsOf } from '../../../shared/domain/jobs/warnings.ts';
import { BRAKE_REASONS } from '../../../shared/domain/policies/brake-reasons.ts';
import type { Selection } from '../../../shared/domain/selection/selection.ts';
import type { Caller, Settings } from '../../../shared/domain/workspace.ts';
import { errorSample, namedThing, tally } from '../../../shared/lambda/http/answers.ts';
import { importPeopleSchema } from '../../../shared/lambda/http/import-people.ts';
import { arrayOf, optional, orNull, presenter, timestamp } from '../../../shared/lambda/http/presenter.ts';
import type { ContactName } from './contact-names.ts';
import { type Address, fileShown, jobFileOf } from './export-file.ts';
import { creatorOf, jobActorShown, selectionSchema, showSelection, targetShown } from './origin.ts';
import { summaryShown, tellable } from './summary.ts';

interface Showing {
  readonly caller: Pick<Caller, 'id' | 'role' | 'owner' | 'readOnly'>;
  readonly now: Instant;
  readonly assets: { readonly settings: Pick<Settings, 'anon'> };
  /** The request's URL, since links are to the same place. */
  readonly url: string;
}

/** What is looked up for a single job only. */
interface Details {
  readonly samples: readonly ErrorSample[];
  readonly selection: Selection;
  readonly params: unknown;
  /** Contacts of a waiting preview; null for any other job. */
  readonly sample: readonly ContactName[] | null;
  /** Where an export's file is, or why that is not shown; null for any other job. */
  readonly address: Address | null;
}

interface About extends Showing, JobNames {
  readonly details?: Details | undefined;
}

const units = { write_units: z.number(), read_units: z.number(), usd: z.number() };

const broughtInShown = presenter<BroughtIn>()({
  /** Of how many the numbers are: of all, or of a large job of 500. */
  looked_at: [z.int(), ({ lookedAt }) => lookedAt],
  /** Who of more than half of them cannot approve. */
  by: arrayOf(
    presenter<BroughtIn['by'][number]>()({
      uuid: [z.string(), ({ id }) => id],
      name: [z.nullable(z.string()), ({ name }) => name || null],
      contacts: z.int(),
    }),
  ),
});

/** Of a job that waits for a second person, or did. */
const approvalShown = presenter<Approval>()({
  kind: z.enum([...APPROVAL_KINDS, 'brake']),
  /** Why a brake stopped it, the likeliest first; absent for other kinds. */
  reasons: optional(z.array(z.enum(BRAKE_REASONS))),
  /** Who added its people to a group of the policy; absent where that is no reason. */
  added_by: [optional(arrayOf(jobActorShown)), ({ addedBy }) => addedBy],
  /** Who added or changed its people in the weeks before it; absent for a brake, and for an import. */
  brought_in: [optional(broughtInShown), ({ broughtIn }) => broughtIn],
  asked_by: [jobActorShown, ({ asked }) => asked],
  asked_on: timestamp,
  until: timestamp,
  decision: [z.nullable(z.enum(['approved', 'declined'])), ({ decision }) => decision?.says ?? null],
  decided_by: [orNull(jobActorShown), ({ decision }) => decision?.by],
  decided_on: [orNull(timestamp), ({ decision }) => decision?.on],
  note: [orNull(z.string()), ({ decision }) => decision?.note],
});

/** Of a job that carries out a stage of a policy. */
const policyShown = presenter<JobPolicy>()({
  uuid: z.uuid(),
  name: z.string(),
  version: z.int(),
  stage: z.string(),
  /** With more contacts it waits for an administrator. */
  most: z.nullable(z.int()),
  /** Who made this version, and who switched it on: neither is the second person. */
  made_by: [optional(jobActorShown), ({ madeBy }) => madeBy ?? undefined],
  begun_by: [optional(jobActorShown), ({ by }) => by ?? undefined],
});

const progressShown = presenter<Progress>()({
  done: z.int(),
  /** Contacts a second with one decimal, the real precision. */
  rate: [z.nullable(z.number()), ({ rate }) => (rate === null ? null : Math.round(rate * 10) / 10)],
  seconds_left: z.nullable(z.int()),
});

/** A job: by whom, for whom, what it does, progress and consumption. A preview has its estimate and examples. */
const jobShown = presenter<Job, About>('Job')({
  uuid: z.uuid(),
  type: [z.string(), typeOf],
  status: z.enum(JOB_STATUSES),
  reason: z.nullable(z.string()),
  total: [z.nullable(z.int()), (job) => shownNumbers(job).total],
  changed: [z.int(), (job) => shownNumbers(job).changed],
  unchanged: [z.int(), (job) => shownNumbers(job).unchanged],
  skipped: [tally, (job) => shownNumbers(job).skipped],
  failed: [tally, (job) => shownNumbers(job).failed],
  errors: [tally, ({ errors }, { assets }) => shownErrors(errors, assets.settings.anon)],
  error_samples: [
    optional(z.array(errorSample)),
    (_, { details, assets }) => details?.samples.filter(({ kind }) => !assets.settings.anon || kind !== TELLS_OWNER),
  ],
  people: [optional(importPeopleSchema), peopleOf],
  /** Of an import: rows that say that somebody wants no messages. */
  opt_outs: [
    optional(
      z.object({
        found: z.int(),
        /** Nobody was found for them. */
        not_found: z.int(),
        /** Or overtaken, since the person has opted in. At the end the rest was not carried out, for any reason. */
        carried_out: z.int(),
      }),
    ),
    optOutsOf,
  ],
  excluded: tally,
  warnings: [
    optional(z.array(z.object({ code: z.string(), count: z.int(), text: z.string() }))),
    (job) => (estimateAtRate(job) === null ? undefined : warningsOf(job)),
  ],
  estimate: [
    optional(presenter<NonNullable<ReturnType<typeof estimateAtRate>>>()({ ...units, seconds: z.int() })),
    (job) => estimateAtRate(job) ?? undefined,
  ],
  sample: [optional(z.array(namedThing)), (_, { details }) => details?.sample ?? undefined],
  slices: z.object({ total: z.int(), done: z.int() }),
  progress: [progressShown, (job, { now }) => progressOf(job, now)],
  max_rate: z.nullable(z.int()),
  not_before: orNull(timestamp),
  /** `projection`: for the stream, which is behind, or has not erased everything that it deleted. */
  waiting_for: [z.nullable(z.enum(AWAITED)), (job) => (isRunning(job) && job.waitingFor) || null],
  /** What it has consumed itself so far; `usd` is everything that AWS bills for it, as in `estimate`. */
  capacity: [
    presenter<ReturnType<typeof capacityOf>>()({ read_units: z.number(), write_units: z.number(), usd: z.number() }),
    capacityOf,
  ],
  seconds: [
    z.nullable(z.number()),
    ({ startedOn, endedOn }) => (startedOn === null || endedOn === null ? null : secondsBetween(startedOn, endedOn)),
  ],
  /** What the caller may do with it, by its kind and their role. Its status may still refuse a step. */
  steps: [z.array(z.enum(STEPS)), (job, { caller }) => stepsFor(job, caller)],
  approval: [optional(approvalShown), ({ approval }) => approval ?? undefined],
  policy: optional(policyShown),
  /** Of a waiting preview, for those who may run it. */
  token: [
    optional(z.string()),
    (job, { caller }) => (job.status === 'ready' && maySteer(job, 'run', caller) && job.token) || undefined,
  ],
  /** Until when a preview can be run. */
  expires_on: [optional(timestamp), (job) => previewedUntil(job) ?? undefined],
  created_by: [orNull(jobActorShown), creatorOf],
  origin: z.enum(ORIGINS),
  target: [targetShown, ({ work }) => kindOf({ work }).target(work)],
  /** What it does in one sentence, and the parts of which a sentence in another language is made. */
  summary: [
    summaryShown,
    (job, { details, ...about }) => summaryOf(job, about, details && tellable(job, about.assets.settings, details)),
  ],
  /** With `uuid`. Values in queries are masked. */
  selection: [
    optional(selectionSchema),
    (job, about) => about.details && showSelection(job, about, about.details.selection),
  ],
  /** The file of a completed export. By the job's uuid its address is good for an hour, except for viewers. */
  file: [optional(orNull(fileShown)), (job, { details }) => jobFileOf(job, details?.address)],
  contacts: [z.string(), ({ uuid }, { url }) => String(new URL(`job_contacts.json?job=${uuid}`, url))],
  created_on: timestamp,
  modified_on: timestamp,
  started_on: orNull(timestamp),
  ended_on: orNull(timestamp),
});

export const jobSchema = jobShown.schema;

/** A job with the caller's steps, and with details if given. */
export const showJob = (stored: Job, { caller, now, assets, url }: Showing, names: JobNames, details?: Details) =>
  jobShown.show(asOf(stored, now), { caller, now, assets, url, ...names, details });

/** Of an import: whom it has created, updated or left as they were, as its preview foresees it. */
function peopleOf(job: Job) {
  if (!isImport(job)) return undefined;
  const { changed, unchanged, fates = {} } = job.totals;
  const { created = 0 } = fates;
  return peopleByFate({ created, updated: changed - created, unchanged }, fates);
}

function optOutsOf(job: Job) {
  if (!isImport(job)) return undefined;
  const { warned, totals } = job;
  const { opt_outs: ofContacts = 0, opt_outs_lost: lost = 0 } = warned;
  return { found: ofContacts + lost, not_found: lost, carried_out: totals.optOuts ?? 0 };
}

function capacityOf(job: Job) {
  const { capacity, follows, totals, slices } = job;
  const { on } = workCostsOf(job);
  return { ...capacity, usd: priceOf({ ...capacity, follows, on, contacts: sumOf(totals), slices: slices.done }) };
}

/** In milliseconds, since the clocks of two functions agree no better. */
const secondsBetween = (from: Instant, to: Instant): number => Math.round((to - from) / 1_000) / 1_000;
