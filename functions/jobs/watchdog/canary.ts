import {
  type Data,
  FormError,
  formProblem,
  noteUnowned,
  type UnownedAddresses,
} from '../../../shared/data/dynamo/index.ts';
import { type OwnershipSample, sampleOwnership } from '../../../shared/data/repair/index.ts';
import { listWorkspaces } from '../../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import type { Runtime } from '../../../shared/lambda/runtime.ts';

/** Workspaces looked at in one run, and contacts of each. */
const [WORKSPACES, CONTACTS] = [5, 5];

interface Sampled extends OwnershipSample {
  readonly workspace: WorkspaceId;
}

/**
 * The canary: some contacts must own their addresses, or it would seem that nobody has opted out. When most of them do
 * not, it notes that at the tables, after which nothing is answered (ADR 068), and throws FormError. It takes the note
 * back when a later run finds them owned. Some 60 read units a run, 3 without contacts. True: all is well.
 */
export async function watchAddresses({
  data,
  logger,
  now,
}: Pick<Runtime, 'data' | 'logger' | 'now'>): Promise<boolean> {
  const problem = await formProblem(data);
  const workspaces = await listWorkspaces(data);
  // New tables get their stamp with the first workspace.
  if (workspaces.length === 0) return true;
  if (problem !== null && problem.code !== 'addresses_unowned') throw new FormError(problem);
  const samples = await sample(data, workspaces, problem?.workspace);
  const total = (of: keyof OwnershipSample) => samples.reduce((sum, one) => sum + one[of], 0);
  const [looked, unowned] = [total('looked'), total('unowned')];
  if (unowned > 0) logger.error('contacts do not own their addresses', { samples });
  if (unowned * 2 <= looked) {
    if (problem !== null) await noteUnowned(data, null);
    return true;
  }
  const [{ workspace }] = samples.toSorted((a, b) => b.unowned - a.unowned) as [Sampled];
  const found: UnownedAddresses = { workspace, looked, unowned, at: now() };
  await noteUnowned(data, found);
  throw new FormError({ code: 'addresses_unowned', workspace });
}

/** Of random workspaces, and first of the one that was found before. */
async function sample(
  data: Data,
  workspaces: readonly WorkspaceId[],
  first: WorkspaceId | undefined,
): Promise<Sampled[]> {
  const others = workspaces.filter((workspace) => workspace !== first);
  const drawn = others
    .map((workspace) => [Math.random(), workspace] as const)
    .sort(([a], [b]) => a - b)
    .map(([, workspace]) => workspace);
  const chosen = [...(first === undefined ? [] : [first]), ...drawn].slice(0, WORKSPACES);
  return Promise.all(
    chosen.map(async (workspace) => ({ workspace, ...(await sampleOwnership(data, workspace, CONTACTS)) })),
  );
}
