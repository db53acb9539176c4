import { addDeltas, type Counts, type CountsDelta, countsOf, NO_CHANGE } from '../../domain/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Data, getItem } from '../dynamo/index.ts';
import { baseKey, rowsOf } from './items.ts';

export interface Base extends CountsDelta {
  /** Counts foldings; 0 before the first. */
  readonly version: number;
}

/** The workspace's counts as of now: the folded base and the rows that stand beside it. */
export async function readCounts(data: Data, workspace: WorkspaceId): Promise<Counts> {
  for (let base = await readBase(data, workspace); ; ) {
    let sum: CountsDelta = base;
    for await (const row of rowsOf(data, workspace, 'ROW')) sum = addDeltas(sum, row);
    const after = await readBase(data, workspace);
    if (after.version === base.version) return countsOf(sum);
    // Rows were folded while they were read: they may have been seen twice or not at all.
    base = after;
  }
}

export async function readBase(data: Data, workspace: WorkspaceId): Promise<Base> {
  const base = await getItem<Base>(data, 'workspace', baseKey(workspace), { consistent: true });
  return base ?? { version: 0, ...NO_CHANGE };
}
