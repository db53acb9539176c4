import type { LedgerEntry } from '../../domain/erasures/erasure.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Data } from '../dynamo/index.ts';
import { hashOfEntry } from './items.ts';
import { readLedgerEntries, spanOf } from './list.ts';

interface Verified {
  readonly entries: number;
  readonly erasures: number;
  /** The number and hash of the last entry; null for an empty ledger. */
  readonly last: Pick<LedgerEntry, 'number' | 'hash'> | null;
  /** Problems as sentences: entries that are missing, changed, or not linked to the previous one. */
  readonly problems: readonly string[];
}

/** Checks a whole ledger. If its last entries were removed, only a receipt or log that names them shows it. */
export async function verifyLedger(
  data: Data,
  workspace: WorkspaceId,
  known: readonly Pick<LedgerEntry, 'number' | 'hash'>[] = [],
): Promise<Verified> {
  const problems: string[] = [];
  const wanted = new Map(known.map(({ number, hash }) => [number, hash]));
  let [last, entries, erasures]: [LedgerEntry | null, number, number] = [null, 0, 0];
  const span = await spanOf(data, workspace, {});
  for await (const entry of readLedgerEntries(data, workspace, span, { descending: false, consistent: true })) {
    problems.push(...problemsOf(workspace, entry, last));
    const named = wanted.get(entry.number);
    if (named !== undefined && named !== entry.hash)
      problems.push(`entry ${entry.number} is not the one that is known`);
    wanted.delete(entry.number);
    [last, entries, erasures] = [entry, entries + 1, erasures + entry.erasures.length];
  }
  for (const number of wanted.keys()) problems.push(`entry ${number} is known and is not there`);
  return { entries, erasures, last: last && { number: last.number, hash: last.hash }, problems };
}

function problemsOf(workspace: WorkspaceId, entry: LedgerEntry, before: LedgerEntry | null): string[] {
  const { number, at, previous, hash } = entry;
  const expected = (before?.number ?? 0) + 1;
  const problems: string[] = [];
  if (number !== expected)
    problems.push(
      expected === number - 1 ? `entry ${expected} is missing` : `entries ${expected} to ${number - 1} are missing`,
    );
  else if (previous !== (before?.hash ?? '')) problems.push(`entry ${number} does not follow the one before it`);
  if (at < (before?.at ?? 0)) problems.push(`entry ${number} is older than the one before it`);
  if (hash !== hashOfEntry(workspace, entry)) problems.push(`entry ${number} is not what was written`);
  return problems;
}
