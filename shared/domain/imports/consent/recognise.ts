import type { TargetText } from '../target.ts';
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
  readonly target: TargetText | null;
  /** Its most probable target. */
  readonly proposal: TargetText;
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

const named = (proposal: TargetText, target: TargetText | null = proposal): ConsentColumn => ({
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
  /** The first cells of each meaning. */
  readonly samples: Partial<Record<CellMeaning, string[]>>;
  /** Different cells, as far as they are few. */
  readonly values: string[];
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
  readonly kept: CountedConsent;
  readonly #known = new Map<string, { readonly meaning: CellMeaning; readonly loud: boolean }>();

  /** @param kept - what was counted before */
  constructor(kept: CountedConsent = { counts: nothingSaid(), samples: {}, values: [] }) {
    this.kept = kept;
  }

  add(cell: string): void {
    const { meaning, loud } = this.#known.get(cell) ?? this.#read(cell);
    this.kept.counts[meaning]++;
    if (loud) this.kept.counts.loud++;
    this.kept.samples[meaning] ??= [];
    const samples = this.kept.samples[meaning];
    const sample = cell.trim().slice(0, SAMPLE_LENGTH);
    if (samples.length < MOST_SAMPLES && !samples.includes(sample)) samples.push(sample);
  }

  /** What stands in the column, for whoever dismisses it. */
  get seen(): StandingCells {
    const { values, counts } = this.kept;
    return { values: values.length > MOST_SEEN ? null : values, loud: counts.loud > 0 };
  }

  /** Up to three different cells, first those that refuse. */
  get samples(): readonly string[] {
    return TELLING.flatMap((meaning) => this.kept.samples[meaning] ?? []).slice(0, MOST_SAMPLES);
  }

  #read(cell: string): { readonly meaning: CellMeaning; readonly loud: boolean } {
    const meaning = cellMeaning(cell);
    const read = { meaning, loud: isLoud(cell, meaning) };
    const { values } = this.kept;
    const value = cell.trim();
    if (meaning !== 'blank' && values.length <= MOST_SEEN && !values.includes(value)) values.push(value);
    if (this.#known.size < MOST_KNOWN && cell.length <= SAMPLE_LENGTH) this.#known.set(cell, read);
    return read;
  }

  get counts(): ConsentTally {
    return this.kept.counts;
  }
}

/** Above so many different cells a column has no answers, but texts. */
const MOST_SEEN = 20;
const MOST_SAMPLES = 3;
const SAMPLE_LENGTH = 60;
const TELLING: readonly CellMeaning[] = [
  ...(['refused', 'no', 'never', 'yes', 'bounced', 'consents', 'time', 'unsaid', 'other'] as const),
];

/** Different cells of a column that are remembered: a column of names has a new one in each row. */
const MOST_KNOWN = 200;

/** What stands in a column: its different cells (stored as hashes), null above a few; and whether one is loud. */
export interface StandingCells {
  readonly values: readonly string[] | null;
  readonly loud: boolean;
}

/** Whether a column has cells that nobody had seen when it was dismissed, or may have. */
export const isNewTo = (seen: StandingCells | null, { values, loud }: StandingCells): boolean =>
  seen?.values && values !== null ? values.some((value) => !seen.values?.includes(value)) : loud && seen?.loud !== true;
