import { addDeltas, type Counts, type CountsDelta, countsOf, NO_CHANGE } from '../../domain/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
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
import { baseKey, type CountRow, rowsOf, windowOfName } from './items.ts';

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
export async function readCounts(data: Data, workspace: WorkspaceId): Promise<Counts> {
  let base = await readBase(data, workspace);
  return retryOnConflict(RACES, `the counts of ${workspace}`, async () => {
    let sum: CountsDelta = base;
    for await (const row of rowsOf(data, workspace, 'ROW')) if (isAdded(base, row)) sum = addDeltas(sum, row);
    const before = base.version;
    base = await readBase(data, workspace);
    // Rows folded during the read may have been counted twice or not at all.
    return base.version === before ? countsOf(sum) : CONFLICT;
  });
}

export async function readBase(data: Data, workspace: WorkspaceId): Promise<Base> {
  const base = await getItem<Base>(data, 'workspace', baseKey(workspace), { consistent: true });
  return base ?? { version: 0, ...NO_CHANGE };
}
