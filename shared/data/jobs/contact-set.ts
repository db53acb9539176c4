import type { ContactId } from '../../domain/ids.ts';
import { unpackUuids } from './manifest.ts';

/** A uuid as four numbers of 32 bits. */
type Words = readonly [number, number, number, number];

/**
 * Very many contacts in little memory: 32 bytes each, where a Set of texts takes 100. A hash table with open addressing; uuids are random, so
 * their first bits are the hash.
 */
export class ContactSet {
  readonly #words: Uint32Array;
  readonly #slots: number;
  #size = 0;

  /** @param most - how many there will be at most */
  constructor(most: number) {
    this.#slots = 2 ** Math.ceil(Math.log2(2 * Math.max(8, most)));
    this.#words = new Uint32Array(4 * this.#slots);
  }

  get size(): number {
    return this.#size;
  }

  add(contact: ContactId): void {
    const words = wordsOf(contact);
    const at = this.#find(words);
    if (!this.#isEmpty(at)) return;
    if (++this.#size * 2 > this.#slots) throw new RangeError('More contacts than there is room for');
    this.#words.set(words, at);
  }

  has(contact: ContactId): boolean {
    return !this.#isEmpty(this.#find(wordsOf(contact)));
  }

  /** All of them, in no order. */
  list(): ContactId[] {
    const bytes = Buffer.alloc(16 * this.#size);
    let end = 0;
    for (let at = 0; at < this.#words.length; at += 4) {
      if (this.#isEmpty(at)) continue;
      for (let i = 0; i < 4; i++) end = bytes.writeUInt32BE(this.#words[at + i] ?? 0, end);
    }
    return unpackUuids(bytes);
  }

  /** Where the contact is, or where there is room for it. */
  #find([a, b, c, d]: Words): number {
    const words = this.#words;
    let at = 4 * (a % this.#slots);
    while (!this.#isEmpty(at)) {
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) break;
      at = (at + 4) % words.length;
    }
    return at;
  }

  /** Every uuid has its version in the second word, so that none is all zeros there. */
  #isEmpty(at: number): boolean {
    return this.#words[at + 1] === 0;
  }
}

function wordsOf(contact: ContactId): Words {
  const digits = contact.replaceAll('-', '');
  const word = (from: number) => Number.parseInt(digits.slice(from, from + 8), 16);
  return [word(0), word(8), word(16), word(24)];
}
