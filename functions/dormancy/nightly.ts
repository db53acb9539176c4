import type { Runtime } from '../../shared/lambda/runtime.ts';
import { startSweeps } from './flag-dormant.ts';
import { startPurges } from './purge-archived.ts';

/** The nightly work on contacts that were quiet or archived for long. */
export async function nightly(
  runtime: Pick<Runtime, 'data' | 'queues' | 'bus' | 'now'>,
): Promise<Record<string, number>> {
  let purges = 0;
  const swept = await startSweeps(runtime, async (workspace, settings) => {
    if (await startPurges(runtime, workspace, settings)) purges++;
  });
  return { ...swept, ...(purges > 0 && { purges }) };
}
