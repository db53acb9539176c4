/**
 * The keys of `hashed`. The secret is one key, or a JSON list: the first makes hashes, the others find older ones
 * (docs/adr/048). The table has a fingerprint of each key that made hashes:
 *
 *   I#keys   PRINTS     { prints }
 *            ROTATION   progress of a key's replacement (ADR 048)
 *
 * When the secret lacks one of them, no address is looked up and no contact made: opt-outs would silently be forgotten.
 */

import { createHmac } from 'node:crypto';
import type { Rotation } from '../../domain/keys/rotation.ts';
import { errorNamed } from '../../query/error-named.ts';
import type { Data } from './client.ts';
import { getItem } from './read.ts';
import { put, update, write } from './write.ts';

/** The secret lacks a key under which addresses are stored. */
export class LostKeyError extends errorNamed('LostKeyError') {
  readonly code = 'lost_key';
}

type Ringed = Pick<Data, 'hmacKey' | 'documents' | 'meter' | 'contactsTable' | 'workspaceTable'>;

interface Ring {
  readonly keys: readonly [string, ...string[]];
  prints: readonly string[];
}

const KEY = { pk: 'I#keys', sk: 'PRINTS' } as const;

interface PrintsItem {
  readonly prints?: readonly string[];
}

/** By the secret of each process, which changes when a key is replaced. */
const opened = new WeakMap<() => Promise<string>, { readonly secret: string; readonly ring: Promise<Ring> }>();

/** The fingerprint by which a key is recognised. */
export const printOf = (key: string): string =>
  createHmac('sha256', key).update('dormouse address key').digest('hex').slice(0, 16);

/** The keys, the current one first. 1 read unit once for each secret and process. Throws LostKeyError. */
export const keysOf = async (data: Ringed): Promise<Ring['keys']> => (await ringOf(data)).keys;

async function ringOf(data: Ringed): Promise<Ring> {
  const { hmacKey } = data;
  if (hmacKey === null) throw new Error("This function's entry file brings no address key.");
  const secret = await hmacKey();
  const known = opened.get(hmacKey);
  if (known?.secret === secret) return known.ring;
  const ring = open(data as Data, secret);
  opened.set(hmacKey, { secret, ring });
  ring.catch(() => opened.delete(hmacKey));
  return ring;
}

async function open(data: Data, secret: string): Promise<Ring> {
  const keys = keysIn(secret);
  const stored = await getItem<PrintsItem>(data, 'contacts', KEY, { consistent: true });
  const prints = stored?.prints ?? [];
  const known = new Set(keys.map(printOf));
  if (prints.some((print) => !known.has(print))) throw new LostKeyError('The secret lacks a key that has made hashes');
  return { keys, prints };
}

/** The keys in a secret, each once; a generated key never looks like a list. Throws for a list of anything else. */
export function keysIn(secret: string): Ring['keys'] {
  if (!secret.startsWith('[')) return [secret];
  const [first, ...others]: unknown[] = JSON.parse(secret);
  if (isKey(first) && others.every(isKey)) return [first, ...new Set(others.filter((one) => one !== first))];
  throw new Error('The secret of the address key is a list of something else than keys.');
}

const isKey = (one: unknown): one is string => typeof one === 'string' && one !== '';

/** Records that the first key makes hashes, before it does. 1 write unit once. */
export async function noteKey(data: Data): Promise<void> {
  const ring = await ringOf(data);
  const print = printOf(ring.keys[0]);
  if (ring.prints.includes(print)) return;
  const prints = [...ring.prints, print];
  await write(data, update('contacts', KEY, { set: { prints } }));
  ring.prints = prints;
}

const ROTATION = { pk: KEY.pk, sk: 'ROTATION' } as const;

/** The last replacement of the key, running or done; null when there was none. */
export async function readRotation(data: Data): Promise<Rotation | null> {
  const item = await getItem<Rotation>(data, 'contacts', ROTATION, { consistent: true });
  if (item === null) return null;
  const { to, state, since, endedOn, place, looked, moved } = item;
  return { to, state, since, endedOn, place, looked, moved };
}

export async function writeRotation(data: Data, rotation: Rotation): Promise<void> {
  await write(data, put('contacts', { ...ROTATION, ...rotation }));
}
