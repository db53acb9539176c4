import { MOST_INFLATED, MOST_RATIO, SMALL, tooCostly } from './limits.ts';

/** Bytes of unpacked archives in memory at a time. */
const MOST_HELD = 1_000_000_000;
/** Files in archives: a spreadsheet with pictures has hundreds. */
const MOST_ENTRIES = 5_000;
/** Archives inside archives. */
const MOST_DEPTH = 3;

/** What reading the files of one import may take in total. What runs out throws FileError (`too_costly`). */
export class ReadingBudget {
  readonly #stored: number;
  #unpacked = 0;
  #held = 0;
  #entries = 0;
  #depth = 0;

  /** @param stored - bytes of the files as they were uploaded */
  constructor(stored: number) {
    this.#stored = stored;
  }

  /** Counts bytes that come out of a packed file; each once, however often it is read. */
  unpack(bytes: number): void {
    this.#unpacked += bytes;
    const isDense = this.#unpacked > SMALL && this.#unpacked > this.#stored * MOST_RATIO;
    if (isDense || this.#unpacked > MOST_INFLATED) throw tooCostly('spent_unpacked');
  }

  /** Counts bytes that stay in memory until all is read. */
  hold(bytes: number): void {
    this.#held += bytes;
    if (this.#held > MOST_HELD) throw tooCostly('spent_memory');
  }

  enter(): void {
    if (++this.#entries > MOST_ENTRIES) throw tooCostly('spent_entries');
  }

  /** Reads what is inside of an archive. */
  async within<T>(read: () => Promise<T>): Promise<T> {
    if (++this.#depth > MOST_DEPTH) throw tooCostly('spent_depth');
    try {
      return await read();
    } finally {
      this.#depth--;
    }
  }
}
