/** What properties need to read cells of imports. */
import { FAULT, unescapeFormula } from '../exports/escape-formula.ts';
import { type Instant, instant } from '../instant.ts';
import type { Settings } from '../workspace.ts';
import { type Wrong, wrong } from './record.ts';
import { parseTime } from './times.ts';

export interface CellEnv {
  readonly settings: Pick<Settings, 'country' | 'timezone' | 'dateStyle'>;
  readonly now: Instant;
}

export interface Cell {
  readonly text: string;
  /** Clears the value. */
  readonly clears: boolean;
  /** The cell is taken literally. */
  readonly exact: boolean;
}

/** A value as in the cell; empty for a failed formula of a spreadsheet. */
export const valueText = (cell: string): string => (FAULT.test(cell.trim()) ? '' : unescapeFormula(cell));

/** Two columns with one target must agree: of two different values neither can be trusted. */
export function setOnce<Row extends object, Key extends keyof Row>(
  row: Row,
  key: Key,
  value: Row[Key],
  text: string,
): Wrong | null {
  if (row[key] !== undefined && row[key] !== value) return contradicts(text);
  row[key] = value;
  return null;
}

export const contradicts = (text: string): Wrong => wrong('conflict', { code: 'row_conflict', text });

/** The value would be cut. */
export const tooLong = (text: string, most: number): Wrong | null =>
  [...text].length <= most ? null : wrong('too_large', { code: 'row_too_long', length: [...text].length, most });

type ReadCell<Row> = (row: Row, cell: Cell, env: CellEnv) => Wrong | null;

/** Reads cells that hold a past time. */
export const reading =
  <Row>(take: (row: Row, at: Instant, text: string) => Wrong | null): ReadCell<Row> =>
  (row, { text }, { settings, now }) => {
    const at = parseTime(text, { ...settings, now });
    if (at === null) return wrong('invalid_time', { code: 'row_no_time', text });
    if (at > now) return wrong('future_time', { code: 'row_future', text });
    if (at < BEGINNING) return wrong('invalid_time', { code: 'row_no_moment', text });
    return take(row, at, text);
  };

/** `0001-01-01`, `1899-12-30` and `1970-01-01` are programs' zeros: nobody was seen then. */
const BEGINNING = instant(Date.UTC(1971, 0) * 1_000);

/** By column, what to read instead of a cell as it stands, without outer spaces. */
export type CellValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What to read of a cell. */
export function readInstead(values: CellValues, column: string, cell: string): string {
  const ofColumn = Object.hasOwn(values, column) ? values[column] : undefined;
  if (ofColumn === undefined) return cell;
  const key = cell.trim();
  return Object.hasOwn(ofColumn, key) ? (ofColumn[key] ?? cell) : cell;
}
