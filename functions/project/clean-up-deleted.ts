import {
  type ContactChange,
  countLeftovers,
  deletedBy,
  findLeftovers,
  identitiesOf,
  type Leftovers,
  removeLeftovers,
} from '../../shared/data/contacts/index.ts';
import { type Data, eachOf, isPermanentError } from '../../shared/data/dynamo/index.ts';
import { appendErasures, askForFileCheck, shortHashes } from '../../shared/data/erasures/index.ts';
import { type ErasedContact, noteErased } from '../../shared/data/jobs/index.ts';
import { readActorNames } from '../../shared/data/workspace/index.ts';
import { isTombstone } from '../../shared/domain/contacts/contact.ts';
import { deleterOf, manifestPlaceOf, type ToldErasure } from '../../shared/domain/erasures/erasure.ts';
import type { JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import type { FileCheckMessage } from '../../shared/messages/jobs.ts';
import { type BatchOutcome, isolating, type RecordName } from './outcome.ts';

type Change = ContactChange & RecordName;
type EraseRuntime = Pick<Runtime, 'data' | 'now' | 'logger' | 'queues'>;

/** As many as a worker deletes at once. */
const AT_ONCE = 32;

/** A deletion with what the contact left. */
interface Deleted {
  readonly change: Change;
  readonly left: Leftovers;
}

/**
 * Has files checked, writes deletions with their numbers of items into the erasure ledger, and only then removes the
 * items. Trouble with one contact stops no other. Returns the jobs that erased something.
 */
export async function eraseDeleted(
  runtime: EraseRuntime,
  workspace: WorkspaceId,
  changes: readonly Change[],
  outcome: BatchOutcome,
): Promise<readonly JobId[]> {
  const { data, now } = runtime;
  const found: Deleted[] = [];
  const deletions = changes.flatMap((change) => {
    const before = deletedBy(change);
    return before === null ? [] : { change, before };
  });
  await eachOf(deletions, AT_ONCE, ({ change, before }) =>
    guarded(outcome, change, async () => {
      const left = await findLeftovers(data, workspace, before);
      if (left !== null) found.push({ change, left });
    }),
  );
  const [first] = found;
  if (first !== undefined) await guarded(outcome, first.change, () => askForCheck(runtime, workspace));
  const erased: ErasedContact[] = [];
  await eachOf(await noted(runtime, workspace, found, outcome), AT_ONCE, ({ change, left }) =>
    guarded(outcome, change, async () => {
      await removeLeftovers(data, workspace, left);
      const { after } = change;
      if (after !== null && isTombstone(after)) erased.push({ uuid: after.uuid, change: after.lastChange });
    }),
  );
  let jobs: readonly JobId[] = [];
  if (first !== undefined)
    await guarded(outcome, first.change, async () => {
      jobs = await noteErased(data, workspace, erased, now());
    });
  return jobs;
}

/** The message may be lost: then the watchdog asks again. */
async function askForCheck({ data, now, queues }: EraseRuntime, workspace: WorkspaceId): Promise<void> {
  if (await askForFileCheck(data, workspace, now()))
    await queues.send('files', [{ workspace, erased: true } satisfies FileCheckMessage], workspace);
}

async function guarded(outcome: BatchOutcome, change: Change, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    outcome.refuse('clean-up', change, error);
  }
}

/** Those that may be removed. An entry that can never be written must not keep a person's data from removal. */
async function noted(
  runtime: EraseRuntime,
  workspace: WorkspaceId,
  found: readonly Deleted[],
  outcome: BatchOutcome,
): Promise<readonly Deleted[]> {
  const removable: Deleted[] = [];
  const named = found.map((deleted) => ({ ...deleted, sequence: deleted.change.sequence, key: deleted.change.key }));
  await isolating(named, outcome, 'ledger', async (some) => {
    try {
      await note(runtime, workspace, some);
      removable.push(...some);
    } catch (error) {
      if (!isPermanentError(error)) for (const { change } of some) outcome.fail('ledger', change, error);
      else if (some.length === 1) removable.push(...some);
      throw error;
    }
  });
  return removable;
}

async function note(
  { data, now, logger }: EraseRuntime,
  workspace: WorkspaceId,
  found: readonly Deleted[],
): Promise<void> {
  const erasures = await erasuresOf(data, workspace, found);
  await appendErasures(data, workspace, erasures, now());
  // The log can be read when both tables are lost (ADR 049).
  const deleted = erasures.map(({ contact, deletedOn }) => [contact, deletedOn]);
  if (deleted.length > 0) logger.info('erasures', { workspace, deleted });
}

async function erasuresOf(data: Data, workspace: WorkspaceId, found: readonly Deleted[]): Promise<ToldErasure[]> {
  const names = await readActorNames(data, workspace);
  const erasures: ToldErasure[] = [];
  for (const { change, left } of found) {
    const { after } = change;
    // Without a tombstone, it was not this service that removed the contact.
    if (after === null || !isTombstone(after)) continue;
    erasures.push({
      ...deleterOf(after, names),
      ...manifestPlaceOf(after),
      contact: after.uuid,
      urns: (await Promise.all(identitiesOf(left.before).map((one) => shortHashes(data, workspace, one)))).map(
        ([current]) => current as string,
      ),
      removed: countLeftovers(left),
    });
  }
  return erasures;
}
