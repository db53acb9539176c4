/** The steps of a recount that an audit takes: it counts contacts as it scans them, and crossings at the end. */
import { type CountsDelta, NO_CHANGE } from '../../domain/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Data, equals, remove, write } from '../dynamo/index.ts';
import { type Recount, readRecount, recountKey } from './recount-items.ts';
import { CHECKING, move } from './recount-steps.ts';

/** The recount with this id; null when another took its place. */
async function running(data: Data, workspace: WorkspaceId, id: string): Promise<Recount | null> {
  const recount = await readRecount(data, workspace, { consistent: true });
  return recount?.id === id ? recount : null;
}

/** After the scan: the stream is checked next. Safe to repeat. */
export async function endScan(data: Data, workspace: WorkspaceId, id: string): Promise<void> {
  const recount = await running(data, workspace, id);
  if (recount?.place?.phase === 'scan') await move(data, workspace, recount, { counted: NO_CHANGE, to: CHECKING });
}

/** Adds what one group of contacts counted; groups come in order, and one that comes again adds nothing. */
export async function addCounted(
  data: Data,
  workspace: WorkspaceId,
  id: string,
  group: number,
  counted: CountsDelta,
): Promise<void> {
  const recount = await running(data, workspace, id);
  const place = recount?.place;
  if (!recount || place?.phase !== 'compare' || place.shard > group) return;
  await move(data, workspace, recount, { counted, to: { ...place, shard: group + 1 } });
}

/** All groups are added: the sum may take the place of the kept counts. False for a recount that has ended before. */
export async function endCounting(data: Data, workspace: WorkspaceId, id: string): Promise<boolean> {
  const recount = await running(data, workspace, id);
  if (recount?.place?.phase === 'compare') await move(data, workspace, recount, { counted: NO_CHANGE, to: null });
  return recount !== null && (recount.place === null || recount.place.phase === 'compare');
}

/** Ends a recount that cannot know all contacts: the kept counts stay. */
export async function dropRecount(data: Data, workspace: WorkspaceId, id: string): Promise<void> {
  await write(data, remove('workspace', recountKey(workspace), equals('id', id)));
}
