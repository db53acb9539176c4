/**
 * Cells that a spreadsheet would run as a formula are made harmless by an apostrophe, which an import takes away again. So is what an import
 * would take for something else: the text `--`, which clears, and space around a text, which it drops; and what begins with such an
 * apostrophe of its own. Phone numbers and other plain numbers are left as they are: they run nothing.
 */

/** What spreadsheets run begins so; the wide ones are those of Japanese Excel. */
const RUNS = /^'*(?:[=+\-@\t\r\n＝＋－＠]|#[A-Z\d/]+[!?A]$)/;
/** What a spreadsheet shows of a formula that has failed: nothing is known then. */
export const FAULT = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/;
const NUMBER = /^[+-]?\d[\d .]*$/;
/** Within apostrophes, space around a text is part of it. */
const QUOTED = /^'+(?:\s[\s\S]*|[\s\S]*\s)'+$/;

export function escapeFormula(text: string): string {
  if (text !== text.trim() || QUOTED.test(text)) return `'${text}'`;
  return RUNS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** The text that a cell was, before it was made harmless. */
export function unescapeFormula(cell: string): string {
  const trimmed = cell.trim();
  if (QUOTED.test(trimmed)) return trimmed.slice(1, -1);
  return trimmed.startsWith("'") && RUNS.test(trimmed) ? trimmed.slice(1) : trimmed;
}

/** The same of a text that is read to the letter, as JSON is: only `--` would be taken for what clears. */
export const literal = (text: string): string => (/^'*--$/.test(text) ? `'${text}` : text);
