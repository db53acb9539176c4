import { civilAt, instantAtOffset, offsetAtLocal } from '../../query/values/civil.ts';
import type { TableShape } from '../contacts/properties/exported.ts';
import { formatInstant, instant, MICROS_PER_DAY, parseInstant } from '../instant.ts';
import type { TableColumn } from './table.ts';
import type { SheetCell } from './xlsx.ts';

/** Excel calls a file with a longer cell damaged. Only lists of addresses or groups can be so long. */
const MOST_CHARACTERS = 32_767;
const CUT = '… (a cell of a spreadsheet ends here: export as CSV for the rest)';
/** A spreadsheet shows longer numbers with an exponent. */
const MOST_DIGITS = 11;
/** The days of spreadsheets are right from here on. */
const FIRST_DAY = '1900-03-01';
const DAYS_BEFORE_1970 = 25_569;

/** The same columns for people: times on the workspace's clock; in a sheet as dates, and numbers as numbers. */
export const readableColumns = (columns: readonly TableColumn[], shape: TableShape, timezone: string) =>
  columns.map((column): TableColumn => {
    const { type, cell } = column;
    return { ...column, hasDates: type === 'time', cell: (row) => readable(cell(row), type, shape, timezone) };
  });

function readable(cell: SheetCell, type: TableColumn['type'], shape: TableShape, timezone: string): SheetCell {
  if (typeof cell !== 'string') return cell;
  if (type === 'time') return localTime(cell, shape, timezone) ?? cell;
  if (shape === 'csv') return cell;
  if (cell.length > MOST_CHARACTERS) return `${cell.slice(0, MOST_CHARACTERS - CUT.length).toWellFormed()}${CUT}`;
  return type === 'number' && isKept(cell) ? Number(cell) : cell;
}

/** The time on the clock, to the second; null where an import would take it for another one, as in autumn's hour. */
function localTime(text: string, shape: TableShape, timezone: string): SheetCell | null {
  const at = parseInstant(text);
  if (at === null) return null;
  const { micros, ...clock } = civilAt(timezone, at);
  const time = { ...clock, micros: 0 };
  const local = instant(instantAtOffset(time, time, 0));
  const shown = formatInstant(local).replace('T', ' ').slice(0, 19);
  const isSame = instantAtOffset(time, time, offsetAtLocal(timezone, time, time)) === at - micros;
  if (!isSame || shown < FIRST_DAY) return null;
  return shape === 'csv' ? shown.replace(/:00$/, '') : { day: local / MICROS_PER_DAY + DAYS_BEFORE_1970 };
}

/** Whether a sheet loses nothing of a number, unlike of `007`, `7.50` and phone numbers. */
const isKept = (text: string): boolean =>
  /^-?[\d.]+$/.test(text) && String(Number(text)) === text && text.replace(/\D/g, '').length <= MOST_DIGITS;
