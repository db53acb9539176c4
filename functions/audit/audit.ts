import { type FindingKind, type RepairCounts, roundsInTable } from '../../shared/data/repair/index.ts';
import { listWorkspaces } from '../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import { countRepairs } from '../../shared/lambda/invocation/faults.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { scheduleHandler } from '../../shared/lambda/invocation/worker.ts';
import { auditOn } from '../../shared/services/audit/round.ts';

type Audited = { readonly looked: number; readonly ended: number; readonly broken: number } & Partial<
  Record<FindingKind, number>
>;

/** How long steps begin; the function has a minute more to end them. */
const WORKING_MICROS = 240_000_000;

/** All night: compares derived data with the contacts, repairs it, and counts what it had to mend. */
export const handler = scheduleHandler(
  async (runtime) => {
    const { looked, ended, broken, ...mended } = await auditAll(runtime);
    // What was saved stays: the alarm on the function's errors tells of the items, and the next run goes on.
    if (broken > 0)
      throw new Error(`The audit could not look at ${broken} items: "not audited" in the log names them.`);
    return { looked, ended, ...mended };
  },
  { files: openFiles, hmacKey: openHmacKey },
);

/**
 * Goes on with the round of the nightly audit. Returns how many items were looked at, and what was mended. The log and
 * the metric have each repair as soon as it is made, so they have it too when the run fails later.
 */
export async function auditAll(
  runtime: Pick<Runtime, 'data' | 'files' | 'now' | 'logger' | 'metrics'>,
): Promise<Audited> {
  const { data, files, logger, metrics, now } = runtime;
  const tell = (workspace: WorkspaceId, mended: RepairCounts): void => {
    logger.warn('mended', { workspace, mended });
    countRepairs(
      metrics,
      Object.values(mended).reduce((sum, count) => sum + count, 0),
    );
  };
  const until = instant(now() + WORKING_MICROS);
  const rounds = roundsInTable(data);
  const workspaces = () => listWorkspaces(data);
  const round = { data, files, rounds, logger, now, workspaces, tell };
  const { looked, ended, broken, mended } = await auditOn(round, until);
  const sum: Partial<Record<FindingKind, number>> = {};
  for (const found of mended.values())
    for (const [what, count] of Object.entries(found) as [FindingKind, number][]) sum[what] = (sum[what] ?? 0) + count;
  return { looked, ended: Number(ended), broken, ...sum };
}
