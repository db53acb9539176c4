import { type Data, FormError, formProblem, LostKeyError, noteUnowned } from '../../../shared/data/dynamo/index.ts';
import { type OwnershipSample, sampleOwnership } from '../../../shared/data/repair/index.ts';
import { listWorkspaces } from '../../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';

/** Workspaces looked at in one run, and contacts of each. */
const WORKSPACES = 5;
const CONTACTS = 5;

interface Sampled extends OwnershipSample {
  readonly workspace: WorkspaceId;
}

/** So many unowned addresses of one workspace are no accident. */
const MANY = 3;

/**
 * The canary: some contacts must own their addresses, or it would seem that nobody has opted out. When most of them do
 * not, it notes that at the tables, after which nothing is answered (ADR 068), and throws FormError. It takes the note
 * back when a later run finds them owned. Some 60 read units a run, 3 without contacts. True: the run may go on.
 */
export async function watchAddresses({ data, logger, now }: Watching): Promise<boolean> {
  const problem = await formProblem(data);
  const workspaces = await listWorkspaces(data);
  // New tables get their stamp with the first workspace.
  if (workspaces.length === 0) return true;
  if (problem !== null && problem.code !== 'addresses_unowned') throw new FormError(problem);
  const samples = await sample(data, workspaces, problem?.workspace).catch((error: unknown) => {
    // Then no address is looked up anyway, and the key is what must be put back.
    if (!(error instanceof LostKeyError)) throw error;
    logger.error('addresses could not be looked up', error);
    return [];
  });
  if (samples.some(({ unowned }) => unowned > 0)) logger.error('contacts do not own their addresses', { samples });
  const worst = worstOf(samples);
  if (worst === null) {
    if (problem !== null && samples.length > 0) await noteUnowned(data, null);
    return true;
  }
  await noteUnowned(data, { ...worst, at: now() });
  throw new FormError({ code: 'addresses_unowned', workspace: worst.workspace });
}

type Watching = Pick<Runtime, 'data' | 'logger' | 'now'>;

/** The workspace most of whose addresses are unowned, if those are many, or most of all that were looked up. */
function worstOf(samples: readonly Sampled[]): Sampled | null {
  const total = (of: keyof OwnershipSample) => samples.reduce((sum, one) => sum + one[of], 0);
  const isGeneral = total('unowned') * 2 > total('looked');
  const bad = samples.filter(({ looked, unowned }) => unowned * 2 > looked && (isGeneral || unowned >= MANY));
  return bad.toSorted((a, b) => b.unowned - a.unowned)[0] ?? null;
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
