/** Checks each contact while a job is frozen: whether it is left out, and what a person who decides should know. */
import { type Contact, isTombstone, type Tombstone } from '../contacts/contact.ts';
import { type Foreseen, foreseenOfChange, foreseenOfLook, NOTHING_FORESEEN, sumOfForeseen } from '../costs/forecast.ts';
import { type Exclusion, type Exclusions, exclusionOf } from '../selection/exclusions.ts';
import type { Selection } from '../selection/selection.ts';
import type { SkipReason, Verdict } from '../selection/verdict.ts';
import { unreachable } from '../unreachable.ts';
import type { Job, Tally } from './job.ts';
import { kindOf, operationOf, type Working } from './kinds/index.ts';
import type { JobTarget } from './kinds/kind.ts';
import { leftByPolicy } from './policy-rule.ts';
import { modifying, type Rule } from './rules.ts';
import { type WarningCode, warningsAbout } from './warnings.ts';

/** Why a selected contact is not in the manifest: an exclusion, or a reason for which the job would skip it. */
export type ExcludeReason = Exclusion | SkipReason;

/** Why a contact is left out, or what should be known of it. */
export type FreezeCheckResult = LeftOut | Kept;

interface LeftOut {
  readonly excluded: ExcludeReason;
  readonly warnings?: readonly WarningCode[];
}

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
export const needsFreezeCheck = ({
  preview,
  selection,
  policy,
}: Pick<Selected, 'preview' | 'selection' | 'policy'>): boolean =>
  preview || policy?.checked === true || Object.keys(exclusionsOf(selection)).length > 0;

/** What the check of some kinds needs besides contacts. */
interface Known {
  /** The rule of an undo, which knows these contacts' history. */
  readonly rule?: Rule;
  /** For a start or deletion, what it consumes for each of these contacts. */
  readonly foresee?: (contact: Contact) => Foreseen;
  /** For a stage of a policy, the workspace as it is. */
  readonly deciding?: Pick<Working, 'assets' | 'now'>;
}

/**
 * The check for the contacts of a job.
 *
 * @param working - for a preview, to foresee the job's work; null: only exclusions
 */
export function freezeCheckOf(job: Selected, working: Working | null, known: Known = {}): FreezeCheck {
  const exclusions = exclusionsOf(job.selection);
  const foresee = working === null ? () => KEPT : foreseeing(job, working, known);
  return (contact) => {
    if (contact === undefined || isTombstone(contact)) return { excluded: 'deleted' };
    const left = known.deciding ? leftByPolicy(job, contact, known.deciding) : null;
    const excluded = left ?? exclusionOf(contact, exclusions, job.createdOn);
    return excluded === null ? foresee(contact) : { excluded };
  };
}

const exclusionsOf = (selection: Selection): Exclusions => ({
  ...selection.exclude,
  ...('activeOnly' in selection && selection.activeOnly && { nonActive: true }),
});

/** Decides about a contact like the worker, without changing it. */
function foreseeing(
  job: Selected,
  working: Working,
  { rule, foresee }: Known,
): (contact: Contact) => FreezeCheckResult {
  const operation = operationOf(job);
  const kept = (contact: Contact, foreseen: Foreseen, ...more: readonly WarningCode[]): FreezeCheckResult => ({
    excluded: null,
    warnings: [...warningsAbout(contact, job.createdOn), ...more],
    ...foreseen,
  });
  const changing = (contact: Contact, after: Contact, looks: number): Foreseen =>
    sumOfForeseen(foreseenOfLook(contact, looks), foreseenOfChange(contact, after, working.assets));
  const deciding = (decide: Rule, looks: number, isOfImport: boolean) => (contact: Contact) => {
    const decision = decide(contact, new Set(), new Map());
    if (decision.outcome === 'apply') {
      const after = decision.applied.contact;
      const lost = hasValue(contact, kindOf(job).target(job.work)) ? REPLACES : [];
      return kept(contact, changing(contact, after, looks), ...becoming(contact, after, isOfImport), ...lost);
    }
    const same = becoming(contact, contact, isOfImport);
    const left = excludedBy(decision);
    if (left === null) return kept(contact, foreseenOfLook(contact, looks), 'no_change', ...same);
    return same.length === 0 ? left : { ...left, warnings: same };
  };
  switch (operation.type) {
    case 'delete':
      return (contact) =>
        excludedBy(operation.refuse(contact, working.assets, { since: job.createdOn, selection: job.selection })) ??
        kept(contact, read(foresee)(contact));
    case 'start_flow':
      return (contact) => kept(contact, read(foresee)(contact), ...(contact.status === 'active' ? [] : NOT_ACTIVE));
    case 'undo':
      return deciding(read(rule), LOOKS_OF_UNDO, operation.undone(job.work).creates);
    case 'modify':
      return deciding(modifying(operation, job, working), 1, false);
    case 'export':
      return (contact) => kept(contact, foreseenOfLook(contact, LOOKS_OF_EXPORT));
    case 'import_rows':
      throw new Error('What an import consumes is foreseen when its files are read');
    default:
      return unreachable(operation);
  }
}

/** An undo reads a contact for its rule, with its history, and to change it. */
const LOOKS_OF_UNDO = 3;
/** An export reads a contact for its part, and again, as of now, for its file. */
const LOOKS_OF_EXPORT = 3;

function read<Of>(known: Of | undefined): Of {
  if (known === undefined) throw new Error('This kind of job is looked at with more than its contacts');
  return known;
}

const NOT_ACTIVE = ['non_active'] as const;
const REPLACES = ['replaces'] as const;

/** Whether a contact has a value already where the job sets one. */
const hasValue = ({ fields, language: has }: Contact, { field, language }: JobTarget): boolean =>
  field === undefined ? language !== undefined && has !== null : fields[field] !== undefined;

/** What to know of what a contact becomes: of an undo of an import also whom it archives, and who wants no messages. */
function becoming(contact: Contact, after: Contact, isOfImport: boolean): readonly WarningCode[] {
  const said: readonly (readonly [WarningCode, boolean])[] = [
    ['brought_back', contact.optOut !== null && after.optOut === null],
    ['archived', isOfImport && contact.status !== 'archived' && after.status === 'archived'],
    ['keeps_refusal', isOfImport && after.optOut !== null],
  ];
  return said.flatMap(([code, holds]) => (holds ? code : []));
}

/** Inactive contacts have one reason, whether excluded or skipped. */
const excludedBy = (verdict: Verdict | null): LeftOut | null =>
  verdict?.outcome === 'skipped' ? { excluded: verdict.reason === 'not_active' ? 'non_active' : verdict.reason } : null;

export interface Sighted extends Foreseen {
  readonly excluded: Tally;
  readonly warned: Tally;
}

export const NOTHING_SEEN: Sighted = { excluded: {}, warned: {}, ...NOTHING_FORESEEN };

export function sightingsOf(all: Iterable<FreezeCheckResult>): Sighted {
  const excluded: Record<string, number> = {};
  const warned: Record<string, number> = {};
  let foreseen = NOTHING_FORESEEN;
  for (const seen of all) {
    for (const code of seen.warnings ?? []) add(warned, code);
    if (seen.excluded === null) foreseen = sumOfForeseen(foreseen, seen);
    else add(excluded, seen.excluded);
  }
  return { excluded, warned, ...foreseen };
}

function add(tally: Record<string, number>, key: string): void {
  tally[key] = (tally[key] ?? 0) + 1;
}
