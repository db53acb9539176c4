/** Texts after each other in one buffer that grows. */
export class GrowingTexts {
  #bytes = Buffer.allocUnsafe(0);
  #ends = new Uint32Array(256);
  #end = 0;
  count = 0;

  /** Adds texts as Parquet writes them: each after its length in four bytes. Throws when there are fewer. */
  addPlain(values: Buffer, count: number): void {
    this.#makeRoom(values.length - 4 * count, count);
    const bytes = this.#bytes;
    const ends = this.#ends;
    let to = this.#end;
    let at = 0;
    for (let left = count; left > 0; left--) {
      const end = at + 4 + values.readUInt32LE(at);
      if (end > values.length) throw new Error('A text is longer than its page');
      for (at += 4; at < end; at++) bytes[to++] = values[at] as number;
      ends[this.count++] = to;
    }
    this.#end = to;
  }

  all(): { readonly ends: Uint32Array; readonly bytes: Buffer } {
    return { ends: this.#ends.slice(0, this.count), bytes: Buffer.from(this.#bytes.subarray(0, this.#end)) };
  }

  #makeRoom(bytes: number, texts: number): void {
    if (bytes < 0) throw new Error('A page is too short');
    if (this.#end + bytes > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#end + bytes, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, this.#end));
      this.#bytes = larger;
    }
    if (this.count + texts > this.#ends.length) {
      const larger = new Uint32Array(Math.max(this.count + texts, this.#ends.length * 2));
      larger.set(this.#ends);
      this.#ends = larger;
    }
  }
}
