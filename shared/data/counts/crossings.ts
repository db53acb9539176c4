import { folderOf, isTombstone } from '../../domain/contacts/contact.ts';
import { groupsCounted, type Transition } from '../../domain/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { shardOfContact, sortableMicros } from '../contacts/index.ts';
import { type Data, putAll } from '../dynamo/index.ts';
import { crossingKey, placeIn, readRecount, recountTtl } from './recount-items.ts';

/** Keeps contacts that change during a recount as they were at its cut, once (1 write unit). Safe to repeat. */
export async function noteCrossings(
  data: Data,
  workspace: WorkspaceId,
  events: readonly Transition[],
  now: Instant,
): Promise<void> {
  const recount = await readRecount(data, workspace);
  if (recount === null) return;
  const items = events.flatMap(({ before, after }) => {
    const crosses = before !== null && before.modifiedOn < recount.cut && (after?.modifiedOn ?? now) >= recount.cut;
    if (!crosses) return [];
    const partition = { life: isTombstone(before) ? 'deleted' : 'live', shard: shardOfContact(before) } as const;
    const place = placeIn(partition, `${sortableMicros(before.modifiedOn)}#${before.uuid}`);
    const state = { place, folder: folderOf(before), groups: groupsCounted(before) };
    return [{ ...crossingKey(workspace, recount.id, before.uuid), ...state, ttl: recountTtl(now) }];
  });
  await putAll(data, 'workspace', items);
}
