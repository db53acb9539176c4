import type { Refused } from '../../../../shared/domain/cells/record.ts';
import type { Part } from '../../../../shared/domain/imports/plan.ts';
import { SLICE_SIZE } from '../../../../shared/domain/jobs/job.ts';
import type { Files } from '../../../../shared/messages/files.ts';
import { packPart } from '../../../../shared/services/packed-parts.ts';

/** Concurrent writes. */
const AT_ONCE = 8;

/** Writes several files at once, and makes the caller wait when there are too many. */
export class Writing {
  readonly #files: Files;
  readonly #going = new Set<Promise<void>>();

  constructor(files: Files) {
    this.#files = files;
  }

  async put(key: string, content: Part | readonly Refused[]): Promise<void> {
    while (this.#going.size >= AT_ONCE) await Promise.race(this.#going);
    const going = this.#files.write(key, packPart(content));
    this.#going.add(going);
    going.then(
      () => this.#going.delete(going),
      () => undefined,
    );
  }

  /** Throws the error of any of them. */
  async end(): Promise<void> {
    await Promise.all(this.#going);
  }
}

/** Writes items in order, in parts of a slice each. */
export class PartWriter<Item> {
  /** Parts so far. */
  count = 0;
  readonly #write: (part: number, items: readonly Item[]) => Promise<void>;
  #items: Item[] = [];

  constructor(write: (part: number, items: readonly Item[]) => Promise<void>) {
    this.#write = write;
  }

  async add(item: Item): Promise<void> {
    this.#items.push(item);
    if (this.#items.length === SLICE_SIZE) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#items.length === 0) return;
    await this.#write(this.count++, this.#items);
    this.#items = [];
  }
}
