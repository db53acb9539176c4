import type { FindingKind } from '../../shared/data/repair/index.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import { auditOn } from '../../shared/services/audit/round.ts';

type Audited = { readonly looked: number; readonly ended: number; readonly broken: number } & Partial<
  Record<FindingKind, number>
>;

/** How long steps begin; the function has a minute more to end them. */
const WORKING_MICROS = 240_000_000;

/** Goes on with the round of the nightly audit. Returns how many items were looked at, and what was mended. */
export async function auditAll(runtime: Pick<Runtime, 'data' | 'files' | 'now' | 'logger'>): Promise<Audited> {
  const { looked, ended, broken, mended } = await auditOn(runtime, instant(runtime.now() + WORKING_MICROS));
  const sum: Partial<Record<FindingKind, number>> = {};
  for (const [workspace, found] of mended) {
    for (const [what, count] of Object.entries(found) as [FindingKind, number][]) sum[what] = (sum[what] ?? 0) + count;
    if (Object.keys(found).length > 0) runtime.logger.warn('mended', { workspace, mended: found });
  }
  return { looked, ended: Number(ended), broken, ...sum };
}
