import { readSubscriptions } from '../../shared/data/workspace/index.ts';
import { busEntriesOf } from '../../shared/domain/bus/entries.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import { purge, purgeNotice } from '../../shared/services/dormancy/purge.ts';

type NightRuntime = Pick<Runtime, 'data' | 'queues' | 'bus' | 'now'>;

/**
 * In a workspace that wants it, starts the deletion of contacts archived for long, and announces those of the night a
 * week ahead. True when a job was started.
 */
export async function startPurges(runtime: NightRuntime, workspace: WorkspaceId, settings: Settings): Promise<boolean> {
  if (typeof settings.purgeArchivedAfterDays !== 'number') return false;
  const { data, bus } = runtime;
  const tonight = { settings, now: runtime.now() };
  const notice = await purgeNotice(data, workspace, tonight);
  const entries = notice === null ? [] : busEntriesOf(workspace, [notice], await readSubscriptions(data, workspace));
  if (entries.length > 0) await bus.put(entries);
  return purge(runtime, workspace, tonight);
}
