import { FOLDERS, folderOf } from '../../domain/contacts/contact.ts';
import { addDeltas, type CountsDelta, deltaOf, differenceOf, NO_CHANGE } from '../../domain/contacts/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type ListedFolder, listByModified, pageFolder, readContacts } from '../contacts/index.ts';
import { type Data, shardsOf } from '../dynamo/index.ts';
import { readCounts } from './counts.ts';

const PAGE = 1_000;

/**
 * Counts all contacts, and returns by how much the kept counts are too high (negative: too low). Concurrent changes
 * appear as drift that a second audit does not find again. About 0.5 read units a contact.
 */
export async function auditCounts(data: Data, workspace: WorkspaceId): Promise<CountsDelta> {
  const folders = FOLDERS.filter((folder) => folder !== 'deleted');
  let real: CountsDelta = { folders: { deleted: await countDeleted(data, workspace) }, groups: {} };
  for (const folder of folders) real = addDeltas(real, await recount(data, workspace, folder));
  return differenceOf(real, await readCounts(data, workspace));
}

async function recount(data: Data, workspace: WorkspaceId, folder: ListedFolder): Promise<CountsDelta> {
  let sum = NO_CHANGE;
  for (const shard of shardsOf(data, workspace)) {
    let cursor: string | null = null;
    do {
      const page = await pageFolder(data, workspace, folder, shard, { limit: PAGE, cursor });
      const found = [...(await readContacts(data, workspace, page.uuids)).values()];
      // A contact that has moved since the index was read is counted in its present folder.
      const here = found.filter((contact) => folderOf(contact) === folder);
      sum = addDeltas(sum, deltaOf(here.map((after) => ({ before: null, after }))));
      cursor = page.cursor;
    } while (cursor !== null);
  }
  return sum;
}

async function countDeleted(data: Data, workspace: WorkspaceId): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const page = await listByModified(data, workspace, { deleted: true, reverse: false, limit: PAGE, cursor });
    count += page.uuids.length;
    cursor = page.cursor;
  } while (cursor !== null);
  return count;
}
