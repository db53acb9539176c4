/** What becomes of columns and files that speak of consent: nothing is guessed away (ADR 039). */
import { isRefusal } from '../../refusals/refusal.ts';
import { parseTarget, REFUSING_TARGETS, type TargetText } from '../target.ts';
import type { ConsentFinding } from './finding.ts';
import {
  type ConsentCounter,
  type ConsentTally,
  consentColumn,
  consentFile,
  isNewTo,
  type StandingCells,
} from './recognise.ts';

interface ColumnGiven {
  readonly column: string;
  readonly tally: ConsentCounter;
  /** Its target by name alone. */
  readonly guess: TargetText;
  /** The target that a person chose, and why it is not about consent; undefined: nobody did. */
  readonly mapped: TargetText | undefined;
  readonly reason: string | undefined;
  /** What stood in it when that was said; undefined: this is said of these files. `stands`: what stands in it now. */
  readonly seen?: StandingCells | null | undefined;
  readonly stands?: StandingCells;
  /** A field or group of another workspace, which is never made an opt-out unasked. */
  readonly foreign: boolean;
}

interface DecidedColumn {
  readonly target: TargetText;
  readonly finding: ConsentFinding;
}

/** Whether a column with this target may say that a person refuses messages. */
export const isRefusing = (text: TargetText): boolean => {
  const target = parseTarget(text);
  return !isRefusal(target) && REFUSING_TARGETS.some((to) => to === target.to);
};

/** Decides about a column when all its cells are known. Null when it does not speak of consent. */
export function decideColumn(given: ColumnGiven): DecidedColumn | null {
  const { column, tally, guess, mapped, reason } = given;
  if (isSilent(guess, tally.counts)) return null;
  const found = consentColumn(column, tally.counts);
  if (found === null) return null;
  const about = { about: 'column', name: column, proposal: found.proposal, because: found.because } as const;
  const seen = { ...about, samples: tally.samples, cells: tally.counts, ...(given.stands && { seen: given.stands }) };
  const as = (decision: ConsentFinding['decision'], target: TargetText): DecidedColumn => ({
    target,
    finding: { ...seen, decision, ...(decision === 'dismissed' && reason !== undefined && { reason }) },
  });
  if (mapped !== undefined && isRefusing(mapped)) return as('mapped', mapped);
  if (reason !== undefined && given.seen !== undefined && isNewTo(given.seen, given.stands ?? tally.seen))
    return as('undecided', 'ignore');
  // A dismissed column opts nobody out, whatever it is called.
  if (reason !== undefined) return as('dismissed', mapped ?? (isRefusing(guess) ? 'ignore' : guess));
  if (mapped !== undefined || given.foreign) return as('undecided', 'ignore');
  if (isRefusing(guess) && isReadable(guess, tally.counts)) return as('guessed', guess);
  return found.target === null ? as('undecided', 'ignore') : as('guessed', found.target);
}

/** Targets whose cells say nothing of consent. */
const SILENT = ['uuid', 'language', 'created_on', 'last_seen_on', 'dormant_since', 'opt_outs_as_of'];

/** A column of addresses has no answers in it: `WhatsApp` may ask whether there is one. */
const isSilent = (guess: TargetText, { yes, no, loud }: ConsentTally): boolean =>
  SILENT.includes(guess) || (guess.startsWith('urn') && yes + no + loud === 0);

const isReadable = (guess: TargetText, { other, time }: ConsentTally): boolean =>
  guess === 'opted_out_on' || (other === 0 && (time === 0 || guess === 'opt_out'));

interface FileGiven {
  readonly name: string;
  /** Its own name: of a sheet, without that of its file. */
  readonly title: string;
  /** Whether a person said that everybody in it has opted out; undefined: nobody did. */
  readonly said: boolean | undefined;
  readonly reason: string | undefined;
  /** One of its columns says who has opted out. */
  readonly hasColumn: boolean;
}

/**
 * Whether everybody in a file, archive entry or sheet has opted out, and how that is known. Null: its name is silent.
 */
export function decideFile({ name, title, said, reason, hasColumn }: FileGiven): {
  readonly optedOut: boolean;
  readonly finding: ConsentFinding | null;
} {
  const says = consentFile(name) ?? consentFile(title);
  if (says === null) return { optedOut: said === true, finding: null };
  const called = { about: 'file', name, proposal: 'opted_out', because: 'name' } as const;
  const found = { ...called, samples: [], cells: {} };
  if (said === true) return { optedOut: true, finding: { ...found, decision: 'mapped' } };
  if (reason !== undefined) return { optedOut: false, finding: { ...found, decision: 'dismissed', reason } };
  if (said === undefined && (isSure(name) || isSure(title)))
    return { optedOut: true, finding: { ...found, decision: 'guessed' } };
  if (hasColumn) return { optedOut: false, finding: null };
  return { optedOut: false, finding: { ...found, decision: 'undecided' } };
}

/** Mailchimp's names of lists. */
const isSure = (name: string): boolean => /^(?:unsubscribed|opted[-_ ]?out)/i.test(name.split(/[/\\]/).at(-1) ?? '');
