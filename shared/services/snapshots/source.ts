import { readContacts } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import { listChanged, type Snapshot, TAIL_AT_MOST } from '../../data/snapshots/index.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { SearchParts } from '../../messages/snapshots.ts';
import type { FileRuntime } from '../runtime.ts';
import type { Source } from './answer.ts';
import type { Untold } from './untold.ts';

/** The files and the table, for questions to a snapshot. */
export const snapshotSource = (
  { data, files, parts = null }: Pick<FileRuntime, 'data' | 'files'> & { readonly parts?: SearchParts | null },
  workspace: WorkspaceId,
  { at }: Snapshot,
): Source => ({
  files,
  parts,
  async readChanged(untold) {
    const uuids = await listUntold(data, workspace, at, untold, TAIL_AT_MOST);
    if (uuids === null) return null;
    const found = await readContacts(data, workspace, uuids);
    return new Map(uuids.map((uuid) => [uuid, found.get(uuid) ?? null]));
  },
  readContacts: (uuids) => readContacts(data, workspace, uuids),
});

/** The contacts that changed, and of whose last version no file tells; null when there are more than `most`. */
export async function listUntold(
  data: Data,
  workspace: WorkspaceId,
  at: Snapshot['at'],
  untold: Untold,
  most: number,
): Promise<readonly ContactId[] | null> {
  const listed = await listChanged(data, workspace, at);
  const uuids = listed && (await untold(listed));
  return uuids !== null && uuids.length <= most ? uuids : null;
}
