/** The recounts of all workspaces, which a round begins, feeds and ends. */
import { beginRecount, checkChanges, endRecount } from '../../data/counts/index.ts';
import { type Data, eachOf } from '../../data/dynamo/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type AuditedWorkspace, type Auditing, countNoMore } from './auditing.ts';
import type { Repairs } from './repairs.ts';

const AT_ONCE = 8;

/** Begins a recount of each workspace. */
export async function beginRecounts(
  data: Data,
  repairs: Repairs,
  uuids: readonly WorkspaceId[],
  now: Instant,
): Promise<AuditedWorkspace[]> {
  const workspaces: AuditedWorkspace[] = uuids.map((uuid, number) => ({ uuid, number, recount: null }));
  await eachOf(workspaces, AT_ONCE, async (workspace) => {
    const { uuid, number } = workspace;
    await repairs.alone({ workspace: uuid }, async () => {
      const { id, cut } = await beginRecount(data, uuid, now);
      workspaces[number] = { uuid, number, recount: { id, cut } };
    });
  });
  return workspaces;
}

/**
 * After the scan: checks that the stream has brought all that changed since the cuts. Returns whether it has for all;
 * with `last`, workspaces whose stream is behind are counted by the next round.
 */
export async function checkStream(auditing: Auditing, last: boolean): Promise<boolean> {
  let behind = 0;
  await eachOf(auditing.workspaces, AT_ONCE, async (workspace) => {
    const { uuid, recount } = workspace;
    if (recount === null) return;
    const checked = await auditing.repairs.alone({ workspace: uuid }, async () => {
      if (await isWhole(auditing, uuid, recount.id)) return;
      if (last) await countNoMore(auditing, workspace);
      else behind += 1;
    });
    if (!checked) await countNoMore(auditing, workspace);
  });
  return behind === 0;
}

async function isWhole({ data, now, until }: Auditing, workspace: WorkspaceId, id: string): Promise<boolean> {
  let step: Awaited<ReturnType<typeof checkChanges>> = { state: 'checking', known: undefined };
  while (step.state === 'checking' && now() < until)
    step = await checkChanges(data, workspace, id, { now: now(), known: step.known });
  return step.state === 'whole';
}

/** Puts the new counts in the place of the kept ones, and notes how many of them were wrong. */
export const endRecounts = (auditing: Auditing): Promise<void> =>
  eachOf(auditing.workspaces, AT_ONCE, async ({ uuid, recount }) => {
    const { data, repairs } = auditing;
    if (recount === null) return;
    await repairs.alone({ workspace: uuid }, async () => {
      const drift = await endRecount(data, uuid, recount.id);
      if (drift === null) return;
      repairs.counted.set(uuid, drift);
      repairs.add(uuid, { counts: Object.keys({ ...drift.folders, ...drift.groups }).length });
    });
  });
