import { type Wrong, wrong } from '../../../../shared/domain/cells/record.ts';
import { isOut } from '../../../../shared/domain/contacts/opt-out/imported.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import type { PartRow } from '../../../../shared/domain/imports/plan.ts';
import { FirstPlaces } from './first-places.ts';
import type { NobodysRow, RowContact } from './row-contacts.ts';
import type { RowNames } from './row-names.ts';

/** A row's place as one number: a file has fewer lines. */
export const FILE_STEP = 1e10;

/** What other ranges of the files have claimed, as far as it matters here: 64 bits of hash, and the place. */
export type ClaimsElsewhere = readonly (readonly [high: number, low: number, place: number])[];

type Place = Pick<PartRow, 'file' | 'line'>;

const numberOf = ({ file, line }: Place): number => file * FILE_STEP + line;

/** An import changes a contact only by its first row, which claims it with all its addresses. */
export class Claims {
  /** Rows that came too late. */
  duplicates = 0;
  readonly #first = new FirstPlaces();
  readonly #files: readonly { readonly name: string }[];
  readonly #names: RowNames | null;

  /** @param names - what notes by which names rows are claimed, where they are read in ranges */
  constructor(
    files: readonly { readonly name: string }[],
    elsewhere: ClaimsElsewhere = [],
    names: RowNames | null = null,
  ) {
    this.#files = files;
    this.#names = names;
    for (const claimed of elsewhere) this.#first.addHash(...claimed);
  }

  /** Claims a contact for a row, or names the earlier row that has it. */
  claim({ row, ...place }: PartRow, { uuid, contact }: Pick<RowContact, 'uuid' | 'contact'>): Wrong | null {
    const names = [uuid, ...row.urns.map(identityOf)];
    this.#names?.add(row, numberOf(place), names, contact === null ? 0 : 1);
    const first = names.map((name) => this.#first.find(name)).find((found) => found !== null) ?? null;
    if (first === null) {
      for (const name of names) this.#first.add(name, numberOf(place));
      return null;
    }
    this.duplicates++;
    const file = Math.floor(first / FILE_STEP);
    const line = first % FILE_STEP;
    const where = file === place.file ? `line ${line}` : `line ${line} of ${this.#files[file]?.name}`;
    return wrong('duplicate', { code: 'row_duplicate', where });
  }

  /** Takes note of a row of nobody, which opts out whom it names. */
  meetNobody({ row, ...place }: PartRow, { named }: NobodysRow): void {
    if (!isOut(row)) return;
    const uuids = named.map(({ uuid }) => uuid);
    const names = [...uuids, ...(row.uuid === undefined ? [] : [row.uuid]), ...row.urns.map(identityOf)];
    this.#names?.addNobody(row, numberOf(place), names, uuids.length);
  }

  /** Claims a contact without an address. False when a row has it already. */
  claimContact(uuid: ContactId, place: Place): boolean {
    if (this.#first.find(uuid) !== null) return false;
    this.#first.add(uuid, numberOf(place));
    return true;
  }
}
