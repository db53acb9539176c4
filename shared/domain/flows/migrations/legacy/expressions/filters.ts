import { plus } from './dates.ts';
import { translateCall } from './translate.ts';
import { attempt, number, type Translated } from './translated.ts';

/** By the filter of versions before 8, the function that took its place. */
const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['capitalize', 'proper'],
  ['first_word', 'first_word'],
  ['lower_case', 'lower'],
  ['read_digits', 'read_digits'],
  ['remove_first_word', 'remove_first_word'],
  ['title_case', 'proper'],
  ['upper_case', 'upper'],
]);

/** `|upper_case` and `|time_delta:"3"`, with quotes that some editors escaped. */
const FILTER = /\|([a-z_]{1,30})(?::\s{0,5}\\?["']?\s{0,5}(-?\d{1,9})\s{0,5}\\?["']?)?/iy;

/** The path with the filters behind it, as many as come; `becomes` is null when one has no equal. */
export function filtered(
  text: string,
  start: number,
  value: Translated,
): { readonly end: number; readonly becomes: Translated | null } {
  let end = start;
  let becomes: Translated | null = value;
  FILTER.lastIndex = end;
  for (let found = FILTER.exec(text); found !== null; found = FILTER.exec(text)) {
    const [whole, name = '', days] = found;
    if (!isFilter(name)) break;
    end += whole.length;
    const before: Translated | null = becomes;
    becomes = before && attempt(() => apply(name.toLowerCase(), before, days));
  }
  return { end, becomes };
}

const isFilter = (name: string): boolean => FUNCTIONS.has(name.toLowerCase()) || name.toLowerCase() === 'time_delta';

function apply(name: string, value: Translated, days: string | undefined): Translated | null {
  if (name !== 'time_delta') return translateCall(FUNCTIONS.get(name) ?? '', [value]);
  return days === undefined ? null : plus('+', value, number(Number(days)));
}
