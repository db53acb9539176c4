/** Phone numbers as people and programs write them in cells. */
import { e164 } from '../contacts/phones.ts';

/** `250,788,000,023`, as spreadsheets show thousands. */
const THOUSANDS = /^\s*\+?\d{1,3}(?:,\d{3}){2,4}\s*$/;

export const isOneNumber = (text: string): boolean => THOUSANDS.test(text);

/** A number that a program has read as a fraction: it has all its digits. */
const FLOAT = /^(\+?\d{7,15})[.,]0+$/;

/** The numbers in a cell that is no number as a whole. */
export const numbersIn = (text: string): readonly string[] =>
  text
    .split(/[/\n\r]|\s(?:or|ou|o|and|et|y|e|na|-|–)\s/i)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/**
 * A number with `+` where it is written to be dialled from abroad: `00250…`, `011250…`, `(+250)…`. Anything else is as
 * it stands, also `011…` where that begins a number of the country itself.
 */
export function dialled(text: string, country: string | null): string {
  const number = text.replace(FLOAT, '$1').replace(/^[\s("'’[{]*\+/, '+');
  const digits = number.replace(/[\s().,/’'–—‑-]/g, '');
  const [, abroad] = /^\+?00([1-9]\d{6,14})$/.exec(digits) ?? [];
  if (abroad !== undefined) return e164(`+${abroad}`, null) ?? number;
  const [, american] = /^\+?011([1-9]\d{6,14})$/.exec(digits) ?? [];
  if (american === undefined || e164(digits, country) !== null) return isOneNumber(number) ? digits : number;
  return american.length < LEAST_ABROAD && country === null ? number : (e164(`+${american}`, null) ?? number);
}

/** Without a country, `011` and fewer digits may be a number of a country itself. */
const LEAST_ABROAD = 10;
