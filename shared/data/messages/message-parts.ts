/**
 * Parts of a long message, until all have arrived or the wait is over.
 *
 *   X#<workspace>#<HMAC of channel, sender and reference>   PART#<number>   { id, text, total, ttl }, for two days
 *
 * A part that became a message keeps only its id, by which its repetition is recognised.
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { markerKey } from '../contacts/index.ts';
import {
  anyOf,
  type Data,
  equals,
  getItem,
  hashed,
  isAbsent,
  type Key,
  put,
  queryAll,
  ttlAfter,
  update,
  write,
} from '../dynamo/index.ts';

/** Longer than a provider repeats a delivery. */
const KEPT_DAYS = 2;

interface Part {
  readonly number: number;
  /** The provider's id of the part. */
  readonly id: string;
  readonly text: string | null;
}

const PREFIX = 'PART#';
const pkOf = async (data: Data, workspace: WorkspaceId, ref: string): Promise<string> =>
  markerKey(workspace, await hashed(data, workspace, ref)).pk;
const keyOf = (pk: string, number: number): Key => ({ pk, sk: `${PREFIX}${String(number).padStart(3, '0')}` });

/**
 * Stores one part of a message, in place of an older message's, as senders reuse references. Returns whether it waits:
 * `done` when it has become a message, `other` when another part is in its place.
 */
export async function keepPart(
  data: Data,
  workspace: WorkspaceId,
  ref: string,
  part: Part,
  now: Instant,
): Promise<'waits' | 'done' | 'other'> {
  const key = keyOf(await pkOf(data, workspace, ref), part.number);
  const known = await getItem<Part & Key>(data, 'contacts', key, { consistent: true });
  if (known?.id === part.id) return known.text === null ? 'done' : 'waits';
  const free = anyOf(isAbsent, equals('text', null));
  const kept = await write(data, put('contacts', { ...key, ...part, ttl: ttlAfter(now, KEPT_DAYS) }, free));
  return kept ? 'waits' : 'other';
}

/** The waiting parts in order. 1 read unit for 4 KB. */
export async function waitingParts(data: Data, workspace: WorkspaceId, ref: string): Promise<Part[]> {
  const partition = await pkOf(data, workspace, ref);
  const parts: Part[] = [];
  const found = queryAll<Part & Key>(data, {
    table: 'contacts',
    partition,
    sort: { prefix: PREFIX },
    consistent: true,
  });
  for await (const { number, id, text } of found) if (text !== null) parts.push({ number, id, text });
  return parts;
}

/** Removes the texts of parts that became a message; their ids stay. 1 write unit each. */
export async function forgetTexts(
  data: Data,
  workspace: WorkspaceId,
  ref: string,
  parts: readonly Part[],
): Promise<void> {
  const pk = await pkOf(data, workspace, ref);
  for (const { number, id } of parts)
    await write(data, update('contacts', keyOf(pk, number), { set: { text: null } }, equals('id', id)));
}
