import { isOut } from '../../../../shared/domain/contacts/opt-out/imported.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import { isWrong } from '../../../../shared/domain/imports/row.ts';
import { REFUSING_TARGETS } from '../../../../shared/domain/imports/target.ts';
import { SLICE_SIZE } from '../../../../shared/domain/jobs/job.ts';
import type { Listing } from '../read/listing.ts';
import type { ImportColumns } from './columns.ts';
import { type FindContacts, isNobodys, type NumberedRow } from './find-contacts.ts';
import { FirstPlaces } from './first-places.ts';
import type { RowReader } from './row-reader.ts';

interface Pass {
  readonly columns: ImportColumns;
  readonly rows: RowReader;
  readonly find: FindContacts;
}

/** Addresses and contacts that any row opts out, which holds for each of their rows. */
export class OptedOut {
  readonly #pass: Pass;
  readonly #names = new FirstPlaces();

  constructor(pass: Pass) {
    this.#pass = pass;
  }

  /** The second pass: who has opted out. That must be known before the first row is decided about. */
  async find(file: number, listing: Listing): Promise<void> {
    const { columns, rows: reader } = this.#pass;
    if (!listing.optedOut && !REFUSING_TARGETS.some((to) => columns.has(to))) return;
    let [rows, number]: [NumberedRow[], number] = [[], 0];
    for await (const record of listing.records()) {
      number++;
      const row = reader.of(record, listing);
      if (isWrong(row) || !isOut(row)) continue;
      if (row.uuid !== undefined) this.#names.add(row.uuid, 0);
      for (const urn of row.urns) this.#names.add(identityOf(urn), 0);
      rows.push({ file, line: record.line, number, row });
      if (rows.length === SLICE_SIZE) rows = await this.#note(rows);
    }
    await this.#note(rows);
  }

  /** Other rows may name the same contact by other addresses. */
  async #note(rows: readonly NumberedRow[]): Promise<NumberedRow[]> {
    for (const found of await this.#pass.find(rows))
      for (const { uuid } of isNobodys(found) ? found.named : [found]) this.#names.add(uuid, 0);
    return [];
  }

  /** Whether one of these (a contact's uuid or identities) belongs to somebody who is opted out. */
  has(names: readonly string[]): boolean {
    return names.some((name) => this.#names.find(name) !== null);
  }
}
