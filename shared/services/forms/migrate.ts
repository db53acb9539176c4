/**
 * Brings tables of any earlier landed form up to date (ADR 068): contacts and tombstones by their steps, addresses
 * under the hash that is made now, history without addresses, and then the stamp. It begins anew each time, and leaves
 * what is right already, so it may be killed, run again, or run twice at once. Nothing is answered meanwhile.
 */
import { type Migrated, migrateContacts, veilHistory } from '../../data/contacts/index.ts';
import {
  type Data,
  FormError,
  formProblem,
  isKeyNoted,
  LostKeyError,
  noteKey,
  noteUnscoped,
  shardsOf,
  stampNewTables,
  stampTables,
  toSeconds,
} from '../../data/dynamo/index.ts';
import {
  allIdentities,
  findSuppressions,
  moveAddresses,
  type OwnershipSample,
  sampleOwnership,
} from '../../data/repair/index.ts';
import { listWorkspaces } from '../../data/workspace/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant } from '../../domain/instant.ts';

interface Migrating {
  readonly data: Data;
  now(): Instant;
  /** Tells the person about the progress. */
  say(line: string): void;
}

interface Counts extends Migrated {
  /** Addresses that were not under the present hash. */
  readonly addresses: number;
  /** Entries of history that named addresses. */
  readonly history: number;
}

interface MigrationReport extends Counts {
  readonly workspaces: number;
  /** Opt-outs of addresses that nobody has, which may lie under an earlier hash and are looked up there from now on. */
  readonly suppressions: number;
}

const NOTHING: Counts = { seen: 0, migrated: 0, moved: 0, addresses: 0, history: 0 };

/** Throws FormError for tables of a later release, and LostKeyError when contacts lie under another key. */
export async function migrateTables({ data, now, say }: Migrating): Promise<MigrationReport> {
  const problem = await formProblem(data);
  if (problem?.code === 'later_form') throw new FormError(problem);
  const workspaces = await listWorkspaces(data);
  if (workspaces.length === 0) {
    await stampEmpty(data, now());
    return { workspaces: 0, ...NOTHING, suppressions: 0 };
  }
  const isEarlier = problem?.code === 'earlier_form';
  const unscoped: Data = { ...data, unscoped: true };
  await refuseOtherKey(unscoped, workspaces);
  if (isEarlier) await expectRepeated(data, workspaces, now());
  await noteKey(data);
  let counts = NOTHING;
  for (const workspace of workspaces) {
    counts = sum(counts, { ...NOTHING, ...(await migrateContacts(data, workspace)) });
    for (const shard of shardsOf(data, workspace))
      counts = sum(counts, await moveShard(unscoped, workspace, { shard, history: isEarlier, now }));
    say(`${workspace}: looked at ${counts.seen} contacts so far, moved ${counts.addresses} addresses`);
  }
  const suppressions = await findSuppressions(unscoped, workspaces);
  if ((isEarlier || counts.addresses > 0) && suppressions > 0) await noteUnscoped(data, FOR_EVER);
  await stampTables(data, now());
  return { workspaces: workspaces.length, ...counts, suppressions };
}

async function stampEmpty(data: Data, now: Instant): Promise<void> {
  try {
    await stampNewTables(data, now);
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw new Error('One table has data, and the other one no workspace: they do not belong together.');
  }
}

/** Contacts of a workspace whose addresses are looked up first. */
const SAMPLE = 25;

async function sampleAll(data: Data, workspaces: readonly WorkspaceId[]): Promise<OwnershipSample> {
  const samples = await Promise.all(workspaces.map((workspace) => sampleOwnership(data, workspace, SAMPLE)));
  const total = (of: keyof OwnershipSample) => samples.reduce((all, sample) => all + sample[of], 0);
  return { looked: total('looked'), unowned: total('unowned') };
}

/** A secret with another key than that of the addresses would make everybody's opt-out unknown: nothing is changed. */
async function refuseOtherKey(data: Data, workspaces: readonly WorkspaceId[]): Promise<void> {
  if (await isKeyNoted(data)) return;
  const { looked, unowned } = await sampleAll(data, workspaces);
  if (looked > 0 && unowned === looked && (await hasIdentities(data)))
    throw new LostKeyError(
      `None of ${looked} addresses is found: the secret does not have the key under which they are stored. Put that key back (runbook, "The key is lost").`,
    );
}

/** Ids of messages lie under earlier hashes too, and are looked up there for as long as a sender may repeat one. */
async function expectRepeated(data: Data, workspaces: readonly WorkspaceId[], now: Instant): Promise<void> {
  const { unowned } = await sampleAll(data, workspaces);
  if (unowned > 0) await noteUnscoped(data, toSeconds(addDays(now, REPEATED_DAYS)));
}

/** Seconds: the end of the year 9999. Nobody can say when the last person returns who opted out and was deleted. */
const FOR_EVER = 253_402_300_799;
const REPEATED_DAYS = 30;

async function hasIdentities(data: Data): Promise<boolean> {
  for await (const items of allIdentities(data)) if (items.length > 0) return true;
  return false;
}

async function moveShard(
  data: Data,
  workspace: WorkspaceId,
  { shard, history, now }: { readonly shard: number; readonly history: boolean; readonly now: () => Instant },
): Promise<Counts> {
  let counts = NOTHING;
  for (let after: string | null | undefined; after !== null; ) {
    const page = await moveAddresses(data, workspace, { shard, after: after ?? null }, now);
    const hidden = history ? await veilHistory(data, workspace, page.uuids) : 0;
    counts = sum(counts, { ...NOTHING, addresses: page.moved, history: hidden });
    after = page.after;
  }
  return counts;
}

const sum = (a: Counts, b: Counts): Counts => ({
  seen: a.seen + b.seen,
  migrated: a.migrated + b.migrated,
  moved: a.moved + b.moved,
  addresses: a.addresses + b.addresses,
  history: a.history + b.history,
});
