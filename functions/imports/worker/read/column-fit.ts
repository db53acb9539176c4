import { cellText, isScientific, namesInCell } from '../../../../shared/domain/cells/values.ts';
import { writtenDay } from '../../../../shared/domain/cells/written-day.ts';
import { languageMeant, languageNamed } from '../../../../shared/domain/contacts/language-names.ts';
import { isLanguage } from '../../../../shared/domain/contacts/languages.ts';
import { e164 } from '../../../../shared/domain/contacts/phones.ts';

/** Targets whose columns are looked at, with what their cells look like, readable or not. */
const LIKE: Readonly<Record<string, (text: string, about: string) => boolean>> = {
  urn: (text, about) => (about === '' ? likeAddress(text) || likeNumber(text) : likeUrn(text, about)),
  language: (text) => isLanguage(text.toLowerCase()) || languageNamed(text) !== null || languageMeant(text) !== null,
  uuid: (text) => /^[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}$/i.test(text),
  created_on: (text) => /\d/.test(text),
  last_seen_on: (text) => /\d/.test(text),
};

const likeUrn = (text: string, scheme: string): boolean => {
  if (text.toLowerCase().startsWith(`${scheme}:`)) return true;
  if (scheme === 'mailto') return text.includes('@');
  return scheme === 'tel' || scheme === 'whatsapp' ? likeNumber(text) : true;
};

const likeAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text) || /^[a-z]{2,12}:\S+$/i.test(text);

/** Digits, with few letters such as `ext` or `Tel`; a postal address has more. */
function likeNumber(text: string): boolean {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return isScientific(text) || (digits >= 6 && letters <= 4);
}

/** Without doubt an address, whatever its column is called. */
const isAddress = (text: string): boolean =>
  /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text) || /^(?:\+|00)[1-9][\d\s().-]{7,18}$/.test(text);

/** Cells that say enough of a column whose name says what it is. */
const ENOUGH = 5;
/** Cells that are tried as numbers of the workspace's country, which takes longer. */
const MOST_TRIED = 1_000;
/** Of the cells, at least this part is what a column becomes by them. */
const MOST = 0.9;

/** What cells are compared with. */
export interface Fitting {
  readonly country: string | null;
  /** Whether people can be added to a group of that name. */
  isGroup(name: string): boolean;
}

/** A number of the country or with its code; a day is none, which has as many digits. */
const isNumber = (text: string, country: string | null): boolean =>
  /^\+?[\d\s().-]{6,20}$/.test(text) && writtenDay(text) === null && e164(text, country) !== null;

/** What was counted of a column, as it can be stored. */
export interface CountedFit {
  filled: number;
  like: number;
  addresses: number;
  /** Of the first cells, those that are addresses or numbers of the country. */
  numbers: number;
  /** Those that name groups of the workspace. */
  groups: number;
}

/** Counts how many cells of one column look like what its name says. */
export class ColumnFit {
  readonly kept: CountedFit;

  /** @param kept - what was counted before */
  constructor(kept: CountedFit = { filled: 0, like: 0, addresses: 0, numbers: 0, groups: 0 }) {
    this.kept = kept;
  }

  /** @param to - the target that the column's name says, and its subject */
  add(
    cell: string,
    { to, about }: { readonly to: string; readonly about: string },
    { country, isGroup }: Fitting,
  ): void {
    const text = cellText(cell);
    if (text === '' || text === '--') return;
    this.kept.filled++;
    if (LIKE[to]?.(text, about) ?? true) this.kept.like++;
    if (isAddress(text)) this.kept.addresses++;
    const isTried = this.kept.filled <= MOST_TRIED;
    if (isTried && (isAddress(text) || isNumber(text, country))) this.kept.numbers++;
    if (namesInCell(text).every(isGroup)) this.kept.groups++;
  }

  /** Whether most cells are something else. A heading such as `Address` alone says little. */
  isUnlike({ to, about }: { readonly to: string; readonly about: string }): boolean {
    const enough = to === 'urn' && about === '' ? 1 : ENOUGH;
    return this.kept.filled >= enough && this.kept.like * 2 < this.kept.filled;
  }

  get isOfAddresses(): boolean {
    return this.#isMost(this.kept.addresses);
  }

  get isOfNumbers(): boolean {
    return this.#isMost(this.kept.numbers, Math.min(this.kept.filled, MOST_TRIED));
  }

  get isOfGroups(): boolean {
    return this.#isMost(this.kept.groups);
  }

  #isMost(count: number, of = this.kept.filled): boolean {
    return of > 0 && count >= of * MOST;
  }
}
