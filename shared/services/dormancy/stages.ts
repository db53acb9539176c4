import { countDays } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import { openJobsOf, selectsAny } from '../../data/jobs/index.ts';
import type { BusEvent } from '../../domain/bus/events.schema.ts';
import { SCHEMA } from '../../domain/bus/types.ts';
import type { Notice, Stage } from '../../domain/dormancy/stages.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { addDays, dayOf, formatInstant, type Instant } from '../../domain/instant.ts';
import type { Settings } from '../../domain/workspace.ts';
import { submitJob } from '../jobs/submit.ts';
import { submitOnce } from '../jobs/submit-once.ts';
import type { Backend } from '../runtime.ts';

export interface Staging {
  readonly settings: Settings;
  /** Token id, or `system`. */
  readonly by: string;
  readonly now: Instant;
}

/** Starts tonight's job of a stage; false without contacts, or while an earlier one runs. At most 8 read units. */
export async function startStage(
  backend: Backend,
  workspace: WorkspaceId,
  stage: Stage,
  staging: Staging,
): Promise<boolean> {
  const job = await stageJob(backend, workspace, stage, staging);
  if (job === null) return false;
  if (stage.alone)
    return (await submitOnce(backend, workspace, job, () => openJobsOf(backend.data, workspace, stage.job))) !== null;
  await submitJob(backend, workspace, job);
  return true;
}

/** Tonight's job of a stage; null when it has no contacts. */
export async function stageJob(
  { data }: Backend,
  workspace: WorkspaceId,
  stage: Pick<Stage, 'tonight'>,
  { settings, by, now }: Staging,
) {
  const found = stage.tonight(settings, now);
  if (found === null || !(await selectsAny(data, { workspace, selection: found.selection }))) return null;
  return { ...found, preview: false, createdBy: by, now };
}

/** The event about contacts that a coming night will take, if no earlier night announced them; null for none. */
export async function noticeEvent(
  data: Data,
  workspace: WorkspaceId,
  notice: Notice,
  { settings, now }: Pick<Staging, 'settings' | 'now'>,
): Promise<BusEvent | null> {
  const days = notice.tonight(settings, now);
  if (days === null) return null;
  const before = dayOf(addDays((Date.parse(`${days.to}T00:00:00Z`) * 1000) as Instant, 1));
  const [count = 0] = await countDays(data, workspace, notice.folder, [{ from: days.from, before }]);
  if (count === 0) return null;
  const on = dayOf(addDays(now, notice.daysAhead));
  return {
    ...{ id: `purge.${on}`, type: notice.event, schema: SCHEMA, at: formatInstant(now) },
    ...{ on, count, after_days: notice.afterDays(settings) },
  };
}
