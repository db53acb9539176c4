/** The SDK's `sha256` for signatures. Node prepares a key once, not for each of the two HMACs of a call (ADR 105). */
import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

/** A key is the secret itself, or bytes that the SDK derives from it once a day and keeps. */
type Secret = string | ArrayBufferView | ArrayBuffer;

const named = new Map<string, KeyObject>();
const derived = new WeakMap<object, KeyObject>();

/** Secrets of one function: they change when Lambda renews its credentials. */
const REMEMBERED = 20;

function keyOf(secret: Secret): KeyObject {
  const known = typeof secret === 'string' ? named.get(secret) : derived.get(secret);
  if (known !== undefined) return known;
  if (typeof secret !== 'string') {
    const key = createSecretKey(bytesOf(secret));
    derived.set(secret, key);
    return key;
  }
  const key = createSecretKey(secret, 'utf8');
  if (named.size >= REMEMBERED) named.clear();
  named.set(secret, key);
  return key;
}

const bytesOf = (data: Exclude<Secret, string>): Buffer =>
  ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);

export class PreparedSha256 {
  readonly #key: KeyObject | null;
  #parts: Buffer[] = [];

  constructor(secret?: Secret) {
    this.#key = secret === undefined ? null : keyOf(secret);
  }

  update(data: Secret): void {
    this.#parts.push(typeof data === 'string' ? Buffer.from(data) : bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    const [only, ...others] = this.#parts;
    const all = only !== undefined && others.length === 0 ? only : Buffer.concat(this.#parts);
    return this.#key === null ? hash('sha256', all, 'buffer') : createHmac('sha256', this.#key).update(all).digest();
  }

  reset(): void {
    this.#parts = [];
  }
}
