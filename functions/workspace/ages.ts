/** How many active contacts had their last sign of life in which stretch of time. */

import { countDays } from '../../shared/data/contacts/index.ts';
import { readCounts } from '../../shared/data/counts/index.ts';
import { hasSnapshot, populationOf } from '../../shared/data/search/index.ts';
import type { Aged, DaySpan } from '../../shared/domain/calendar/ages.ts';
import { instantOfQuarter } from '../../shared/domain/instant.ts';
import { SINGLE } from '../../shared/domain/search/columns/names.ts';
import type { MarkedRows } from '../../shared/domain/search/columns/page.ts';
import type { SnapshotRow } from '../../shared/domain/search/columns/row.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { tellingOfBroken } from '../../shared/lambda/invocation/faults.ts';
import { tallySnapshot } from '../../shared/services/snapshots/answer.ts';
import { askSnapshot } from '../../shared/services/snapshots/ask.ts';
import { snapshotSource } from '../../shared/services/snapshots/source.ts';

type Counting = Pick<RequestContext, 'runtime' | 'caller'>;

const FOLDERS = ['active', 'dormant'] as const;
const COLUMNS = [SINGLE.lastSeenOn, SINGLE.createdOn].map(({ column }) => column);
/** With more, their columns do not fit into this function. */
const CONTACTS_AT_MOST = 2_000_000;

/** By folder and stretch; by the snapshot if there is one, else by the folder index. Both are exact. */
export async function agesIn(stretches: readonly DaySpan[], context: Counting): Promise<readonly (readonly Aged[])[]> {
  const counts = (await bySnapshot(stretches, context)) ?? (await byIndex(stretches, context));
  return counts.map((of) => stretches.map((stretch, at) => ({ stretch, contacts: of[at] ?? 0 })));
}

const byIndex = (stretches: readonly DaySpan[], { runtime, caller }: Counting) =>
  Promise.all(FOLDERS.map((folder) => countDays(runtime.data, caller.workspace, folder, stretches)));

async function bySnapshot(
  stretches: readonly DaySpan[],
  { runtime, caller }: Counting,
): Promise<readonly (readonly number[])[] | null> {
  const { workspace } = caller;
  if (runtime.config.snapshotsFrom === undefined) return null;
  const population = populationOf(await readCounts(runtime.data, workspace));
  const isSize = hasSnapshot(population, { from: runtime.config.snapshotsFrom }) && population <= CONTACTS_AT_MOST;
  if (!isSize) return null;
  // Stretches follow each other, and the first is open.
  const starts = stretches.map(({ from }) => (from === undefined ? -Infinity : instantOfQuarter(from)));
  const search = { query: null, folders: FOLDERS, flowsOf: null };
  let counts: number[][] = [];
  const { found } = await askSnapshot(tellingOfBroken(runtime), workspace, (snapshot) => {
    counts = FOLDERS.map(() => stretches.map(() => 0));
    const source = snapshotSource(runtime, workspace, snapshot);
    const one = ({ folder, lastSeenOn, createdOn }: SnapshotRow) => {
      const of = counts[FOLDERS.indexOf(folder as 'active')] as number[];
      const at = lastPlace(starts, lastSeenOn ?? createdOn);
      of[at] = (of[at] ?? 0) + 1;
    };
    const rows = ({ rows, view }: MarkedRows) => {
      for (view.row = 0; view.row < rows.length; view.row++) if (rows[view.row] === 1) one(view);
    };
    return tallySnapshot(source, workspace, snapshot, { search, columns: COLUMNS }, { one, rows });
  });
  return found && counts;
}

/** Where the last number is that is not above another one. */
function lastPlace(starts: readonly number[], at: number): number {
  let place = starts.length - 1;
  while (place > 0 && at < (starts[place] as number)) place -= 1;
  return place;
}
