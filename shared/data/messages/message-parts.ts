/**
 * Parts of a long message that arrive by themselves, until all are there or no more are waited for.
 *
 *   X#<workspace>#<HMAC of channel, sender and reference>   PART#<number>   { id, text, total, ttl }; gone after two days
 *
 * A part that has become a message keeps its id only, by which it is known when it comes again.
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

/** Longer than a provider sends again. */
const KEPT_DAYS = 2;

interface Part {
  readonly number: number;
  /** The provider's, each part has one. */
  readonly id: string;
  /** Null once it has become (part of) a message. */
  readonly text: string | null;
}

const PREFIX = 'PART#';
const pkOf = async (data: Data, workspace: WorkspaceId, ref: string): Promise<string> =>
  markerKey(workspace, await hashed(data, workspace, ref)).pk;
const keyOf = (pk: string, number: number): Key => ({ pk, sk: `${PREFIX}${String(number).padStart(3, '0')}` });

/**
 * Keeps a part; what became a message before gives way to it, since senders use a reference again. Returns whether it waits now: `done` when this very
 * part has become a message, `other` when another one waits in its place. 1 write unit, 1 read unit when it was there.
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

/** The parts that wait, in their order. 1 read unit for 4 KB. */
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

/** Of parts that have become a message the ids stay. 1 write unit each. */
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
