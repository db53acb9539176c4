/**
 * The keys of `hashed`. The secret is one, or a JSON list of several: the first makes hashes, and by the others older ones are found
 * (docs/adr/048). Which keys have made hashes lies in the table, as a print of each that tells nothing of it:
 *
 *   I#keys   PRINTS     { prints }
 *            ROTATION   how far the replacement of a key is (ADR 055)
 *
 * With a secret that lacks one of them no address is looked up, and so no contact made: an opt-out would be forgotten without a word.
 */
import { createHmac } from 'node:crypto';
import type { Rotation } from '../../domain/keys/rotation.ts';
import type { Data } from './client.ts';
import { getItem } from './read.ts';
import { put, write } from './write.ts';

/** Thrown where the secret is another than the one under which addresses are stored. */
export class LostKeyError extends Error {
  readonly code = 'lost_key';
}

const LOST =
  'The key under which addresses are stored has been lost or replaced: none is looked up and no contact is created, since opt-outs would be forgotten. For operators: runbook, "The key is lost".';

type Ringed = Pick<Data, 'hmacKey' | 'documents' | 'meter' | 'contactsTable' | 'workspaceTable'>;

interface Ring {
  readonly keys: readonly [string, ...string[]];
  /** Those that the table names. */
  prints: readonly string[];
}

const KEY = { pk: 'I#keys', sk: 'PRINTS' } as const;

/** By the secret of each process, which becomes another when a key is replaced. */
const opened = new WeakMap<() => Promise<string>, { readonly secret: string; readonly ring: Promise<Ring> }>();

/** A print of a key, by which it is known again. */
export const printOf = (key: string): string =>
  createHmac('sha256', key).update('dormouse address key').digest('hex').slice(0, 16);

/** The keys, the one that makes hashes first. 1 read unit once for each secret in the life of a process. Throws LostKeyError. */
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
  const stored = await getItem<{ readonly prints: readonly string[] }>(data, 'contacts', KEY, { consistent: true });
  const prints = stored?.prints ?? [];
  const known = new Set(keys.map(printOf));
  if (prints.some((print) => !known.has(print))) throw new LostKeyError(LOST);
  return { keys, prints };
}

/** A generated key has no punctuation, so that it is never taken for a list; a key that is named twice is one. Throws for a list that is none of texts. */
export function keysIn(secret: string): Ring['keys'] {
  if (!secret.startsWith('[')) return [secret];
  const [first, ...others]: unknown[] = JSON.parse(secret);
  if (isKey(first) && others.every(isKey)) return [first, ...new Set(others.filter((one) => one !== first))];
  throw new Error('The secret of the address key is a list of something else than keys.');
}

const isKey = (one: unknown): one is string => typeof one === 'string' && one !== '';

/** Notes that the first key makes hashes, before it does. 1 write unit once in its life. */
export async function noteKey(data: Data): Promise<void> {
  const ring = await ringOf(data);
  const print = printOf(ring.keys[0]);
  if (ring.prints.includes(print)) return;
  const prints = [...ring.prints, print];
  await write(data, put('contacts', { ...KEY, prints }));
  ring.prints = prints;
}

const ROTATION = { pk: KEY.pk, sk: 'ROTATION' } as const;

/** The last replacement of the key, under way or done; null when there has been none. */
export async function readRotation(data: Data): Promise<Rotation | null> {
  const item = await getItem<Rotation>(data, 'contacts', ROTATION, { consistent: true });
  if (item === null) return null;
  const { to, state, since, endedOn, place, looked, moved } = item;
  return { to, state, since, endedOn, place, looked, moved };
}

export async function writeRotation(data: Data, rotation: Rotation): Promise<void> {
  await write(data, put('contacts', { ...ROTATION, ...rotation }));
}
