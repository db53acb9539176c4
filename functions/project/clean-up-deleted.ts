import {
  type ContactChange,
  countLeftovers,
  deletedBy,
  findLeftovers,
  identitiesOf,
  type Leftovers,
  removeLeftovers,
} from '../../shared/data/contacts/index.ts';
import { type Data, eachOf, hashed, isPermanentError } from '../../shared/data/dynamo/index.ts';
import { appendErasures, URN_BYTES } from '../../shared/data/erasures/index.ts';
import { listTokens } from '../../shared/data/workspace/index.ts';
import { isTombstone } from '../../shared/domain/contacts/contact.ts';
import { deleterOf, type ToldErasure } from '../../shared/domain/erasures/erasure.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import type { BatchOutcome, RecordName } from './outcome.ts';

type Change = ContactChange & RecordName;
type EraseRuntime = Pick<Runtime, 'data' | 'now' | 'logger'>;

const AT_ONCE = 8;

/** A deletion with what the contact left. */
interface Deleted {
  readonly change: Change;
  readonly left: Leftovers;
}

/** Writes deletions with their numbers of items into the erasure ledger, and only then removes the items. */
export async function eraseDeleted(
  runtime: EraseRuntime,
  workspace: WorkspaceId,
  changes: readonly Change[],
  outcome: BatchOutcome,
): Promise<void> {
  const { data } = runtime;
  const found: Deleted[] = [];
  await eachOf(changes, AT_ONCE, (change) =>
    guarded(outcome, change, async () => {
      const before = deletedBy(change);
      const left = before && (await findLeftovers(data, workspace, before));
      if (left !== null) found.push({ change, left });
    }),
  );
  if (found.length === 0 || !(await noted(runtime, workspace, found, outcome))) return;
  await eachOf(found, AT_ONCE, ({ change, left }) =>
    guarded(outcome, change, () => removeLeftovers(data, workspace, left)),
  );
}

async function guarded(outcome: BatchOutcome, change: Change, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    outcome.refuse('clean-up', change, error);
  }
}

/** False after a temporary error. An entry that can never be written must not keep a person's data from removal. */
async function noted(
  { data, now, logger }: EraseRuntime,
  workspace: WorkspaceId,
  found: readonly Deleted[],
  outcome: BatchOutcome,
): Promise<boolean> {
  try {
    const erasures = await erasuresOf(data, workspace, found);
    await appendErasures(data, workspace, erasures, now());
    // The log can be read when both tables are lost (ADR 049).
    const deleted = erasures.map(({ contact, deletedOn }) => [contact, deletedOn]);
    if (deleted.length > 0) logger.info('erasures', { workspace, deleted });
    return true;
  } catch (error) {
    for (const { change } of found) outcome.refuse('ledger', change, error);
    return isPermanentError(error);
  }
}

async function erasuresOf(data: Data, workspace: WorkspaceId, found: readonly Deleted[]): Promise<ToldErasure[]> {
  const names = new Map((await listTokens(data, workspace)).map(({ id, name }) => [id as string, name]));
  const erasures: ToldErasure[] = [];
  for (const { change, left } of found) {
    const { after } = change;
    // Without a tombstone, it was not this service that removed the contact.
    if (after === null || !isTombstone(after)) continue;
    const { place } = after.lastChange;
    erasures.push({
      ...deleterOf(after, names),
      ...(place !== undefined && { place }),
      contact: after.uuid,
      urns: await Promise.all(identitiesOf(left.before).map((identity) => shortHash(data, workspace, identity))),
      removed: countLeftovers(left),
    });
  }
  return erasures;
}

const shortHash = async (data: Data, workspace: WorkspaceId, identity: string): Promise<string> =>
  Buffer.from(await hashed(data, workspace, identity), 'base64url')
    .subarray(0, URN_BYTES)
    .toString('hex');
