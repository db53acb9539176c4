/** Where the header of a table is, below titles and what programs write above and beneath it. */
import { plainWords } from '../../../../shared/domain/cells/plain-words.ts';
import { UNDER } from '../../../../shared/domain/imports/guess-target.ts';
import type { Cut } from './cuts.ts';
import { MOST_COLUMNS, unreadable } from './limits.ts';

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Where the next row begins, asked before that one is read; absent where nobody cuts. */
  next?(): Cut & Pick<NonNullable<Cut['table']>, 'separator'>;
}

/** Rows among which the header is looked for. */
export const LOOKED_AT = 40;

interface FoundHeader {
  /** Null for people without a header. */
  readonly header: readonly string[] | null;
  /** The first row of a person. */
  readonly from: number;
  /** Something other than blank rows stands above. */
  readonly isBelow: boolean;
}

/** Tags of the humanitarian exchange language, as Kobo and HDX write them, and those of Qualtrics. */
export const isTags = ({ cells }: TableRow): boolean => {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length > 1 && filled.every((cell) => TAG.test(cell.trim()));
};

const TAG = /^(?:#[a-z][a-z_]*(?:\s*\+\s*\w+)*|\{"ImportId":.*\})$/i;

/**
 * The header among the first rows, which are not blank. Throws FileError where rows stand above it, or beneath it with
 * more cells, and nothing shows that it is one.
 */
export function headerIn(rows: readonly TableRow[]): FoundHeader {
  const people = rows.findIndex(({ cells }) => addressIn(cells) !== -1 && !cells.some(isHeading));
  const widest = Math.max(0, ...rows.map(filledIn));
  const above = people < 0 ? rows : rows.slice(0, people);
  const wide = above.filter((row) => !isNarrow(row, widest));
  const [first] = wide;
  if (first === undefined) {
    if (people < 0) return { header: headingsOf(rows[0]), from: 1, isBelow: false };
    if (above.some((row) => filledIn(row) > 1)) throw unreadable({ code: 'header_unclear', line: rows[0]?.line ?? 1 });
    return { header: null, from: people, isBelow: false };
  }
  const best = wide.reduce((most, row) => (knownIn(row.cells) > knownIn(most.cells) ? row : most));
  const isBest = knownIn(first.cells) === 0 && knownIn(best.cells) > 1;
  const row = isBest || (first === rows[0] && filledIn(first) < filledIn(best)) ? best : first;
  const at = rows.indexOf(row);
  const top = [at - 1, at].find((one) => areMerged(rows[one], rows[one + 1]));
  if (top !== undefined) return { header: mergedHeadings(rows[top], rows[top + 1]), from: top + 2, isBelow: top > 0 };
  refuseUnclear(rows, at, people);
  return { header: headingsOf(row), from: at + 1, isBelow: at > 0 };
}

/**
 * Whether of two lines the first has headings of several columns, which the second names one by one. It leaves cells
 * blank, before others or where the second does not, and no column is without a name. A title has one cell, the first.
 */
function areMerged(upper: TableRow | undefined, lower: TableRow | undefined): boolean {
  if (upper === undefined || lower === undefined || lower.line !== upper.line + 1) return false;
  if (lower.cells.some((cell) => /\d{4}/.test(cell)) || addressIn(lower.cells) !== -1) return false;
  const length = Math.max(lengthOf(upper), lengthOf(lower));
  const has = ({ cells }: TableRow) => Array.from({ length }, (_, at) => (cells[at] ?? '').trim() !== '');
  const above = has(upper);
  const below = has(lower);
  if (above.some((is, at) => !is && !below[at]) || above.lastIndexOf(true) < 1) return false;
  if (!below.includes(false)) return above.indexOf(false) >= 0 && above.indexOf(false) < above.lastIndexOf(true);
  return above.includes(false) && below.every((is, at) => !is || !above[at] || above[at + 1] === false);
}

/** Each column by both of its headings. */
function mergedHeadings(upper: TableRow = NO_ROW, lower: TableRow = NO_ROW): readonly string[] {
  let group = '';
  const names = Array.from({ length: Math.max(lengthOf(upper), lengthOf(lower)) }, (_, at) => {
    const own = lower.cells[at]?.trim() ?? '';
    group = upper.cells[at]?.trim() || (own === '' ? '' : group);
    return [group, own].filter((part) => part !== '').join(UNDER);
  });
  return headingsOf({ cells: names });
}

const NO_ROW: TableRow = { line: 0, cells: [] };

function refuseUnclear(rows: readonly TableRow[], at: number, people: number): void {
  const { cells = [], line = 1 } = rows[at] ?? {};
  const beneath = rows.slice(at + 1);
  const wider = beneath.filter((row) => lengthOf(row) > cells.length).length;
  if (knownIn(cells) > 0) return;
  const isGuess = at > 0 && people !== at + 1;
  if (isGuess || (beneath.length > 2 && wider * 2 > beneath.length)) throw unreadable({ code: 'header_unclear', line });
}

const filledIn = ({ cells }: TableRow): number => cells.filter((cell) => cell.trim() !== '').length;
const lengthOf = ({ cells }: TableRow): number => cells.findLastIndex((cell) => cell.trim() !== '') + 1;

/** A title, or a line about the file, beside the rows of a table. */
function isNarrow(row: TableRow, widest: number): boolean {
  const filled = filledIn(row);
  return widest > 1 && (filled < 2 || filled * 2 < widest);
}

const headingsOf = ({ cells }: Pick<TableRow, 'cells'> = { cells: [] }): readonly string[] =>
  cells.slice(0, MOST_COLUMNS).map((cell, index) => cell.trim() || unnamed(index));

/** The name of a column without a heading. */
export const unnamed = (index: number): string => `Column ${index + 1}`;

/** Words of headings in lists of people. */
const KNOWN: ReadonlySet<string> = new Set(
  `name names firstname lastname surname nom nombre nome prenom apellido jina amazina phone phones tel telephone telefono telefone mobile cell
  msisdn whatsapp email mail correo courriel urn urns uuid language langue idioma lingua lugha number numero simu address adresse direccion
  endereco gender sex age town city district village country status created modified unsubscribed suppression reason`.split(
    /\s+/,
  ),
);

const isHeading = (cell: string): boolean => /^(name|email|phone|tel|status)$/i.test(cell.trim());

/** Cells that look like headings. */
const knownIn = (cells: readonly string[]): number =>
  cells.filter((cell) => cell.length < 60 && !isAddress(cell) && plainWords(cell).some((word) => KNOWN.has(word)))
    .length;

/** The domain's last name has no point, so that the pattern is linear on any text. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

const isAddress = (text: string): boolean => EMAIL.test(text) || /^(?:tel:)?\+?[\d\s().-]{7,20}$/.test(text);

/** The first cell with an address, or -1. Other columns may be named by dates, so there it must be sure. */
export const addressIn = (cells: readonly string[]): number =>
  cells.findIndex((cell, index) => (index === 0 ? isAddress(cell.trim()) : isSurelyAddress(cell.trim())));

const isSurelyAddress = (text: string): boolean => EMAIL.test(text) || /^(?:tel:)?(?:\+|00?)\d[\d ]{7,18}$/.test(text);
