/** Checks each contact while a job is frozen: whether it is left out, and what a person who decides should know. */
import { type Contact, isTombstone, type Tombstone } from '../contacts/contact.ts';
import {
  FORESEEN_OF_RUN,
  type Foreseen,
  foreseenOfChange,
  foreseenOfDeletion,
  NOTHING_FORESEEN,
} from '../costs/forecast.ts';
import { unreachable } from '../unreachable.ts';
import { type Exclusion, type Exclusions, exclusionOf } from './exclusions.ts';
import type { Job, Tally } from './job.ts';
import { operationOf, type Working } from './kinds/index.ts';
import { modifying, type Rule } from './rules.ts';
import type { Selection } from './selection.ts';
import type { SkipReason, Verdict } from './verdict.ts';
import { type WarningCode, warningsAbout } from './warnings.ts';

/** Why a selected contact is not in the manifest: an exclusion, or a reason for which the job would skip it. */
export type ExcludeReason = Exclusion | SkipReason;

/** Why a contact is left out, or what should be known of it. */
export type FreezeCheckResult = { readonly excluded: ExcludeReason } | Kept;

interface Kept extends Foreseen {
  readonly excluded: null;
  readonly warnings: readonly WarningCode[];
}

/** Checks a contact as it was read; undefined for a missing one. */
export type FreezeCheck = (contact: Contact | Tombstone | undefined) => FreezeCheckResult;

type Selected = Job & { readonly selection: Selection };

/** For a contact without a check. */
export const KEPT: FreezeCheckResult = { excluded: null, warnings: [], ...NOTHING_FORESEEN };

/** Whether a job's contacts must be read for their checks. */
export const needsFreezeCheck = ({ preview, selection }: Pick<Selected, 'preview' | 'selection'>): boolean =>
  preview || Object.keys(exclusionsOf(selection)).length > 0;

/**
 * The check for the contacts of a job.
 *
 * @param working - for a preview, to foresee the job's work; null: only exclusions
 * @param undo - the rule of an undo, which knows these contacts' history
 */
export function freezeCheckOf(job: Selected, working: Working | null, undo: Rule | null = null): FreezeCheck {
  const exclusions = exclusionsOf(job.selection);
  const foresee = working === null ? () => KEPT : foreseeing(job, working, undo);
  return (contact) => {
    if (contact === undefined || isTombstone(contact)) return { excluded: 'deleted' };
    const excluded = exclusionOf(contact, exclusions, job.createdOn);
    return excluded === null ? foresee(contact) : { excluded };
  };
}

const exclusionsOf = (selection: Selection): Exclusions => ({
  ...selection.exclude,
  ...('activeOnly' in selection && selection.activeOnly && { nonActive: true }),
});

/** Decides about a contact like the worker, without changing it. */
function foreseeing(job: Selected, working: Working, undo: Rule | null): (contact: Contact) => FreezeCheckResult {
  const operation = operationOf(job);
  const kept = (contact: Contact, foreseen: Foreseen, ...more: WarningCode[]): FreezeCheckResult => ({
    excluded: null,
    warnings: [...warningsAbout(contact, job.createdOn), ...more],
    ...foreseen,
  });
  const changing = (contact: Contact, after: Contact): FreezeCheckResult =>
    kept(contact, foreseenOfChange(contact, after), ...(contact.optOut !== null && after.optOut === null ? BACK : []));
  const deciding = (decide: Rule) => (contact: Contact) => {
    const decision = decide(contact, new Set(), new Map());
    if (decision.outcome === 'apply') return changing(contact, decision.applied.contact);
    return excludedBy(decision) ?? kept(contact, NOTHING_FORESEEN, 'no_change');
  };
  switch (operation.type) {
    case 'delete':
      return (contact) =>
        excludedBy(operation.refuse(contact, working.assets, { since: job.createdOn, selection: job.selection })) ??
        kept(contact, foreseenOfDeletion(contact));
    case 'start_flow':
      return (contact) => kept(contact, FORESEEN_OF_RUN, ...(contact.status === 'active' ? [] : NOT_ACTIVE));
    case 'undo':
      if (undo === null) throw new Error('An undo is looked at by its rule, which has read history');
      return deciding(undo);
    case 'modify':
      return deciding(modifying(operation, job, working));
    case 'export':
    case 'import_rows':
      // Nothing is changed; an import's rows were checked when its files were read.
      return (contact) => kept(contact, NOTHING_FORESEEN);
    default:
      return unreachable(operation);
  }
}

const NOT_ACTIVE = ['non_active'] as const;
const BACK = ['brought_back'] as const;

/** Inactive contacts have one reason, whether excluded or skipped. */
const excludedBy = (verdict: Verdict | null): FreezeCheckResult | null =>
  verdict?.outcome === 'skipped' ? { excluded: verdict.reason === 'not_active' ? 'non_active' : verdict.reason } : null;

export interface Sighted extends Foreseen {
  readonly excluded: Tally;
  readonly warned: Tally;
}

export const NOTHING_SEEN: Sighted = { excluded: {}, warned: {}, ...NOTHING_FORESEEN };

export function sightingsOf(all: Iterable<FreezeCheckResult>): Sighted {
  const [excluded, warned]: [Record<string, number>, Record<string, number>] = [{}, {}];
  let [writes, follows] = [0, 0];
  for (const seen of all) {
    if (seen.excluded !== null) {
      add(excluded, seen.excluded);
      continue;
    }
    for (const code of seen.warnings) add(warned, code);
    writes += seen.writes;
    follows += seen.follows;
  }
  return { excluded, warned, writes, follows };
}

function add(tally: Record<string, number>, key: string): void {
  tally[key] = (tally[key] ?? 0) + 1;
}
