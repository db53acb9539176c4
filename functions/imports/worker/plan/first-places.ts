import { hash } from 'node:crypto';

/** The addresses and contacts that rows named, and where first: 64 bits of hash each, so a million take 40 MB. */
export class FirstPlaces {
  #capacity = 1 << 12;
  #high = new Uint32Array(this.#capacity);
  #low = new Uint32Array(this.#capacity);
  #place = new Float64Array(this.#capacity);
  #count = 0;

  /** Where it was named first, or null. */
  find(name: string): number | null {
    return this.findHash(...hashOfName(name));
  }

  findHash(high: number, low: number): number | null {
    const at = this.#slot(high, low);
    return this.#place[at] === 0 ? null : (this.#place[at] ?? 0) - 1;
  }

  /** Notes where it is named, unless it was before. */
  add(name: string, place: number): void {
    this.addHash(...hashOfName(name), place);
  }

  addHash(high: number, low: number, place: number): void {
    if (this.#count * 2 > this.#capacity) this.#grow();
    this.#put(high, low, place + 1);
  }

  /** Notes the highest of several places of what is named. */
  raiseHash(high: number, low: number, place: number): void {
    const known = this.findHash(high, low);
    if (known === null) this.addHash(high, low, place);
    else if (place > known) this.setHash(high, low, place);
  }

  /** Notes another place of what was named already. */
  setHash(high: number, low: number, place: number): void {
    this.#place[this.#slot(high, low)] = place + 1;
  }

  #put(high: number, low: number, place: number): void {
    const at = this.#slot(high, low);
    if (this.#place[at] !== 0) return;
    this.#high[at] = high;
    this.#low[at] = low;
    this.#place[at] = place;
    this.#count++;
  }

  #slot(high: number, low: number): number {
    let at = low & (this.#capacity - 1);
    while (this.#place[at] !== 0 && (this.#high[at] !== high || this.#low[at] !== low))
      at = (at + 1) & (this.#capacity - 1);
    return at;
  }

  #grow(): void {
    const high = this.#high;
    const low = this.#low;
    const place = this.#place;
    this.#capacity *= 2;
    this.#high = new Uint32Array(this.#capacity);
    this.#low = new Uint32Array(this.#capacity);
    this.#place = new Float64Array(this.#capacity);
    this.#count = 0;
    for (const [at, where] of place.entries()) if (where !== 0) this.#put(high[at] ?? 0, low[at] ?? 0, where);
  }
}

/** 64 bits of a name's hash. */
export function hashOfName(name: string): [high: number, low: number] {
  const digest = hash('sha1', name, 'buffer');
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
}
