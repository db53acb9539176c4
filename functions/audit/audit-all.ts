import { auditWorkspace, type FindingKind } from '../../shared/data/repair/index.ts';
import { eachWorkspace } from '../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';

/** In random order, so that none is always last when a night is too short for all. */
function shuffled(workspaces: readonly WorkspaceId[]): readonly WorkspaceId[] {
  return workspaces
    .map((workspace) => [Math.random(), workspace] as const)
    .sort(([a], [b]) => a - b)
    .map(([, workspace]) => workspace);
}

type Audited = { readonly workspaces: number; readonly looked: number } & Partial<Record<FindingKind, number>>;

/** How long steps begin; the function has a minute more to end them. */
const WORKING_MICROS = 240_000_000;

/**
 * The nightly audit: continues each workspace's round within the cost of one night. Returns how many entries it looked
 * at and repaired; an error of one workspace is thrown when the others are done.
 */
export async function auditAll({ data, now, logger }: Pick<Runtime, 'data' | 'now' | 'logger'>): Promise<Audited> {
  const until = instant(now() + WORKING_MICROS);
  let looked = 0;
  const mended: Partial<Record<FindingKind, number>> = {};
  const workspaces = await eachWorkspace(
    data,
    async (workspace) => {
      const audited = await auditWorkspace(data, workspace, now, until);
      looked += audited.looked;
      const found = Object.entries(audited.mended) as [FindingKind, number][];
      for (const [what, count] of found) mended[what] = (mended[what] ?? 0) + count;
      if (found.length > 0) logger.warn('mended', { workspace, mended: audited.mended });
    },
    shuffled,
  );
  return { workspaces, looked, ...mended };
}
