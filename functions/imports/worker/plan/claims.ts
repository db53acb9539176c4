import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import type { PartRow } from '../../../../shared/domain/imports/plan.ts';
import { type Wrong, wrong } from '../../../../shared/domain/imports/record.ts';
import { FirstPlaces } from './first-places.ts';

/** A row's place as one number: a file has fewer lines. */
const FILE_STEP = 1e10;

type Place = Pick<PartRow, 'file' | 'line'>;

const numberOf = ({ file, line }: Place): number => file * FILE_STEP + line;

/** An import changes a contact only by its first row, which claims it with all its addresses. */
export class Claims {
  /** Rows that came too late. */
  duplicates = 0;
  readonly #first = new FirstPlaces();
  readonly #files: readonly { readonly name: string }[];

  constructor(files: readonly { readonly name: string }[]) {
    this.#files = files;
  }

  /** Claims a contact for a row, or names the earlier row that has it. */
  claim({ row, ...place }: PartRow, uuid: ContactId): Wrong | null {
    const names = [uuid, ...row.urns.map(identityOf)];
    const first = names.map((name) => this.#first.find(name)).find((found) => found !== null) ?? null;
    if (first === null) {
      for (const name of names) this.#first.add(name, numberOf(place));
      return null;
    }
    this.duplicates++;
    const [file, line] = [Math.floor(first / FILE_STEP), first % FILE_STEP];
    const where = file === place.file ? `line ${line}` : `line ${line} of ${this.#files[file]?.name}`;
    return wrong('duplicate', { code: 'row_duplicate', where });
  }

  /** Claims a contact without an address. False when a row has it already. */
  claimContact(uuid: ContactId, place: Place): boolean {
    if (this.#first.find(uuid) !== null) return false;
    this.#first.add(uuid, numberOf(place));
    return true;
  }
}
