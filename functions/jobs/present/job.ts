import type * as z from 'zod/mini';
import type { ErrorSample } from '../../../shared/data/jobs/index.ts';
import { shownErrors, TELLS_OWNER } from '../../../shared/domain/contacts/anon.ts';
import { priceOf } from '../../../shared/domain/costs/estimate.ts';
import { peopleByFate } from '../../../shared/domain/imports/plan.ts';
import { formatIfAny, formatInstant, type Instant } from '../../../shared/domain/instant.ts';
import { estimateAtRate } from '../../../shared/domain/jobs/estimate-at-rate.ts';
import type { Approval, Job, JobPolicy } from '../../../shared/domain/jobs/job.ts';
import { isImport, typeOf, workCostsOf } from '../../../shared/domain/jobs/kinds/index.ts';
import { asOf, isRunning, previewedUntil } from '../../../shared/domain/jobs/lifecycle.ts';
import { type Progress, progressOf } from '../../../shared/domain/jobs/progress.ts';
import type { Selection } from '../../../shared/domain/jobs/selection.ts';
import { maySteer, stepsFor } from '../../../shared/domain/jobs/steering.ts';
import { shownNumbers, sumOf } from '../../../shared/domain/jobs/totals.ts';
import { warningsOf } from '../../../shared/domain/jobs/warnings.ts';
import type { Actor, Caller, Settings } from '../../../shared/domain/workspace.ts';
import type { jobSchema } from '../answers.schema.ts';
import type { ContactName } from './contact-names.ts';
import { showFile } from './export-file.ts';
import type { JobNames } from './names.ts';
import { showOrigin } from './origin.ts';

type Shown = z.output<typeof jobSchema>;

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
  /** Contacts of a waiting preview; null for any other job. */
  readonly sample: readonly ContactName[] | null;
  /** Where an export's file is, or why that is not shown; null for any other job. */
  readonly address: Pick<NonNullable<Shown['file']>, 'url' | 'problem' | 'codes'> | null;
}

/** A job with the caller's steps, and with details if given. Those who may run a waiting preview see its token. */
export const showJob = (
  stored: Job,
  { caller, now, assets, url }: Showing,
  names: JobNames,
  details?: Details,
): z.output<typeof jobSchema> => {
  const { anon } = assets.settings;
  const job = asOf(stored, now);
  return {
    ...show(job, anon, now),
    steps: stepsFor(job, caller),
    ...(job.approval && { approval: showApproval(job.approval) }),
    ...(job.policy && { policy: showPolicy(job.policy) }),
    ...(job.status === 'ready' && job.token !== null && maySteer(job, 'run', caller) && { token: job.token }),
    ...showOrigin(job, names, details?.selection),
    ...withAddress(showFile(job), details),
    contacts: String(new URL(`job_contacts.json?job=${job.uuid}`, url)),
    ...(details && { error_samples: details.samples.filter(({ kind }) => !anon || kind !== TELLS_OWNER) }),
    ...(details?.sample && { sample: [...details.sample] }),
  };
};

const showApproval = ({ kind, reasons, asked, askedOn, until, decision }: Approval): Shown['approval'] => ({
  kind,
  ...(reasons && { reasons: [...reasons] }),
  asked_by: showActor(asked),
  asked_on: formatInstant(askedOn),
  until: formatInstant(until),
  decision: decision?.says ?? null,
  decided_by: decision ? showActor(decision.by) : null,
  decided_on: formatIfAny(decision?.on ?? null),
  note: decision?.note ?? null,
});

const showPolicy = ({ checked: _, madeBy, by, before: __, ...policy }: JobPolicy): Shown['policy'] => ({
  ...policy,
  ...(madeBy && { made_by: showActor(madeBy) }),
  ...(by && { begun_by: showActor(by) }),
});

const showActor = ({ id, name }: Actor) => ({ uuid: id, name: name || null });

const withAddress = ({ file }: ReturnType<typeof showFile>, details: Details | undefined) =>
  file === undefined ? {} : { file: file && { ...file, ...details?.address } };

const show = (
  job: Job,
  anon: boolean,
  now: Instant,
): Omit<Shown, keyof ReturnType<typeof showOrigin> | 'contacts' | 'file' | 'steps'> => ({
  uuid: job.uuid,
  type: typeOf(job),
  status: job.status,
  reason: job.reason,
  ...shownNumbers(job),
  errors: shownErrors(job.errors, anon),
  ...(isImport(job) && { people: showPeople(job.totals), opt_outs: showOptOuts(job) }),
  excluded: { ...job.excluded },
  ...foreseen(job),
  slices: { ...job.slices },
  progress: showProgress(progressOf(job, now)),
  max_rate: job.maxRate,
  not_before: formatIfAny(job.notBefore),
  waiting_for: (isRunning(job) && job.waitingFor) || null,
  capacity: showCapacity(job),
  seconds: job.startedOn === null || job.endedOn === null ? null : secondsBetween(job.startedOn, job.endedOn),
  ...expiry(job),
  created_on: formatInstant(job.createdOn),
  modified_on: formatInstant(job.modifiedOn),
  started_on: formatIfAny(job.startedOn),
  ended_on: formatIfAny(job.endedOn),
});

/** Of an import: whom it has created, updated or left as they were, as its preview foresees it. */
function showPeople({ changed, unchanged, fates = {} }: Job['totals']): Shown['people'] {
  const { created = 0 } = fates;
  return peopleByFate({ created, updated: changed - created, unchanged }, fates);
}

/** Of an import: rows that say that somebody wants no messages, and what became of them. */
const showOptOuts = ({ warned, totals }: Job): Shown['opt_outs'] => {
  const { opt_outs: ofContacts = 0, opt_outs_lost: lost = 0 } = warned;
  return { found: ofContacts + lost, not_found: lost, carried_out: totals.optOuts ?? 0 };
};

/** What it has consumed so far, with the price of everything that AWS bills for it. */
function showCapacity(job: Job): Shown['capacity'] {
  const { capacity, follows, totals, slices } = job;
  const { on } = workCostsOf(job);
  const usd = priceOf({ ...capacity, follows, on, contacts: sumOf(totals), slices: slices.done });
  return { read_units: capacity.readUnits, write_units: capacity.writeUnits, usd };
}

/** In milliseconds, since the clocks of two functions agree no better. */
const secondsBetween = (from: Instant, to: Instant): number => Math.round((to - from) / 1_000) / 1_000;

/** Contacts a second with one decimal, the real precision. */
const showProgress = ({ done, rate, secondsLeft }: Progress) => ({
  done,
  rate: rate === null ? null : Math.round(rate * 10) / 10,
  seconds_left: secondsLeft,
});

/** For a frozen preview. */
function foreseen(job: Job): Pick<Shown, 'warnings' | 'estimate'> {
  const estimate = estimateAtRate(job);
  if (estimate === null) return {};
  const { readUnits: read_units, writeUnits: write_units, usd, seconds } = estimate;
  return { warnings: warningsOf(job), estimate: { write_units, read_units, usd, seconds } };
}

/** Until when a preview can be run; empty for any other job. */
function expiry(job: Job): Pick<Shown, 'expires_on'> {
  const until = previewedUntil(job);
  return until === null ? {} : { expires_on: formatInstant(until) };
}
