import { openJobsOf } from '../../data/jobs/index.ts';
import { changeGroup, readSettings } from '../../data/workspace/index.ts';
import { soundnessOf } from '../../domain/groups/stored-query.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type ClearGroup, NEXT_REPAIR, repairOf } from '../../domain/jobs/kinds/index.ts';
import { type Assets, type Group, isPopulating } from '../../domain/workspace.ts';
import { submitJob } from '../jobs/submit.ts';
import { submitOnce } from '../jobs/submit-once.ts';
import type { Backend } from '../runtime.ts';
import { isAbandoned } from './populate.ts';

interface Repair {
  /** The present assets, with which the queries are read. */
  readonly assets: Assets;
  /** Token id, or `system`. */
  readonly by: string;
  readonly now: Instant;
}

/**
 * Repairs the smart groups of a workspace, every hour and after a change of what queries are read with; returns how
 * many. Groups with unreadable queries become invalid (TextIt 4.3). One job finds the members again for groups whose
 * queries now mean something else and for groups whose job was lost. While it runs no other is started; later changes
 * are followed by one more when it ends.
 */
export async function submitRepairGroups(backend: Backend, workspace: WorkspaceId, repair: Repair): Promise<number> {
  const smart = [...repair.assets.groups.values()].filter(({ query }) => query !== null);
  const invalid = await invalidate(
    backend,
    workspace,
    smart.filter((group) => soundness(group, repair) === 'invalid'),
    repair,
  );
  const joined = await joinRepair(backend, workspace, smart, repair);
  if (joined > 0 || smart.some(waitsForRepair)) await startRepair(backend, workspace, repair);
  return invalid + joined;
}

const soundness = (group: Group, { assets, now }: Repair) => soundnessOf(group, assets, now);
const waitsForRepair = (group: Group): boolean => group.job === NEXT_REPAIR && isPopulating(group);

/** The job comes first: a crash in between only repeats it, since no contact matches an unreadable query. */
async function invalidate(
  backend: Backend,
  workspace: WorkspaceId,
  groups: readonly Group[],
  { by, now }: Repair,
): Promise<number> {
  const [first, ...others] = groups;
  if (first === undefined) return 0;
  const members = { groups: groups.map(({ uuid }) => uuid), contacts: [], activeOnly: false };
  const work: ClearGroup = { type: 'clear_group', group: first.uuid, ...(others.length > 0 && { others: true }) };
  await submitJob(backend, workspace, { work, selection: members, preview: false, createdBy: by, now });
  let changed = 0;
  for (const { uuid, query } of groups) {
    const result = await changeGroup<'changed'>(backend.data, workspace, uuid, (stored) =>
      stored.query === query ? { status: 'invalid' } : 'changed',
    );
    if (result.ok) changed++;
  }
  return changed;
}

/** Makes groups wait for the repair, unless they already do; returns how many need it. */
async function joinRepair(
  backend: Backend,
  workspace: WorkspaceId,
  smart: readonly Group[],
  repair: Repair,
): Promise<number> {
  let joined = 0;
  for (const group of smart) {
    if (waitsForRepair(group) || soundness(group, repair) === 'invalid') continue;
    const sound = soundness(group, repair) === 'sound';
    if (sound && !(await isAbandoned(backend.data, workspace, group))) continue;
    const result = await changeGroup<'changed'>(backend.data, workspace, group.uuid, (stored) => {
      const same = stored.query === group.query && stored.job === group.job;
      // Its job may have ended since the group was read, and have made it ready.
      const waits = !sound || isPopulating(stored);
      return same && waits ? { status: 'evaluating', job: NEXT_REPAIR } : 'changed';
    });
    if (result.ok) joined++;
  }
  return joined;
}

/** Readings are read after all groups have joined: the repair sees any later change when it ends. */
async function startRepair(backend: Backend, workspace: WorkspaceId, { by, now }: Repair): Promise<void> {
  const running = () => openJobsOf(backend.data, workspace, 'repair_groups');
  const { readings = 0 } = (await readSettings(backend.data, workspace)) ?? {};
  await submitOnce(backend, workspace, { ...repairOf(readings), preview: false, createdBy: by, now }, running);
}
