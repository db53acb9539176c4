import type { Refusal } from '../../refusals/refusal.ts';
import type { TargetText } from '../target.ts';
import { cellMeaning } from './cells.ts';
import type { ConsentTally, StandingCells } from './recognise.ts';

/** How it is known what a column or file says of consent. */
export const DECISIONS = ['guessed', 'mapped', 'dismissed', 'undecided'] as const;
type Decision = (typeof DECISIONS)[number];

export const CONSENT_ABOUT = ['column', 'file'] as const;

/** A column or file that speaks of consent or refusal. */
export interface ConsentFinding {
  readonly about: (typeof CONSENT_ABOUT)[number];
  /** The column's name, or that of the file, archive entry or sheet. */
  readonly name: string;
  readonly decision: Decision;
  /** The target if nobody decides otherwise; of a file `opted_out`. */
  readonly proposal: TargetText;
  readonly because: 'name' | 'values';
  /** Up to three cells, first those that speak. */
  readonly samples: readonly string[];
  /** The number of cells by meaning; of a file, nothing. */
  readonly cells: Readonly<Partial<ConsentTally>>;
  /** What stands in a column. */
  readonly seen?: StandingCells;
  /** Why a person dismissed it. */
  readonly reason?: string;
}

/** Why an import cannot run yet; null when all is decided. It quotes only cells' words about consent. */
export function undecidedIn(findings: readonly ConsentFinding[]): Refusal | null {
  const open = findings.filter(({ decision }) => decision === 'undecided');
  if (open.length === 0) return null;
  return { code: 'consent_undecided', names: open.slice(0, MOST_NAMED).map(nameIn).join(', ') + more(open.length) };
}

const MOST_NAMED = 10;

const more = (count: number): string => (count > MOST_NAMED ? ` (+${count - MOST_NAMED})` : '');

function nameIn({ name, proposal, samples }: ConsentFinding): string {
  const known = samples.filter((cell) => cellMeaning(cell) !== 'other').map((cell) => `"${cell}"`);
  return `"${name}" (${[...known, `${proposal}?`].join(', ')})`;
}
