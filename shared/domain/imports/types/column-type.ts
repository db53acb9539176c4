import { plainWords } from '../../cells/plain-words.ts';
import { asTyped } from '../../cells/values.ts';
import { isNoDay, writtenDay } from '../../cells/written-day.ts';
import type { FieldType } from '../../workspace.ts';
import { type DayEnv, DayOrder, type SeenDays } from './day-order.ts';

/** What was seen of the cells of one column, as it can be stored. */
export interface SeenCells {
  filled: number;
  numbers: number;
  /** Some number is written as none is counted with. */
  labels: boolean;
  /** Whole numbers of so many digits that they may be dialled. */
  long: number;
  /** The digits of all whole numbers, if they have as many, and how many of them are round. */
  length: number | null;
  sameLength: boolean;
  round: number;
  readonly different: string[];
  readonly days?: SeenDays;
}

const nothingSeen = (): SeenCells => ({
  filled: 0,
  numbers: 0,
  labels: false,
  long: 0,
  length: null,
  sameLength: true,
  round: 0,
  different: [],
});

/** What the cells of one column are, all of them looked at. */
export class ColumnType {
  readonly days: DayOrder;
  readonly kept: SeenCells;
  readonly #isId: boolean;

  /** @param kept - what was seen before */
  constructor(name: string, env: DayEnv, kept: SeenCells = nothingSeen()) {
    this.days = new DayOrder(env, kept.days);
    this.kept = { ...kept, days: this.days.kept };
    this.#isId = isIdName(name);
  }

  add(raw: string): void {
    const text = /^[\s='#]/.test(raw) ? asTyped(raw).trim() : raw.trimEnd();
    if (text === '' || text === '--' || FAULT.test(text)) return;
    const written = this.#isNoColumnOfDays ? null : writtenDay(text);
    if (written !== null && isNoDay(written)) return;
    this.kept.filled++;
    if (written !== null) this.days.add(written);
    // A column of which one cell is no number is none, so the others need no look.
    else if (this.kept.numbers === this.kept.filled - 1) this.#number(text);
  }

  /** To look for days costs most, so it ends where none came. */
  get #isNoColumnOfDays(): boolean {
    return this.kept.filled > MOST_WITHOUT_DAY && this.days.kept.days === 0;
  }

  #number(text: string): void {
    if (!NUMBER.test(text)) return;
    this.kept.numbers++;
    const [, written = '', fraction] = PARTS.exec(text) ?? [];
    const whole = written.replace(/^0+(?=\d)/, '');
    const digits = whole.length + (fraction?.length ?? 0);
    if (whole !== written || digits > MOST_DIGITS) this.kept.labels = true;
    if (fraction !== undefined) this.kept.sameLength = false;
    else {
      if (whole.length >= LEAST_DIALLED) this.kept.long++;
      if (this.kept.length !== null && this.kept.length !== whole.length) this.kept.sameLength = false;
      this.kept.length = whole.length;
      if (whole.endsWith('0')) this.kept.round++;
      const { different } = this.kept;
      if (different.length < MOST_DIFFERENT && !different.includes(whole)) different.push(whole);
    }
  }

  /** Whether each cell is a day, also one that no calendar has. */
  get isAllDays(): boolean {
    const { days, real, fullYears } = this.days.kept;
    return days > 0 && days === this.kept.filled && (fullYears === days || real * 2 > days);
  }

  get type(): FieldType {
    const { open, proofs } = this.days.kept;
    const { order } = this.days;
    if (this.kept.filled === 0) return 'text';
    if (this.isAllDays) {
      const inBoth = proofs.day_first !== undefined && proofs.month_first !== undefined;
      return inBoth || (open > 0 && order === null) ? 'text' : 'datetime';
    }
    const isCounted = this.kept.numbers === this.kept.filled && !this.kept.labels && !this.#isId && !this.#areIds;
    return isCounted && this.kept.long * 2 < this.kept.filled ? 'number' : 'text';
  }

  /** Numbers of one length, none like another and hardly any round, name things. */
  get #areIds(): boolean {
    const { length } = this.kept.different;
    if (!this.kept.sameLength || (this.kept.length ?? 0) < LEAST_ID || length < 3) return false;
    return length === Math.min(this.kept.filled, MOST_DIFFERENT) && this.kept.round * 2 < this.kept.filled;
  }
}

const FAULT = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/;
const NUMBER = /^-?(?:\d+(?:\.\d+)?|\.\d+)$/;
const PARTS = /^-?(\d*)(?:\.(\d+))?$/;

/** A spreadsheet keeps so many digits of a number. */
const MOST_DIGITS = 15;
/** Phone numbers without a country code have nine digits and more. */
const LEAST_DIALLED = 9;
const LEAST_ID = 6;
/** Cells after which no first day is looked for. */
const MOST_WITHOUT_DAY = 5_000;
/** Different values that are remembered. */
const MOST_DIFFERENT = 200;

const IDS = new Set(
  `id ids uid uuid guid key code codes no nr nbr num number numbers ref reference zip zipcode postcode postal pin passport licence
  license account iban barcode serial imei phone tel telephone mobile msisdn cell fax nid ssn cin matricule numero registration
  whatsapp codigo cedula documento dni nif cpf kitambulisho indangamuntu`.split(/\s+/),
);
const FIRST = new Set('id code codigo numero matricule phone tel telephone'.split(' '));

/** Whether a heading names numbers that nobody counts with: `Case ID`, `Code postal`, but not `Number of children`. */
function isIdName(name: string): boolean {
  const words = plainWords(name).filter((word) => !/^\d+$/.test(word));
  return IDS.has(words.at(-1) ?? '') || FIRST.has(words[0] ?? '');
}
