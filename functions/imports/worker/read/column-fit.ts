import { languageMeant, languageNamed } from '../../../../shared/domain/contacts/language-names.ts';
import { isLanguage } from '../../../../shared/domain/contacts/languages.ts';
import { cellText, isScientific } from '../../../../shared/domain/imports/values.ts';

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

/** What was counted of a column, as it can be stored. */
export interface CountedFit {
  filled: number;
  like: number;
  addresses: number;
}

/** Counts how many cells of one column look like what its name says. */
export class ColumnFit {
  readonly kept: CountedFit;

  /** @param kept - what was counted before */
  constructor(kept: CountedFit = { filled: 0, like: 0, addresses: 0 }) {
    this.kept = kept;
  }

  /** @param to - the target that the column's name says, and its subject */
  add(cell: string, { to, about }: { readonly to: string; readonly about: string }): void {
    const text = cellText(cell);
    if (text === '' || text === '--') return;
    this.kept.filled++;
    if (LIKE[to]?.(text, about) ?? true) this.kept.like++;
    if (isAddress(text)) this.kept.addresses++;
  }

  /** Whether most cells are something else. A heading such as `Address` alone says little. */
  isUnlike({ to, about }: { readonly to: string; readonly about: string }): boolean {
    const enough = to === 'urn' && about === '' ? 1 : ENOUGH;
    return this.kept.filled >= enough && this.kept.like * 2 < this.kept.filled;
  }

  get isOfAddresses(): boolean {
    return this.kept.filled > 0 && this.kept.addresses >= this.kept.filled * 0.9;
  }
}
