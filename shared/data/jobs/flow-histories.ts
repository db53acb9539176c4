/** Who ran through which flow, read from the outcomes of starts, for the query attribute `history` (TextIt 5.4). */

import type { ContactId, FlowId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Refusal } from '../../domain/refusals/refusal.ts';
import type { Histories, HistoryNeeds } from '../../domain/search/history.ts';
import { errorNamed } from '../../query/error-named.ts';
import { chunks, type Data, eachOf } from '../dynamo/index.ts';
import { type Closed, closedSlices, rowsIn } from './list-runs.ts';
import { readClosed, sliceName } from './outcomes.ts';

/** Runs that one query may read: 3,000 read units, some seconds, 90 MB. */
const MOST_RUNS = 1_000_000;
/** Slices in one request, and concurrent requests. */
const SLICES = 25;
const AT_ONCE = 4;

/** A query asks for flows with too many runs. */
export class HistoryTooLargeError extends errorNamed('HistoryTooLargeError') {
  readonly code = 'history_too_large';

  readonly refusal: Refusal;

  constructor(runs: number) {
    super();
    const found = runs.toLocaleString('en');
    const most = MOST_RUNS.toLocaleString('en');
    this.refusal = { code: 'too_many_runs', found, most };
  }
}

/** A memo of one, because a job asks the same on every page of its selection. */
let last: { readonly key: string; readonly histories: Promise<Histories> } | null = null;

/** Who ran through the flows up to a time, within 90 days. Throws HistoryTooLargeError above 1,000,000 runs. */
export async function readHistories(
  data: Data,
  workspace: WorkspaceId,
  needs: HistoryNeeds,
  at: Instant,
): Promise<Histories> {
  const key = `${workspace} ${needs === 'every' ? needs : [...needs].sort()} ${at}`;
  if (last?.key !== key) last = { key, histories: read(data, workspace, needs, at) };
  const { histories } = last;
  return histories.catch((error) => {
    if (last?.histories === histories) last = null;
    throw error;
  });
}

async function read(data: Data, workspace: WorkspaceId, needs: HistoryNeeds, at: Instant): Promise<Histories> {
  const slices: Closed[] = [];
  for await (const slice of closedSlices(data, workspace, { before: at }, { from: null, upwards: true }))
    if (needs === 'every' || needs.has(slice.flow)) slices.push(slice);
  const runs = sumOf(slices);
  if (runs > MOST_RUNS) throw new HistoryTooLargeError(runs);
  const sets = new Map(slices.map(({ flow }) => [flow, new Set<ContactId>()]));
  await eachOf(chunks(slices, SLICES), AT_ONCE, async (some) => {
    const closed = await readClosed(data, workspace, some);
    for (const slice of some)
      for (const { contact } of rowsIn(slice, closed.get(sliceName(slice)))) sets.get(slice.flow)?.add(contact);
  });
  return historiesIn(sets);
}

const sumOf = (slices: readonly Closed[]): number => slices.reduce((sum, { runs }) => sum + runs, 0);

function historiesIn(sets: ReadonlyMap<FlowId, ReadonlySet<ContactId>>): Histories {
  return {
    flowsOf: (contact: ContactId) => [...sets].flatMap(([flow, set]) => (set.has(contact) ? [flow] : [])),
  };
}
