import { type CellMeaning, cellMeaning } from '../../cells/consent.ts';
import vocabulary from '../../cells/consent-words.json' with { type: 'json' };
import { finderOf } from '../../cells/consent-words.ts';
import { plainWords } from '../../cells/plain-words.ts';
import { LONGEST_VALUE } from '../problems.ts';
import type { Candidate, HowOfColumn } from '../refusals.ts';

/** The number of a column's cells by meaning. */
export type ConsentTally = Readonly<Record<CellMeaning, number>>;

/** A column whose words speak, or may speak, of refusal or consent. */
interface ConsentColumn {
  /** Its most probable target. */
  readonly proposal: HowOfColumn;
  /** Whether little doubt is left. */
  readonly isSure: boolean;
  readonly because: 'name' | 'values';
}

const { names } = vocabulary;
const mayRefuse = finderOf(names.may_refuse);
/** What a name says of messages, in this order: "unsubscribed" has "subscribed" in it. */
const SAYS = [
  ['refuses', finderOf(names.refuses)],
  ['consents', finderOf(names.consents)],
  ['may refuse', mayRefuse],
  ['may consent', finderOf(names.may_consent)],
] as const;

const saysOf = (words: readonly string[]) => SAYS.find(([, finds]) => finds(words))?.[0] ?? null;

const DECLARED = ['refused', 'consents', 'never', 'bounced'] as const;
const UNDERSTOOD = [...DECLARED, 'unsaid', 'yes', 'no'] as const;

const sum = (tally: ConsentTally, meanings: readonly CellMeaning[]): number =>
  meanings.reduce((total, meaning) => total + tally[meaning], 0);

const filled = (tally: ConsentTally): number => sum(tally, [...UNDERSTOOD, 'time', 'other']);

/** Whether cells speak of refusal under any heading. */
export const speaksOut = (tally: ConsentTally): boolean => sum(tally, ['refused', 'never', 'bounced']) > 0;

/** What the words of a column's name and cells say of refusal or consent; null: nothing. */
export function consentColumn(name: string, tally: ConsentTally): ConsentColumn | null {
  const words = plainWords(name);
  const says = saysOf(words);
  const because = says === null ? 'values' : 'name';
  const asked = (proposal: HowOfColumn): ConsentColumn => ({ proposal, isSure: false, because });
  const sure = (proposal: HowOfColumn): ConsentColumn => ({ proposal, isSure: true, because });
  const cells = filled(tally);
  const understood = sum(tally, UNDERSTOOD);
  const isAnswered = understood > 0 && understood * 2 >= cells;
  const isTimed = tally.time > 0 && tally.time + tally.unsaid + tally.no === cells;
  switch (says) {
    case 'refuses':
      if (isTimed) return sure('opted_out_on');
      if (understood === cells) return sure('opt_out');
      // Whoever gave a reason for it did it.
      return asked(understood > 0 ? 'opt_out' : 'opted_out_on');
    case 'may refuse':
      if (isTimed) return asked('opted_out_on');
      if (isAnswered) return asked('opt_out');
      break;
    case 'consents':
    case 'may consent':
      if (declares(tally, cells)) return sure('opt_out');
      if (!isAnswered && (says === 'may consent' || cells === 0)) break;
      // `Consent withdrawn`
      if (mayRefuse(words)) return asked(isTimed ? 'opted_out_on' : 'opt_out');
      return asked('opt_in');
  }
  return speaksOut(tally) ? { proposal: 'opt_out', isSure: false, because: 'values' } : null;
}

/** Whether each cell says by itself what its person wants, whatever the column asks. */
const declares = (tally: ConsentTally, cells: number): boolean =>
  sum(tally, DECLARED) + tally.unsaid === cells && tally.refused > 0;

/** Whether a file's or sheet's name may say that everybody in it refuses. Mailchimp's cleaned people refuse nothing. */
export function consentFile(name: string): boolean {
  const says = saysOf(plainWords(name.replace(/\.\w{2,5}(?:\.gz)?$/i, '')));
  return (says === 'refuses' || says === 'may refuse') && !/^(?:nonsubscribed|cleaned)/i.test(name);
}

/** What the cells of one column say, as it can be stored. */
export interface CountedConsent {
  readonly counts: Record<CellMeaning, number>;
  /** Different cells with their rows, as far as they are few. */
  readonly values: [cell: string, rows: number][];
  /** How many different cells there are, counted as far as they are remembered. */
  different: number;
}

const NOTHING = {
  refused: 0,
  consents: 0,
  never: 0,
  bounced: 0,
  unsaid: 0,
  yes: 0,
  no: 0,
  time: 0,
  blank: 0,
  other: 0,
};

/** Counts what the cells of one column say. */
export class ConsentCounter {
  readonly #counts: CountedConsent['counts'];
  readonly #values: Map<string, number>;
  readonly #known = new Map<string, CellMeaning>();
  #isFull: boolean;

  /** @param kept - what was counted before */
  constructor(kept: CountedConsent = { counts: NOTHING, values: [], different: 0 }) {
    this.#counts = { ...kept.counts };
    this.#values = new Map(kept.values);
    this.#isFull = kept.different > MOST_COUNTED;
  }

  get kept(): CountedConsent {
    const different = this.#values.size + (this.#isFull ? 1 : 0);
    return { counts: this.#counts, values: [...this.#values], different };
  }

  /** @param heard - what is read instead of the cell, where it says nothing itself */
  add(cell: string, heard = cell): void {
    this.#counts[this.#known.get(heard) ?? this.#read(heard)]++;
    const value = cell.trim().slice(0, LONGEST_VALUE + 1);
    if (value === '') return;
    const rows = this.#values.get(value);
    if (rows !== undefined || this.#values.size < MOST_COUNTED) this.#values.set(value, (rows ?? 0) + 1);
    else this.#isFull = true;
  }

  #read(cell: string): CellMeaning {
    const meaning = cellMeaning(cell);
    if (this.#known.size < MOST_KNOWN && cell.length <= LONGEST_VALUE) this.#known.set(cell, meaning);
    return meaning;
  }

  get counts(): ConsentTally {
    return this.#counts;
  }

  /** The different cells, where times are all alike; null: too many to be answers. */
  get seen(): readonly string[] | null {
    if (this.isTimes) return [A_TIME];
    return this.#isFull || this.#values.size > MOST_ANSWERS ? null : [...this.#values.keys()];
  }

  /** The cells by which nobody can be written to, where they are few enough to be listed. */
  get refusing(): readonly string[] {
    return (this.seen ?? []).filter((cell) => ['refused', 'bounced'].includes(cellMeaning(cell)));
  }

  /** The commonest cells that a declaration can list. */
  get shown(): Pick<Candidate, 'values' | 'others'> {
    const values = [...this.#values]
      .filter(([value]) => value.length <= LONGEST_VALUE)
      .map(([value, rows]) => ({ value, rows }))
      .toSorted((one, other) => other.rows - one.rows)
      .slice(0, MOST_ANSWERS);
    return { values, others: this.#isFull ? null : this.#values.size - values.length };
  }

  /** Whether all its cells are times. */
  get isTimes(): boolean {
    return this.#counts.time > 0 && this.#counts.time === this.#filled;
  }

  /**
   * Whether a column of any name and language may hold answers: few different cells, of which some come again or are
   * left out. Times may be many, where some people have none.
   *
   * @param absent - rows without it
   */
  isAnswer(absent: number): boolean {
    const isPartial = this.#counts.blank + absent > 0;
    if (this.#filled === 0) return false;
    if (this.isTimes) return isPartial;
    const isFew = !this.#isFull && this.#values.size <= MOST_ANSWERS;
    return isFew && (isPartial || this.#values.size < this.#filled);
  }

  get #filled(): number {
    return filled(this.#counts);
  }
}

/** Above so many different cells a column has no answers, but texts. */
const MOST_ANSWERS = 20;
/** Different cells that are counted and shown. */
const MOST_COUNTED = 100;
/** What a saved mapping keeps of times: each of them is another. */
const A_TIME = '<time>';

/** Different cells of a column that are remembered: a column of names has a new one in each row. */
const MOST_KNOWN = 200;
