/** Hides addresses in history that was stored before history held hashes (ADR 030, ADR 068). */
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Data, eachOf, isPresent, queryAll, update, write } from '../dynamo/index.ts';
import { isVeiled, veiled } from './history-addresses.ts';
import type { HistoryItem } from './history-entry.ts';
import { contactPk, EVENT_PREFIX } from './keys.ts';

/** Concurrent queries. */
const AT_ONCE = 16;

/** Returns how many entries were rewritten. 0.5 read units for 4 KB of each contact's history, 1 write unit a KB. */
export async function veilHistory(data: Data, workspace: WorkspaceId, uuids: readonly ContactId[]): Promise<number> {
  let rewritten = 0;
  await eachOf(uuids, AT_ONCE, async (uuid) => {
    const sort = { prefix: EVENT_PREFIX };
    const entries = queryAll<HistoryItem>(data, { table: 'contacts', partition: contactPk(workspace, uuid), sort });
    for await (const { pk, sk, events } of entries) {
      if (events.every(isVeiled)) continue;
      const hidden = await veiled(data, workspace, events);
      if (await write(data, update('contacts', { pk, sk }, { set: { events: hidden } }, isPresent))) rewritten++;
    }
  });
  return rewritten;
}
