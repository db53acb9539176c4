import type { Refused } from '../../../../shared/domain/cells/record.ts';
import { languageMeant } from '../../../../shared/domain/contacts/language-names.ts';
import { takeUrns } from '../../../../shared/domain/contacts/properties/urns-imported.ts';
import { LONGEST_VALUE, type Problems, type RowMend } from '../../../../shared/domain/imports/problems.ts';
import type { ImportColumns } from './columns.ts';
import type { PartWriter } from './parts.ts';

/** Refused rows that the plan itself shows. */
export const SHOWN = 100;
/** Of rows with a lost opt-out, those that a warning names. */
export const MOST_LOST_SHOWN = 10;

export interface RefusingRows {
  readonly problems: Pick<Problems, 'add'>;
  readonly columns: ImportColumns;
  /** The most probable country of numbers without a country code. */
  readonly country: string | null;
}

/** The refused rows: counted, written, and the first of them shown. */
export class RefusedRows {
  count = 0;
  readonly shown: Refused[] = [];
  /** Those that say that somebody wants no messages whom nobody found: how many, and the first. */
  readonly lost = { count: 0, shown: [] as Pick<Refused, 'file' | 'line'>[] };
  readonly #of: RefusingRows;
  readonly #parts: PartWriter<Refused>;

  constructor(of: RefusingRows, parts: PartWriter<Refused>) {
    this.#of = of;
    this.#parts = parts;
  }

  async refuse({ cell, unread, ...refused }: Refused): Promise<void> {
    this.count++;
    const whole = cell === undefined ? refused : { ...refused, cell };
    this.#of.problems.add({ ...whole, ...(unread && { unread }) }, mendOf(whole, this.#of));
    if (refused.lostOptOut && ++this.lost.count <= MOST_LOST_SHOWN)
      this.lost.shown.push({ file: refused.file, line: refused.line });
    if (this.shown.length < SHOWN) this.shown.push(refused);
    await this.#parts.add(refused);
  }
}

/** What may mend a refused row: the country of its number, or what its cell probably means. Callers are asked first. */
function mendOf(
  { reason, column, cell = '' }: Pick<Refused, 'reason' | 'column' | 'cell'>,
  { columns, country }: RefusingRows,
): RowMend | null {
  if (column === undefined || cell === '') return null;
  if (reason === 'invalid_language') {
    const value = cell.length > LONGEST_VALUE ? null : languageMeant(cell);
    return value === null ? null : { value };
  }
  if (reason !== 'invalid_address' || country === null) return null;
  const { about } = columns.targetOf(column);
  return takeUrns([], about || null, cell, { country, exact: false }) === null ? { country } : null;
}
