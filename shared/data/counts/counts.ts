import {
  addDeltas,
  type Counts,
  type CountsDelta,
  countsOf,
  differenceOf,
  NO_CHANGE,
} from '../../domain/contacts/counts.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  anyOf,
  CONFLICT,
  type Data,
  equals,
  getItem,
  isAbsent,
  put,
  RACES,
  retryOnConflict,
  type Write,
} from '../dynamo/index.ts';
import { baseKey, type CountRow, creationId, rowsOf, unpackIds, windowAt, windowOfName } from './items.ts';

export interface Base extends CountsDelta {
  /** How often rows were folded into the base. */
  readonly version: number;
  /** A recount has already counted the events of earlier windows: their rows add nothing. */
  readonly from?: string;
  /** During a recount: what was folded of windows after its cut. */
  readonly since?: CountsDelta & { readonly from: string };
}

export const isAdded = ({ from = '' }: Base, { name }: CountRow): boolean => windowOfName(name) >= from;

/** Replaces the base that was read, on condition that no other has replaced it. */
export const putBase = (workspace: WorkspaceId, known: Base, base: Omit<Base, 'version'>): Write =>
  put(
    'workspace',
    { ...baseKey(workspace), ...base, version: known.version + 1 },
    anyOf(isAbsent, equals('version', known.version)),
  );

/** The workspace's counts as of now: the base, and the rows that are not yet folded into it. */
export const readCounts = async (data: Data, workspace: WorkspaceId): Promise<Counts> =>
  countsOf((await sumOfRows(data, workspace)).sum);

interface EarlierCounts {
  /** By the times that changes bear. */
  readonly folders: Counts['folders'];
  /** Whether a contact was created since, as far as the stream has brought that. */
  readonly isNew: (contact: ContactId) => boolean;
}

/**
 * The folders as they were at the cut (`cutAfter`), which is at most a day ago. Exact when the stream has brought all
 * changes before it. Some 10 read units, and 1 for each 300 contacts since.
 */
export async function readCountsAt(data: Data, workspace: WorkspaceId, cut: Instant): Promise<EarlierCounts> {
  const { sum, since } = await sumOfRows(data, workspace, windowAt(cut));
  return { folders: countsOf(sum).folders, isNew: (contact) => since.has(creationId(contact)) };
}

/** What was counted, without events of some window or a later one, whose ids it returns. */
async function sumOfRows(
  data: Data,
  workspace: WorkspaceId,
  until?: string,
): Promise<{ readonly sum: CountsDelta; readonly since: ReadonlySet<string> }> {
  let base = await readBase(data, workspace);
  return retryOnConflict(RACES, `the counts of ${workspace}`, async () => {
    let sum: CountsDelta = base;
    const since = new Set<string>();
    const takeBack = (row: CountRow) => {
      sum = differenceOf(row, sum);
      for (const id of unpackIds(row.ids)) since.add(id);
    };
    for await (const row of rowsOf(data, workspace, 'ROW')) {
      if (isAdded(base, row)) sum = addDeltas(sum, row);
      // A recount has counted the others.
      if (until !== undefined && windowOfName(row.name) >= until) takeBack(row);
    }
    if (until !== undefined)
      for await (const marker of rowsOf(data, workspace, 'MARK', { from: until })) takeBack(marker);
    const before = base.version;
    base = await readBase(data, workspace);
    // Rows folded during the read may have been counted twice or not at all.
    return base.version === before ? { sum, since } : CONFLICT;
  });
}

export async function readBase(data: Data, workspace: WorkspaceId): Promise<Base> {
  const base = await getItem<Base>(data, 'workspace', baseKey(workspace), { consistent: true });
  return base ?? { version: 0, ...NO_CHANGE };
}
