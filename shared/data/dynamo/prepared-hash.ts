/** The SDK's `sha256` for signatures. Node prepares a key once, not for each of the two HMACs of a call (ADR 105). */
import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

/** A key is the secret itself, or bytes that the SDK derives from it once a day and keeps. */
type Secret = string | ArrayBufferView | ArrayBuffer;

interface Prepared {
  readonly key: KeyObject;
  /** Hashes under a secret itself: of its own id, with each call. The texts that are signed have derived keys. */
  readonly known: Map<string, Uint8Array> | null;
}

const named = new Map<string, Prepared>();
const derived = new WeakMap<object, Prepared>();

/** Secrets of one function, and texts under each: they change when Lambda renews its credentials, and at midnight. */
const REMEMBERED = 20;

function prepare(secret: Secret): Prepared {
  const known = typeof secret === 'string' ? named.get(secret) : derived.get(secret);
  if (known !== undefined) return known;
  if (typeof secret !== 'string') {
    const made = { key: createSecretKey(bytesOf(secret)), known: null };
    derived.set(secret, made);
    return made;
  }
  const made = { key: createSecretKey(secret, 'utf8'), known: new Map() };
  keep(named, secret, made);
  return made;
}

function keep<Value>(all: Map<string, Value>, name: string, value: Value): void {
  if (all.size >= REMEMBERED) all.clear();
  all.set(name, value);
}

const bytesOf = (data: Exclude<Secret, string>): Buffer =>
  ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);

export class PreparedSha256 {
  readonly #prepared: Prepared | null;
  #parts: Buffer[] = [];

  constructor(secret?: Secret) {
    this.#prepared = secret === undefined ? null : prepare(secret);
  }

  update(data: Secret): void {
    this.#parts.push(typeof data === 'string' ? Buffer.from(data) : bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    const [only] = this.#parts;
    const all = only !== undefined && this.#parts.length === 1 ? only : Buffer.concat(this.#parts);
    if (this.#prepared === null) return hash('sha256', all, 'buffer');
    const { key, known } = this.#prepared;
    const name = known === null ? '' : all.toString('latin1');
    const before = known?.get(name);
    if (before !== undefined) return before;
    const digest = createHmac('sha256', key).update(all).digest();
    if (known !== null) keep(known, name, digest);
    return digest;
  }

  reset(): void {
    this.#parts = [];
  }
}
