import { sealLedger, unsealedWorkspaces } from '../../shared/data/erasures/index.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { scheduleHandler } from '../../shared/lambda/invocation/worker.ts';

type Sealed = {
  /** Workspaces with entries that may not have been sealed. */
  readonly workspaces: number;
  /** Entries that were sealed. */
  readonly entries: number;
};

/** How long ledgers begin to be sealed; the function has a minute more for the last one. */
const WORKING_MICROS = 240_000_000;

/** A failing ledger does not stop the others; it is thrown at the end, and the next hour tries again. */
export async function sealAll({ data, now }: Pick<Runtime, 'data' | 'now'>): Promise<Sealed> {
  const until = instant(now() + WORKING_MICROS);
  const failures: unknown[] = [];
  const counts = { workspaces: 0, entries: 0 };
  for (const workspace of await unsealedWorkspaces(data)) {
    if (now() >= until) break;
    counts.workspaces++;
    await sealLedger(data, workspace, now()).then(
      (entries) => {
        counts.entries += entries;
      },
      (error: unknown) => failures.push(error),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} ledgers could not be sealed`);
  return counts;
}

/** Every hour: seals what was written to the erasure ledgers. */
export const handler = scheduleHandler(sealAll);
