import type { Contact } from '../contacts/contact.ts';
import type { Run } from '../flows/flow.ts';
import { CHANGED, type FailReason, failed, UNCHANGED, type Verdict } from '../selection/verdict.ts';
import { brokenRun, hasDetails, type KeptRun, keptRun } from './kept-run.ts';
import type { Outcome } from './outcome.ts';

/** A contact's run, as it was last decided. */
export interface Ran {
  readonly kept: KeptRun;
  readonly verdict: Verdict;
  /** The contact's versions before the run, and after it if it was stored. */
  readonly before: number;
  readonly after: number;
}

/** An ended run, before anything of it is stored. */
export function ranOf(contact: Contact, run: Run): Ran {
  const { status, failure = 'flow_failed' } = run;
  const verdict = status === 'failed' ? failed(failure) : run.contact === contact ? UNCHANGED : CHANGED;
  return { kept: keptRun(run), verdict, before: contact.version, after: run.contact.version };
}

/** A run that has begun, in case an internal error ends it. */
export const begunOf = ({ version }: Contact): Ran => ({
  kept: brokenRun('error', BROKEN),
  verdict: failed('error'),
  before: version,
  after: version,
});

const BROKEN = 'The contact could not be changed as the flow asked';

/** An outcome with the details to keep of its run; null: nothing new. */
interface RunOutcome {
  readonly outcome: Outcome;
  readonly details: KeptRun | null;
}

/** A contact's outcome in a start; `earlier` is what an earlier delivery wrote, all that is known of a stored run. */
export function runOutcome(verdict: Verdict, ran: Ran | undefined, earlier: Outcome | undefined): RunOutcome {
  if (verdict.outcome === 'skipped') return { outcome: { verdict, run: null }, details: null };
  if (ran === undefined) return { outcome: { verdict, run: earlier?.run ?? NOTHING_KNOWN }, details: null };
  const brokenBy = verdict.outcome === 'failed' && !isSame(verdict, ran.verdict) ? verdict.reason : null;
  const kept = brokenBy === null ? ran.kept : brokenRun(brokenBy, TEXTS[brokenBy] ?? BROKEN);
  const version = brokenBy === null ? ran.after : ran.before;
  const leaves = hasDetails(kept) || verdict.outcome !== 'changed';
  const run = { path: kept.path, errors: kept.counts, details: leaves ? version : null };
  return { outcome: { verdict, run }, details: leaves ? kept : null };
}

const NOTHING_KNOWN = { path: [], errors: {}, details: null };

const TEXTS: Partial<Record<FailReason, string>> = {
  too_large: 'The contact would be too large',
};

const isSame = (one: Verdict, other: Verdict): boolean => JSON.stringify(one) === JSON.stringify(other);
