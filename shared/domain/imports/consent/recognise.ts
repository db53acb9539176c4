import { LONGEST_VALUE } from '../problems.ts';
import type { Candidate, HowOfColumn } from '../refusals.ts';

import { type CellMeaning, cellMeaning, isLoud } from './cells.ts';
import { findsPhrase } from './phrases.ts';
import { plainWords } from './plain-words.ts';
import {
  CONSENTS,
  MAYBE_CONSENTS,
  MAYBE_REFUSALS,
  MEASURES,
  MESSAGES,
  OTHER_THINGS,
  REASONS,
  REFUSALS,
  STANDINGS,
  TIMES,
} from './vocabulary.ts';

/** The number of a column's cells by meaning. */
export type ConsentTally = Readonly<Record<CellMeaning, number>> & {
  /** Cells that speak of refusal under any heading. */
  readonly loud: number;
};

/** A column that speaks, or may speak, of refusal or consent. */
interface ConsentColumn {
  /** Its target unless a person says otherwise; null: a person has to say. */
  readonly target: HowOfColumn | null;
  /** Its most probable target. */
  readonly proposal: HowOfColumn;
  readonly because: 'name' | 'values';
}

type Says = 'refusal' | 'consent' | 'maybe_refusal' | 'maybe_consent' | null;

/** What a name says of messages. Refusals come first: "unsubscribed" contains "subscribed". */
function nameSays(words: readonly string[]): Says {
  const other = findsPhrase(OTHER_THINGS, words);
  if (findsPhrase(REFUSALS, words)) return other ? 'maybe_refusal' : 'refusal';
  if (findsPhrase(CONSENTS, words)) return other ? 'maybe_consent' : 'consent';
  if (findsPhrase(MAYBE_REFUSALS, words)) return 'maybe_refusal';
  return findsPhrase(MAYBE_CONSENTS, words) || (!other && findsPhrase(MESSAGES, words)) ? 'maybe_consent' : null;
}

/** Whether a name of consent denies it: `Consent withdrawn`. `Opted` alone is in names of consent too. */
const isDenied = (words: readonly string[]): boolean =>
  findsPhrase(
    MAYBE_REFUSALS,
    words.filter((word) => !word.startsWith('opt')),
  );

const DECLARED = ['refused', 'consents', 'never', 'bounced'] as const;
const UNDERSTOOD = [...DECLARED, 'unsaid', 'yes', 'no'] as const;

const sum = (tally: ConsentTally, meanings: readonly CellMeaning[]): number =>
  meanings.reduce((total, meaning) => total + tally[meaning], 0);

const filled = (tally: ConsentTally): number => sum(tally, [...UNDERSTOOD, 'time', 'other']);

/** Whether a column speaks of refusal or consent, by name and cells; null only where neither may say anything of it. */
export function consentColumn(name: string, tally: ConsentTally): ConsentColumn | null {
  const words = plainWords(name);
  const says = nameSays(words);
  const cells = filled(tally);
  const understood = sum(tally, UNDERSTOOD);
  const timed = tally.time > 0 && tally.time + tally.unsaid + tally.no === cells;
  switch (says) {
    case 'refusal':
      if (timed) return named('opted_out_on');
      return named('opt_out', understood === cells ? 'opt_out' : null);
    case 'consent':
      if (cells === 0 || (timed && findsPhrase(TIMES, words))) return null;
      return declares(tally, cells) ? named('opt_out') : named(isDenied(words) ? 'opt_out' : 'opt_in', null);
    case 'maybe_refusal':
      // Whoever gave a reason for it did it.
      if (timed || (cells > 0 && findsPhrase(REASONS, words))) return named('opted_out_on', null);
      if (understood * 2 >= cells && understood > 0) return named('opt_out', null);
      if (cells > 0 && findsPhrase(REFUSALS, words) && !findsPhrase(MEASURES, words)) return named('opt_out', null);
      break;
    case 'maybe_consent':
      if (declares(tally, cells)) return named('opt_out');
      if (understood * 2 >= cells && understood > 0) return named('opt_in', null);
      break;
  }
  if (tally.loud > 0 || (findsPhrase(STANDINGS, words) && tally.refused + tally.never > 0)) {
    return { target: null, proposal: 'opt_out', because: 'values' };
  }
  return null;
}

const named = (proposal: HowOfColumn, target: HowOfColumn | null = proposal): ConsentColumn => ({
  target,
  proposal,
  because: 'name',
});

/** Whether each cell says by itself what its person wants, whatever the column asks. */
const declares = (tally: ConsentTally, cells: number): boolean =>
  sum(tally, DECLARED) + tally.unsaid === cells && tally.refused > 0;

/** What a file's or sheet's name says of everybody in it, or null. Mailchimp's cleaned people refuse nothing. */
export function consentFile(name: string): 'refusal' | 'maybe_refusal' | null {
  if (/^(?:nonsubscribed|cleaned)/i.test(name)) return null;
  const words = plainWords(name.replace(/\.\w{2,5}(?:\.gz)?$/i, ''));
  const says = nameSays(words);
  return says === 'refusal' || says === 'maybe_refusal' ? says : null;
}

/** What the cells of one column say, as it can be stored. */
export interface CountedConsent {
  readonly counts: Record<keyof ConsentTally, number>;
  /** Different cells with their rows, as far as they are few. */
  readonly values: [cell: string, rows: number][];
  /** How many different cells there are, counted as far as they are remembered. */
  different: number;
}

const nothingSaid = (): CountedConsent['counts'] => ({
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
  loud: 0,
});

/** Counts what the cells of one column say. */
export class ConsentCounter {
  readonly #counts: CountedConsent['counts'];
  readonly #values: Map<string, number>;
  readonly #known = new Map<string, { readonly meaning: CellMeaning; readonly loud: boolean }>();
  #isFull: boolean;

  /** @param kept - what was counted before */
  constructor(kept: CountedConsent = { counts: nothingSaid(), values: [], different: 0 }) {
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
    const { meaning, loud } = this.#known.get(heard) ?? this.#read(heard);
    this.#counts[meaning]++;
    if (loud) this.#counts.loud++;
    const value = cell.trim().slice(0, LONGEST_VALUE + 1);
    if (value === '') return;
    const rows = this.#values.get(value);
    if (rows !== undefined || this.#values.size < MOST_COUNTED) this.#values.set(value, (rows ?? 0) + 1);
    else this.#isFull = true;
  }

  #read(cell: string): { readonly meaning: CellMeaning; readonly loud: boolean } {
    const meaning = cellMeaning(cell);
    const read = { meaning, loud: isLoud(cell, meaning) };
    if (this.#known.size < MOST_KNOWN && cell.length <= LONGEST_VALUE) this.#known.set(cell, read);
    return read;
  }

  get counts(): ConsentTally {
    return this.#counts;
  }

  /** The different cells, where times are all alike; null: too many to be answers. */
  get seen(): readonly string[] | null {
    if (this.isTimes) return [A_TIME];
    return this.#isFull || this.#values.size > MOST_ANSWERS ? null : [...this.#values.keys()];
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
