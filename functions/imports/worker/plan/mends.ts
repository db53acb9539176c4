import { languageMeant } from '../../../../shared/domain/contacts/language-names.ts';
import { LONGEST_VALUE, type RowMend } from '../../../../shared/domain/imports/problems.ts';
import type { Refused } from '../../../../shared/domain/imports/record.ts';
import { takeUrns } from '../../../../shared/domain/imports/row-urns.ts';
import type { ImportColumns } from './columns.ts';

/** What may mend a refused row: the country of its number, or what its cell probably means. Callers are asked first. */
export class Mends {
  readonly #columns: ImportColumns;
  /** The most probable country of numbers without a country code. */
  readonly #country: string | null;

  constructor(columns: ImportColumns, country: string | null) {
    this.#columns = columns;
    this.#country = country;
  }

  of({ reason, column, cell = '' }: Pick<Refused, 'reason' | 'column' | 'cell'>): RowMend | null {
    if (column === undefined || cell === '') return null;
    if (reason === 'invalid_language') {
      const value = cell.length > LONGEST_VALUE ? null : languageMeant(cell);
      return value === null ? null : { value };
    }
    if (reason !== 'invalid_address' || this.#country === null) return null;
    const { about } = this.#columns.targetOf(column);
    const country = this.#country;
    return takeUrns([], about || null, cell, { country, exact: false }) === null ? { country } : null;
  }
}
