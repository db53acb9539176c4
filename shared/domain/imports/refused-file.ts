/** Refused rows as a CSV that can be mended and imported again: their own columns, and the reason beside each. */

import type { FileRecord, Refused } from '../cells/record.ts';
import { asTyped, CLEAR } from '../cells/values.ts';
import { csvBegin, csvRow } from '../exports/csv.ts';
import { escapeFormula, FAULT, unescapeFormula } from '../text/escape-formula.ts';
import type { Plan } from './plan.ts';

/** The column with the reasons, which an import ignores. */
export const REASON_COLUMN = 'Not imported because';
/** Whoever is in a list of people who have all opted out keeps that in the new file. */
const OPTED_OUT_COLUMN = 'Opted out by the list';

export interface RefusedRecord {
  readonly refused: Refused;
  readonly record: Pick<FileRecord, 'line' | 'cells' | 'exact'> & {
    /** Cells beyond the header. */
    readonly more?: readonly string[];
  };
}

/** Writes such a file: every record is met before the first line, because a record may have a column several times. */
export class RefusedFile {
  readonly #plan: Pick<Plan, 'files' | 'columns'>;
  /** How often a record has each column at most. */
  readonly #times = new Map<string, number>();

  constructor(plan: Pick<Plan, 'files' | 'columns'>) {
    this.#plan = plan;
    for (const { column } of plan.columns) if (column !== REASON_COLUMN) this.#times.set(column, 1);
    if (plan.files.some(({ optedOut }) => optedOut)) this.#times.set(OPTED_OUT_COLUMN, 1);
  }

  /** What was met so far, as it can be stored. */
  get met(): readonly (readonly [column: string, times: number])[] {
    return [...this.#times];
  }

  /** Meets what another one has met. */
  meetAll(met: RefusedFile['met']): void {
    for (const [column, times] of met) this.#times.set(column, Math.max(this.#times.get(column) ?? 1, times));
  }

  meet({ cells }: RefusedRecord['record']): void {
    const counted = new Map<string, number>();
    for (const [column] of cells) counted.set(column, (counted.get(column) ?? 0) + 1);
    for (const [column, count] of counted)
      if (column !== REASON_COLUMN) this.#times.set(column, Math.max(this.#times.get(column) ?? 1, count));
  }

  head(): string {
    const columns = [...this.#times].flatMap(([column, times]) => Array.from({ length: times }, () => column));
    return csvBegin([...columns, REASON_COLUMN].map(escapeFormula));
  }

  /** @param said - the reason as a sentence */
  line({ refused, record }: RefusedRecord, said: string): string {
    const isOut = this.#plan.files[refused.file]?.optedOut === true;
    const texts = Map.groupBy(record.cells, ([column]) => column);
    const cells = [...this.#times].flatMap(([column, times]) => {
      if (column === OPTED_OUT_COLUMN && isOut) return ['yes'];
      const own = texts.get(column) ?? [];
      return Array.from({ length: times }, (_, at) => cellFor(own[at]?.[1] ?? '', record.exact));
    });
    const why = refused.column === undefined ? said : `${refused.column}: ${said}`;
    const more = (record.more ?? []).map((text) => cellFor(text));
    return csvRow([...cells, escapeFormula(why), ...more]);
  }
}

/** A cell that an import reads as it read this one, and that no spreadsheet runs. */
function cellFor(text: string, exact = false): string {
  const plain = text.trim();
  if (plain === CLEAR) return plain;
  if (exact) return escapeFormula(text.replace(/^'(?='*--$)/, ''));
  return FAULT.test(plain) || asTyped(text) !== text ? plain : escapeFormula(unescapeFormula(text));
}
