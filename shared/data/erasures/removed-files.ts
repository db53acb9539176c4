/**
 * Files that were removed because somebody in them was deleted for good. Receipts name them, so they are kept for ever.
 *
 *   F#<workspace>   FILE#<µs>#<uuid>#<n>   { kind, uuid, on, contacts: up to 10,000, 16 bytes each }
 */
import type { RemovedFile } from '../../domain/erasures/removed-file.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant } from '../../domain/instant.ts';
import { packUuids, sortableMicros, unpackUuids } from '../contacts/index.ts';
import { chunks, type Data, type Key, put, queryAll, write } from '../dynamo/index.ts';

const PREFIX = 'FILE#';
const MOST_IN_ITEM = 10_000;
/** Files are removed so many days after a deletion at the latest: none is kept for longer. */
const LATEST_DAYS = 3;

interface Stored extends RemovedFile {
  readonly contacts: Uint8Array;
}

/** Records a removed file with the contacts in it who were being deleted. 1 write unit for 60 contacts. Repeatable. */
export async function putRemovedFile(
  data: Data,
  workspace: WorkspaceId,
  { kind, uuid, on }: RemovedFile,
  contacts: AsyncIterable<readonly ContactId[]>,
): Promise<void> {
  let number = 0;
  for await (const some of contacts)
    for (const few of chunks(some, MOST_IN_ITEM)) {
      const sk = `${PREFIX}${sortableMicros(on)}#${uuid}#${String(number++).padStart(6, '0')}`;
      const key: Key = { pk: `F#${workspace}`, sk };
      await write(data, put('workspace', { ...key, kind, uuid, on, contacts: packUuids(few) }));
    }
}

/** The removed files that held any of these contacts, deleted between two times. 0.5 read units without any. */
export async function removedFilesOf(
  data: Data,
  workspace: WorkspaceId,
  contacts: ReadonlySet<ContactId>,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly RemovedFile[]> {
  const sort = { from: `${PREFIX}${sortableMicros(from)}`, to: `${PREFIX}${sortableMicros(addDays(to, LATEST_DAYS))}` };
  const found = new Map<string, RemovedFile>();
  for await (const { kind, uuid, on, contacts: packed } of queryAll<Stored>(data, {
    table: 'workspace',
    partition: `F#${workspace}`,
    sort,
    consistent: true,
  }))
    if (!found.has(uuid) && unpackUuids(packed).some((one) => contacts.has(one))) found.set(uuid, { kind, uuid, on });
  return [...found.values()];
}
