import { packUuids } from '../../data/contacts/index.ts';
import type { ContactId } from '../../domain/ids.ts';
import type { Files } from '../../messages/files.ts';

/** Contacts of a list, 16 bytes each. */
const MOST = 50_000;

/** Lists the people of a file beside it, so that it can be told who is in it: a PUT for 50,000. */
export class PeopleLists {
  /** Lists so far. */
  count = 0;
  readonly #files: Pick<Files, 'write'>;
  readonly #keyOf: (list: number) => string;
  #people: ContactId[] = [];

  constructor(files: Pick<Files, 'write'>, keyOf: (list: number) => string) {
    this.#files = files;
    this.#keyOf = keyOf;
  }

  async add(people: readonly ContactId[]): Promise<void> {
    this.#people.push(...people);
    if (this.#people.length >= MOST) await this.end();
  }

  async end(): Promise<void> {
    if (this.#people.length === 0) return;
    await this.#files.write(this.#keyOf(this.count++), Buffer.from(packUuids(this.#people)));
    this.#people = [];
  }
}
