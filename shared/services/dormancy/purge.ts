import { countDays } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import { openJobsOf, selectsAny } from '../../data/jobs/index.ts';
import type { BusEvent } from '../../domain/bus/events.schema.ts';
import { SCHEMA } from '../../domain/bus/types.ts';
import { NOTICE_DAYS, purgeOf, toNotice } from '../../domain/dormancy/purge.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { addDays, dayOf, formatInstant, type Instant } from '../../domain/instant.ts';
import type { Settings } from '../../domain/workspace.ts';
import { submitOnce } from '../jobs/submit-once.ts';
import type { Backend } from '../runtime.ts';

interface Tonight {
  readonly settings: Settings;
  readonly now: Instant;
}

/**
 * Starts the job that deletes contacts archived for as long as the workspace says. False when there are none, or such a
 * job runs.
 */
export async function purge(backend: Backend, workspace: WorkspaceId, { settings, now }: Tonight): Promise<boolean> {
  const found = purgeOf(settings, now);
  if (found === null || !(await selectsAny(backend.data, { workspace, selection: found.selection }))) return false;
  const running = () => openJobsOf(backend.data, workspace, 'purge_archived');
  return (
    (await submitOnce(backend, workspace, { ...found, preview: false, createdBy: 'system', now }, running)) !== null
  );
}

/**
 * The event about contacts that the night a week ahead will delete, if no earlier night announced them; null for none.
 */
export async function purgeNotice(
  data: Data,
  workspace: WorkspaceId,
  { settings, now }: Tonight,
): Promise<BusEvent | null> {
  const days = toNotice(settings, now);
  if (days === null) return null;
  const before = dayOf(addDays((Date.parse(`${days.to}T00:00:00Z`) * 1000) as Instant, 1));
  const [count = 0] = await countDays(data, workspace, 'archived', [{ from: days.from, before }]);
  if (count === 0) return null;
  const on = dayOf(addDays(now, NOTICE_DAYS));
  return {
    ...{ id: `purge.${on}`, type: 'contacts.purge_due', schema: SCHEMA, at: formatInstant(now) },
    ...{ on, count, after_days: settings.purgeArchivedAfterDays ?? 0 },
  };
}
