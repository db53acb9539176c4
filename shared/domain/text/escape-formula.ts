/**
 * Cells that a spreadsheet would run as a formula, or an import misread (`--`, outer spaces), get an apostrophe, which
 * an import removes. Phone numbers and other plain numbers stay as they are.
 */

/** Beginnings that spreadsheets run; the wide characters are for Japanese Excel. */
const RUNS = /^'*(?:[=+\-@\t\r\n＝＋－＠]|#[A-Z\d/]+[!?A]$)/;
/** What a spreadsheet shows for a failed formula: the value is unknown. */
export const FAULT = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/;
const NUMBER = /^[+-]?\d[\d .]*$/;

/** Within apostrophes, outer spaces belong to the text. Each pattern alone is linear, also on cells of apostrophes. */
const isQuoted = (cell: string): boolean =>
  cell.startsWith("'") && cell.endsWith("'") && (/^'+\s/.test(cell) || /\s'+$/.test(cell));

export function escapeFormula(text: string): string {
  if (text !== text.trim() || isQuoted(text)) return `'${text}'`;
  if (!RUNS.test(text) || NUMBER.test(text)) return text;
  // An apostrophe before `=1 '` alone would be read as two around it.
  return isQuoted(`'${text}`) ? `'${text}'` : `'${text}`;
}

/** The original text of an escaped cell. */
export function unescapeFormula(cell: string): string {
  const trimmed = cell.trim();
  if (isQuoted(trimmed)) return trimmed.slice(1, -1);
  return trimmed.startsWith("'") && RUNS.test(trimmed) ? trimmed.slice(1) : trimmed;
}

/** The same for texts that are read literally, as in JSON: only `--` would be misread. */
export const literal = (text: string): string => (/^'*--$/.test(text) ? `'${text}` : text);
