/** What properties need to read the cells of imports. */
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
  /** Clears what it is for. */
  readonly clears: boolean;
  /** Nothing is to be made of it but what it is. */
  readonly exact: boolean;
}

/** A value as it stands in the cell; nothing when a spreadsheet's formula has failed. */
export const valueText = (cell: string): string => (FAULT.test(cell.trim()) ? '' : unescapeFormula(cell));

/** Two columns may become one thing, and then say the same of it: of two that do not neither is the right one. */
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

/** It would be cut. */
export const tooLong = (text: string, most: number): Wrong | null =>
  [...text].length <= most ? null : wrong('too_large', { code: 'row_too_long', length: [...text].length, most });

type ReadCell<Row> = (row: Row, cell: Cell, env: CellEnv) => Wrong | null;

/** Reads cells that say a time that has been. */
export const reading =
  <Row>(take: (row: Row, at: Instant, text: string) => Wrong | null): ReadCell<Row> =>
  (row, { text }, { settings, now }) => {
    const at = parseTime(text, { ...settings, now });
    if (at === null) return wrong('invalid_time', { code: 'row_no_time', text });
    if (at > now) return wrong('future_time', { code: 'row_future', text });
    if (at < BEGINNING) return wrong('invalid_time', { code: 'row_no_moment', text });
    return take(row, at, text);
  };

/** `0001-01-01`, `1899-12-30` and `1970-01-01` are the zeros of programs: nobody was seen then. */
const BEGINNING = instant(Date.UTC(1971, 0) * 1_000);
