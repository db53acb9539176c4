/**
 * Which contacts of a deletion are erased: in the ledger, and nothing is left of them.
 *
 *   J#<workspace>#<job>   ERASED#<digest>   { places, ttl }: of one batch of the stream
 *
 * A contact may be in several batches.
 */
import { createHash } from 'node:crypto';
import type { Change } from '../../domain/contacts/contact.ts';
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, type Key, put, queryAll, write } from '../dynamo/index.ts';
import { keptUntil, slicesPk } from './items.ts';

const PREFIX = 'ERASED#';

interface ErasedItem extends Key {
  /** JSON: by slice, the places in its manifest, two bytes each in base64. */
  readonly places: string;
  readonly ttl: number;
}

export interface ErasedContact {
  readonly uuid: ContactId;
  readonly change: Change;
}

/** 1 write unit for 300 contacts of a job. Returns the jobs. */
export async function noteErased(
  data: Data,
  workspace: WorkspaceId,
  contacts: readonly ErasedContact[],
  now: Instant,
): Promise<readonly JobId[]> {
  const jobs: JobId[] = [];
  for (const [job, some] of Map.groupBy(contacts, ({ change }) => change.job)) {
    if (job === undefined) continue;
    const names = some.map(({ uuid }) => uuid).sort();
    const digest = createHash('sha256').update(names.join('\n')).digest('base64url').slice(0, 16);
    const key = { pk: slicesPk(workspace, job), sk: `${PREFIX}${digest}` };
    const item: ErasedItem = { ...key, places: placesOf(some), ttl: keptUntil(now) };
    await write(data, put('workspace', item));
    jobs.push(job);
  }
  return jobs;
}

function placesOf(contacts: readonly ErasedContact[]): string {
  const places = new Map<number, number[]>();
  for (const { slice, place } of contacts.map(({ change }) => change))
    if (slice !== undefined && place !== undefined) places.set(slice, [...(places.get(slice) ?? []), place]);
  return JSON.stringify(Object.fromEntries([...places].map(([slice, some]) => [slice, packPlaces(some)])));
}

const packPlaces = (places: readonly number[]): string =>
  Buffer.from(places.flatMap((place) => [place >> 8, place & 255])).toString('base64');

/** The contacts of a job that are erased. */
export class ErasedContacts {
  readonly #places = new Set<string>();

  add({ places }: Pick<ErasedItem, 'places'>): void {
    for (const [slice, packed] of Object.entries(JSON.parse(places) as Record<string, string>)) {
      const bytes = Buffer.from(packed, 'base64');
      for (let at = 0; at < bytes.length; at += 2) this.#places.add(`${slice} ${bytes.readUInt16BE(at)}`);
    }
  }

  has(slice: number, place: number): boolean {
    return this.#places.has(`${slice} ${place}`);
  }

  get size(): number {
    return this.#places.size;
  }
}

/** Reads which contacts of a job are erased, as of now. 1 read unit for some 1,000 contacts. */
export async function readErased(data: Data, workspace: WorkspaceId, job: JobId): Promise<ErasedContacts> {
  const found = new ErasedContacts();
  const query = { table: 'workspace', partition: slicesPk(workspace, job), sort: { prefix: PREFIX } } as const;
  for await (const item of queryAll<ErasedItem>(data, { ...query, consistent: true })) found.add(item);
  return found;
}
