import { isBlock, isOut, optsOut, saidBy } from '../../../../shared/domain/contacts/opt-out/imported.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { isWrong, type Row } from '../../../../shared/domain/imports/row.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { SLICE_SIZE } from '../../../../shared/domain/jobs/job.ts';
import type { Listing } from '../read/listing.ts';
import type { ImportColumns } from './columns.ts';
import { FirstPlaces, hashOfName } from './first-places.ts';
import { type FindContacts, isNobodys, type NobodysRow, type NumberedRow, type RowContact } from './row-contacts.ts';
import type { RowReader } from './row-reader.ts';

interface Pass {
  readonly columns: ImportColumns;
  readonly rows: RowReader;
  readonly find: FindContacts;
}

type Hash = readonly [high: number, low: number];
/** With the last moment at which somebody may have opted out; `UNKNOWN` without a time. */
type Said = readonly [high: number, low: number, by: number];

/** As a number that is later than each time: such an opt-out counts as said now. */
const UNKNOWN = 8e15;

export const lastSaid = (row: Row): number => saidBy(row) ?? UNKNOWN;

/** Who opts out or is blocked by rows of other ranges of the files, as far as it matters here. */
export interface OutElsewhere {
  readonly out: readonly Said[];
  readonly blocked: readonly Hash[];
}

/** Addresses and contacts that any row opts out or blocks, which holds for each of their rows. */
export class OptedOut {
  readonly #pass: Pass;
  readonly #out = new FirstPlaces();
  readonly #blocked = new FirstPlaces();

  constructor(pass: Pass, { out, blocked }: OutElsewhere = { out: [], blocked: [] }) {
    this.#pass = pass;
    for (const [high, low, by] of out) this.#out.raiseHash(high, low, by);
    for (const hash of blocked) this.#blocked.addHash(...hash, 0);
  }

  /**
   * The second pass: who has opted out or is blocked. That must be known before the first row is decided about.
   * @param before - records of the file before those of the listing
   */
  async find(file: number, listing: Listing, before = 0): Promise<void> {
    const { columns, rows: reader } = this.#pass;
    if (!listing.optedOut && !columns.refuses) return;
    let rows: NumberedRow[] = [];
    let number: number = before;
    for await (const record of listing.records()) {
      number++;
      const row = reader.of(record, listing);
      if (isWrong(row) || !isOut(row)) continue;
      this.#add(row, [...(row.uuid === undefined ? [] : [row.uuid]), ...row.urns.map(identityOf)]);
      rows.push({ file, line: record.line, number, row });
      if (rows.length === SLICE_SIZE) rows = await this.#note(rows);
    }
    await this.#note(rows);
  }

  /** Other rows may name the same contact by other addresses. */
  async #note(rows: readonly NumberedRow[]): Promise<NumberedRow[]> {
    const found = await this.#pass.find(rows);
    for (const [index, { row }] of rows.entries()) this.#add(row, uuidsOf(found[index]));
    return [];
  }

  #add(row: Row, names: readonly string[]): void {
    for (const name of names) {
      if (optsOut(row)) this.#out.raiseHash(...hashOfName(name), lastSaid(row));
      if (isBlock(row)) this.#blocked.add(name, 0);
    }
  }

  /** A row of a contact, with what any row says of the contact or of these addresses. */
  of(row: Row, uuid: ContactId): Row {
    const names = [uuid, ...row.urns.map(identityOf)];
    const by = Math.max(-1, ...names.map((name) => this.#out.find(name) ?? -1));
    const blocked = names.some((name) => this.#blocked.find(name) !== null);
    return { ...(by < 0 ? row : outBy(row, by)), ...(blocked && { blocked }) };
  }
}

/** A row whose person has opted out, if another row may say so later then by that. */
function outBy(row: Row, by: number): Row {
  if (optsOut(row) && lastSaid(row) >= by) return { ...row, optOut: true };
  const { optedOutOn: _, optedOutBy: __, asOf: ___, ...undated } = row;
  return { ...undated, optOut: true, ...(by < UNKNOWN && { optedOutOn: instant(by) }) };
}

const uuidsOf = (found: RowContact | NobodysRow | undefined): readonly ContactId[] =>
  (found === undefined ? [] : isNobodys(found) ? found.named : [found]).map(({ uuid }) => uuid);
