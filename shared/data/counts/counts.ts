import { addDeltas, type Counts, type CountsDelta, countsOf, NO_CHANGE } from '../../domain/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { CONFLICT, type Data, getItem, RACES, retryOnConflict } from '../dynamo/index.ts';
import { baseKey, rowsOf } from './items.ts';

export interface Base extends CountsDelta {
  /** Counts foldings; 0 before the first. */
  readonly version: number;
}

/** The workspace's counts as of now: the folded base and the rows that are not folded yet. */
export async function readCounts(data: Data, workspace: WorkspaceId): Promise<Counts> {
  let base = await readBase(data, workspace);
  return retryOnConflict(RACES, `the counts of ${workspace}`, async () => {
    let sum: CountsDelta = base;
    for await (const row of rowsOf(data, workspace, 'ROW')) sum = addDeltas(sum, row);
    const before = base.version;
    base = await readBase(data, workspace);
    // Rows that were folded while they were read may have been seen twice or not at all.
    return base.version === before ? countsOf(sum) : CONFLICT;
  });
}

export async function readBase(data: Data, workspace: WorkspaceId): Promise<Base> {
  const base = await getItem<Base>(data, 'workspace', baseKey(workspace), { consistent: true });
  return base ?? { version: 0, ...NO_CHANGE };
}
