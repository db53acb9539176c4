/** The recounts of all workspaces, which the audit begins, feeds and ends. */
import { beginRecount, endCounting, endScan, takeRecountFurther } from '../../data/counts/index.ts';
import { type Data, eachOf } from '../../data/dynamo/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type AuditedWorkspace, type Auditing, countNoMore } from './auditing.ts';
import type { Repairs } from './repairs.ts';

const AT_ONCE = 8;

/** Begins a recount of each workspace, unless a person's command counts it. */
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
      const { id, cut, scanned } = await beginRecount(data, uuid, now, { scanned: true });
      if (scanned) workspaces[number] = { uuid, number, recount: { id, cut } };
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
      await endScan(auditing.data, uuid, recount.id);
      if (await isBehind(auditing, uuid)) {
        if (last) await countNoMore(auditing, workspace);
        else behind += 1;
      }
    });
    if (!checked) await countNoMore(auditing, workspace);
  });
  return behind === 0;
}

async function isBehind({ data, now, until }: Auditing, workspace: WorkspaceId): Promise<boolean> {
  while (now() < until) {
    const step = await takeRecountFurther(data, workspace, now());
    if (step?.state !== 'counting') return step !== null && step.state !== 'scanned';
  }
  return true;
}

/** Puts the new counts in the place of the kept ones, and notes how many of them were wrong. */
export const endRecounts = (auditing: Auditing): Promise<void> =>
  eachOf(auditing.workspaces, AT_ONCE, async ({ uuid, recount }) => {
    const { data, repairs, now } = auditing;
    if (recount === null) return;
    await repairs.alone({ workspace: uuid }, async () => {
      if (!(await endCounting(data, uuid, recount.id))) return;
      const step = await takeRecountFurther(data, uuid, now());
      if (step?.state !== 'done') return;
      const wrong = Object.keys({ ...step.drift.folders, ...step.drift.groups }).length;
      repairs.add(uuid, { counts: wrong });
    });
  });
