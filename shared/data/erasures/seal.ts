import type { Seal } from '../../domain/erasures/seal.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { CONFLICT, type Data, queryAll, retryOnConflict } from '../dynamo/index.ts';
import { type EntryItem, entriesPk, stretchOf } from './entries.ts';
import { merkleRoot } from './merkle.ts';
import { hashBytes, hashOfSeal, lastSeal, putSeal, readLeaves, readSeal, type SealedLeaf } from './seals.ts';
import { forgetHours, unsealedHours, WRITING } from './unsealed.ts';

/** Entries in one seal, whose list must fit into an item. */
const MOST = 4_000;
/** Another one seals at the same time: the hourly function, or a request for a receipt. */
const SEALERS = { attempts: 8, firstWait: 20, longestWait: 500 };

/**
 * Seals what was written to a workspace's ledger so far. Returns how many entries it sealed. 1 read unit when there are
 * none, else 1 for 4 KB of what was written in the last hour or two.
 */
export async function sealLedger(data: Data, workspace: WorkspaceId, now: Instant): Promise<number> {
  let sealed = 0;
  const hours = await unsealedHours(data, workspace, now);
  const all = await retryOnConflict(SEALERS, `the seals of ${workspace}`, async () => {
    let last = await lastSeal(data, workspace);
    const found = (await unsealedIn(data, workspace, hours, last)).sort((a, b) => a.at - b.at);
    for (let from = 0; from < found.length; from += MOST) {
      const some = found.slice(from, from + MOST);
      last = nextSeal(workspace, last, some, now);
      if (!(await putSeal(data, workspace, last, some))) return CONFLICT;
      sealed += some.length;
    }
    return hours;
  });
  await forgetHours(
    data,
    all.filter(({ over }) => over),
  );
  return sealed;
}

interface Written extends SealedLeaf {
  readonly at: Instant;
}

function nextSeal(workspace: WorkspaceId, last: Seal | null, written: readonly Written[], now: Instant): Seal {
  const until = written.reduce((latest, { at }) => Math.max(latest, at), last?.until ?? 0);
  const seal = {
    number: (last?.number ?? 0) + 1,
    at: instant(Math.max(now, last?.at ?? 0)),
    until: instant(until),
    first: last === null ? 1 : last.first + last.count,
    count: written.length,
    previous: last?.hash ?? '',
    root: merkleRoot(hashBytes(written)).toString('base64url'),
  };
  return { ...seal, hash: hashOfSeal(workspace, seal) };
}

type Stored = Pick<EntryItem, 'sk' | 'hash' | 'at'>;
const attributes = ['sk', 'hash', 'at'];

/** Entries of these hours that no seal has. */
async function unsealedIn(
  data: Data,
  workspace: WorkspaceId,
  hours: Awaited<ReturnType<typeof unsealedHours>>,
  last: Seal | null,
): Promise<Written[]> {
  if (hours.length === 0) return [];
  // Never later than the notes, which go only after this: a clock that was ahead and was set back leaves a late seal.
  const since = Math.min((last?.until ?? 0) - WRITING, ...hours.map(({ writtenFrom }) => writtenFrom));
  const sealed = await sealedSince(data, workspace, last, since);
  const found = new Map<string, Written>();
  for (const { from, to } of hours) {
    const sort = { from: stretchOf(from), to: `${stretchOf(to)}~` };
    const query = { table: 'workspace', partition: entriesPk(workspace), sort, attributes, consistent: true } as const;
    for await (const { sk: key, hash, at } of queryAll<Stored>(data, query))
      if (at >= since && !sealed.has(key)) found.set(key, { key, hash, at });
  }
  return [...found.values()];
}

/** The entries in the last seals, back to one that has nothing that was written since then. */
async function sealedSince(
  data: Data,
  workspace: WorkspaceId,
  last: Seal | null,
  since: number,
): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for (let seal = last; seal !== null && seal.until >= since; ) {
    for (const { key } of await readLeaves(data, workspace, seal.number)) keys.add(key);
    seal = seal.number > 1 ? await readSeal(data, workspace, seal.number - 1) : null;
  }
  return keys;
}
